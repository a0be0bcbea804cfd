/// An object of Stripe's API. Sessions, intents, charges, refunds and disputes have their facts alike.
typealias StripeObject = APIObject<StripeProvider>

extension StripeObject {
  /// The object, if its member `object` says that it is of `type`.
  func typed(_ type: String) throws(ProviderError) -> StripeObject {
    guard json["object"]?.string == type else { throw fault() }
    return self
  }

  var id: String {
    get throws(ProviderError) { try required("id", as: \.string) }
  }

  /// The id of the object in the member `name`, which holds it or, expanded, the object.
  func id(of name: String) throws(ProviderError) -> String? {
    try optional(name) { $0.string ?? $0["id"]?.string }
  }

  /// The object in the member `name`; `nil` if it is not there or not expanded.
  func expanded(_ name: String, type: String) throws(ProviderError) -> StripeObject? {
    json[name]?.members == nil ? nil : try object(name)?.typed(type)
  }

  /// The objects of the list in the member `name`; none if it is not there.
  func list(_ name: String, of type: String) throws(ProviderError) -> [StripeObject] {
    try expanded(name, type: "list")?.elements(of: type) ?? []
  }

  /// The objects that this one lists.
  func elements(of type: String) throws(ProviderError) -> [StripeObject] {
    _ = try required("data", as: \.array)
    return try objects("data").map { element throws(ProviderError) in try element.typed(type) }
  }

  /// A moment, in Unix seconds.
  func time(_ name: String) throws(ProviderError) -> UnixTime {
    UnixTime(seconds: try required(name, as: \.int64))
  }

  /// The amount in the member `name`, of the object's currency; `nil` if it cannot be written by ISO 4217.
  func amount(_ name: String) throws(ProviderError) -> Amount? {
    guard let units = try optional(name, as: \.int64) else { return nil }
    return StripeAmount.amount(units, currency: try required("currency", as: \.string))
  }

  /// Our reference, which sessions have as their own, and intents and charges among their metadata.
  var reference: String? {
    get throws(ProviderError) {
      if let own = try optional("client_reference_id", as: \.string) { return own }
      let metadata = try optional("metadata", as: \.members).map(JSONValue.object)
      return metadata?["reference"]?.string
    }
  }

  /// How the customer paid: of a charge what was used, else the only means that is on offer.
  var method: String? {
    get throws(ProviderError) {
      if let used = try optional("payment_method_details", as: { $0["type"]?.string }) {
        return used
      }
      let offered = try optional("payment_method_types", as: \.array) ?? []
      return offered.count == 1 ? offered[0].string : nil
    }
  }
}
