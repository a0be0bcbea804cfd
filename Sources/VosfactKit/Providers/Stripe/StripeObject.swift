/// An object of Stripe's API, read strictly: a member that is not as documented is told by its path.
struct StripeObject: APIObject {
  let json: JSONValue
  let path: String

  /// - Parameter type: what its member `object` must say.
  /// - Throws: `ShapeError` if `json` is no such object.
  init(_ json: JSONValue?, at path: String, type: String) throws(ShapeError) {
    guard let json, json["object"]?.string == type else { throw ShapeError(path: path) }
    self.json = json
    self.path = path
  }
}

/// The facts of sessions, intents, charges, refunds and disputes, which all have them alike.
extension StripeObject {
  var id: String {
    get throws(ShapeError) { try required("id", as: \.string) }
  }

  /// The id of the object in the member `name`, which holds it or, expanded, the object.
  func id(of name: String) throws(ShapeError) -> String? {
    try optional(name) { $0.string ?? $0["id"]?.string }
  }

  /// The object in the member `name`; `nil` if it is not there or not expanded.
  func object(_ name: String, type: String) throws(ShapeError) -> StripeObject? {
    guard let member = json[name], member.members != nil else { return nil }
    return try StripeObject(member, at: "\(path).\(name)", type: type)
  }

  /// The objects of the list in the member `name`; none if it is not there.
  func list(_ name: String, of type: String) throws(ShapeError) -> [StripeObject] {
    guard let list = try object(name, type: "list") else { return [] }
    return try list.elements(of: type)
  }

  /// The objects that this one lists.
  func elements(of type: String) throws(ShapeError) -> [StripeObject] {
    let elements = try required("data", as: \.array)
    var objects: [StripeObject] = []
    for (index, element) in elements.enumerated() {
      objects.append(try StripeObject(element, at: "\(path).data[\(index)]", type: type))
    }
    return objects
  }

  /// A moment, in Unix seconds.
  func time(_ name: String) throws(ShapeError) -> UnixTime {
    UnixTime(seconds: try required(name, as: \.int64))
  }

  /// The amount in the member `name`, of the object's currency; `nil` if it cannot be written by ISO 4217.
  func amount(_ name: String) throws(ShapeError) -> Amount? {
    guard let units = try optional(name, as: \.int64) else { return nil }
    return StripeAmount.amount(units, currency: try required("currency", as: \.string))
  }

  /// Our reference, which sessions have as their own, and intents and charges among their metadata.
  var reference: String? {
    get throws(ShapeError) {
      if let own = try optional("client_reference_id", as: \.string) { return own }
      let metadata = try optional("metadata", as: \.members).map(JSONValue.object)
      return metadata?["reference"]?.string
    }
  }

  /// How the customer paid: of a charge what was used, else the only means that is on offer.
  var method: String? {
    get throws(ShapeError) {
      if let used = try optional("payment_method_details", as: { $0["type"]?.string }) {
        return used
      }
      let offered = try optional("payment_method_types", as: \.array) ?? []
      return offered.count == 1 ? offered[0].string : nil
    }
  }
}
