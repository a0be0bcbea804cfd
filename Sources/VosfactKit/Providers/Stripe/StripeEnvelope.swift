/// What can be told of an event of Stripe's whatever else of it cannot be read.
struct StripeEnvelope {
  let message: CallbackJSON

  init(body: [UInt8]) { message = CallbackJSON(body) }

  /// Whether it is about real money; `nil` if it does not tell.
  var isLive: Bool? { message["livemode"]?.bool }

  /// Whether it happened to an account that is connected to the seller's, and is none of the seller's own.
  var isOfConnectedAccount: Bool {
    message["account"]?.string != nil
      || StripeEvent.isThin(message.value) && message["context"]?.string != nil
  }

  /// In the words of snapshots: of the thin `v1.charge.refunded` it is `charge.refunded`.
  var type: String? { message["type"]?.string.map(StripeEvent.type) }

  /// Our reference in the object of a snapshot, and the names of the payment there.
  var payment: (reference: String?, identifiers: [String]) {
    guard
      let object = try? StripeObject(callback: message["data"]?["object"], at: "data.object")
    else {
      return (nil, [message["related_object"]?["id"]?.string].compactMap(\.self))
    }
    let names = [
      try? object.id, try? object.id(of: "payment_intent"), try? object.id(of: "charge"),
    ]
    return ((try? object.reference) ?? nil, names.compactMap { $0 ?? nil })
  }
}
