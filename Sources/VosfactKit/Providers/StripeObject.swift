import Localization

/// An object of Stripe's API, read strictly: a member that is not as documented is told by its path.
struct StripeObject {
  let json: JSONValue
  /// Where it stands in the message: `data.object`.
  let path: String

  /// - Parameter type: what its member `object` must say.
  /// - Throws: `StripeShapeError` if `json` is no such object.
  init(_ json: JSONValue?, at path: String, type: String) throws(StripeShapeError) {
    guard let json, json["object"]?.string == type else { throw StripeShapeError(path: path) }
    self.json = json
    self.path = path
  }

  /// What the member `name` holds; `nil` if it is absent or null.
  ///
  /// - Throws: `StripeShapeError` if it holds what `read` does not take.
  func optional<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(StripeShapeError) -> Value? {
    guard let member = json[name], member != .null else { return nil }
    guard let value = read(member) else { throw StripeShapeError(path: "\(path).\(name)") }
    return value
  }

  /// What the member `name` holds.
  ///
  /// - Throws: `StripeShapeError` if it is absent or null, or holds what `read` does not take.
  func required<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(StripeShapeError) -> Value {
    guard let value = try optional(name, as: read) else {
      throw StripeShapeError(path: "\(path).\(name)")
    }
    return value
  }
}

/// The facts of sessions, intents, charges, refunds and disputes, which all have them alike.
extension StripeObject {
  var id: String {
    get throws(StripeShapeError) { try required("id", as: \.string) }
  }

  /// The id of the object in the member `name`, which holds it or, expanded, the object.
  func id(of name: String) throws(StripeShapeError) -> String? {
    try optional(name) { $0.string ?? $0["id"]?.string }
  }

  /// The object in the member `name`; `nil` if it is not there or not expanded.
  func object(_ name: String, type: String) throws(StripeShapeError) -> StripeObject? {
    guard let member = json[name], member.members != nil else { return nil }
    return try StripeObject(member, at: "\(path).\(name)", type: type)
  }

  /// The objects of the list in the member `name`; none if it is not there.
  func list(_ name: String, of type: String) throws(StripeShapeError) -> [StripeObject] {
    guard let list = try object(name, type: "list") else { return [] }
    return try list.elements(of: type)
  }

  /// The objects that this one lists.
  func elements(of type: String) throws(StripeShapeError) -> [StripeObject] {
    let elements = try required("data", as: \.array)
    var objects: [StripeObject] = []
    for (index, element) in elements.enumerated() {
      objects.append(try StripeObject(element, at: "\(path).data[\(index)]", type: type))
    }
    return objects
  }

  /// A moment, in Unix seconds.
  func time(_ name: String) throws(StripeShapeError) -> UnixTime {
    UnixTime(seconds: try required(name, as: \.int64))
  }

  /// The amount in the member `name`, of the object's currency; `nil` if it cannot be written by ISO 4217.
  func amount(_ name: String) throws(StripeShapeError) -> Amount? {
    guard let units = try optional(name, as: \.int64) else { return nil }
    return StripeAmount.amount(units, currency: try required("currency", as: \.string))
  }

  /// Our reference, which sessions have as their own, and intents and charges among their metadata.
  var reference: String? {
    get throws(StripeShapeError) {
      if let own = try optional("client_reference_id", as: \.string) { return own }
      let metadata = try optional("metadata", as: \.members).map(JSONValue.object)
      return metadata?["reference"]?.string
    }
  }

  /// How the customer paid: of a charge what was used, else the only means that is on offer.
  var method: String? {
    get throws(StripeShapeError) {
      if let used = try optional("payment_method_details", as: { $0["type"]?.string }) {
        return used
      }
      let offered = try optional("payment_method_types", as: \.array) ?? []
      return offered.count == 1 ? offered[0].string : nil
    }
  }
}

/// A member of a message that is missing, or is not what Stripe documents.
struct StripeShapeError: Error, Equatable {
  /// The member's path: `data.object.currency`.
  let path: String

  /// What is wrong, as the middle part of a sentence.
  var reason: Text {
    Text(
      en: "its member \(path) is missing or not of the right type",
      fr: "son membre \(path) manque ou n’est pas du bon type")
  }
}
