/// The event that a webhook carries. It is read as far as it can be: it is as authentic where it cannot.
///
/// Source: Worldline's guide "Webhooks"; `WebhooksEvent` of Worldline's own libraries.
struct WorldlineWebhook {
  private let message: CallbackJSON

  init(body: [UInt8]) { message = CallbackJSON(body) }

  /// What Worldline calls it, if that can be read.
  var type: String? { message["type"]?.string }

  /// The account that it is of, if that can be read.
  var merchant: String? { message["merchantId"]?.string }

  /// When it happened, if that can be read.
  var at: UnixTime? { message["created"]?.string.flatMap(UnixTime.init(worldline:)) }

  /// What the event says of a payment; nothing if it is of something else.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it says what is not known, or not as documented.
  func paymentEvent() throws(ProviderError) -> PaymentEvent? {
    let event: WorldlineObject = try message.object(at: "event")
    // Unique per event: a repeated delivery has the same.
    let id = try event.required("id", where: { (1...255).contains($0.utf8.count) })
    _ = try event.required("type", where: { (1...255).contains($0.utf8.count) })
    _ = try event.required("merchantId", as: \.string)
    guard let at else { throw event.fault("created") }
    let operation: WorldlineOperation
    // `payment.refunded` brings a refund: the object tells what it is, and its status how it stands.
    if let refund = try event.object("refund") {
      operation = try WorldlineOperation(refund: refund)
    } else if let payment = try event.object("payment") {
      operation = try WorldlineOperation(payment: payment)
    } else {
      let isOfNoConcern = Self.otherObjects.contains { event.json[$0]?.members != nil }
      guard isOfNoConcern else { throw event.fault("payment") }
      return nil
    }
    guard operation.meaning != .unknown else {
      let word = operation.status.word
      throw .malformed(en: "its status \(word) is not known", fr: "son statut \(word) est inconnu")
    }
    return operation.event(id: id, at: at)
  }

  /// Our reference, if it can be read, whatever else cannot.
  var reference: String? {
    for (object, output) in [("refund", "refundOutput"), ("payment", "paymentOutput")] {
      let references = message[object]?[output]?["references"]
      if let told = references?["merchantReference"]?.string, told.utf8.count <= 255 { return told }
    }
    return nil
  }

  /// The payment's number, if it can be read.
  var identifiers: [String] {
    let id = (message["refund"] ?? message["payment"])?["id"]?.string
    return [id.flatMap { WorldlineID($0) }?.payment].compactMap(\.self)
  }

  /// What an event may be about that is no payment of a customer's.
  private static let otherObjects = ["payout", "token", "paymentLink", "directBatch"]
}

extension WorldlineProvider {
  /// How old an event may be: Worldline sends one again for a day and a half, and who was down for longer may have it
  /// sent once more by hand.
  private static let plausibleAge = Seconds(14 * 86_400)
  /// How far an event may be ahead of our clock.
  private static let plausibleAdvance = Seconds(3600)

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard callback.method != "GET" else {
      return VerifiedCallback(events: [], reply: try Self.answer(toQuestion: callback))
    }
    try webhookSignature.check(callback)
    let webhook = WorldlineWebhook(body: callback.body)
    if let at = webhook.at {
      guard at >= now - Self.plausibleAge else { throw .refused(.stale(at: at)) }
      guard at <= now + Self.plausibleAdvance else { throw .refused(.fromTheFuture(at: at)) }
    }
    // Of several accounts with one key the others' events are none of ours.
    guard webhook.merchant ?? merchant == merchant else { return VerifiedCallback(nil) }
    return try .reading(
      webhook.type, reference: webhook.reference, identifiers: webhook.identifiers
    ) { () throws(ProviderError) in VerifiedCallback(try webhook.paymentEvent()) }
  }

  /// The answer to the question whether an address is ours, before it is used: what was asked. It proves nothing, and
  /// nothing of it is kept.
  ///
  /// Source: the guide "Webhooks" of the sister platform, section "Before you start".
  private static func answer(
    toQuestion callback: CallbackRequest
  ) throws(ProviderError) -> String {
    guard let asked = try? callback.headers.only("X-GCS-Webhooks-Endpoint-Verification"),
      (1...255).contains(asked.bytes.count),
      asked.bytes.allSatisfy({ $0.isLetterOrDigit || "-_.~+/=".utf8.contains($0) })
    else { throw .refused(.notSigned) }
    return asked.value
  }
}
