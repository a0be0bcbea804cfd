import Localization

/// The event that a callback carries: a snapshot, with the object as it was then, or a thin one, which only names it.
///
/// Source: API reference, "The Event object" and "Types of events"; API v2 reference, "The Event object"; guide "Event
/// destinations".
struct StripeEvent {
  /// Unique per event: a repeated delivery has the same.
  let id: String
  /// In the words of snapshots: of the thin `v1.charge.refunded` it is `charge.refunded`.
  let type: String
  let at: UnixTime
  /// The object that a thin event names; `nil` of a snapshot.
  let related: StripeObject?
  private let json: JSONValue

  /// - Throws: `ProviderError.refused(.malformed)` if `event` is none as documented.
  init(_ event: StripeObject) throws(ProviderError) {
    json = event.json
    id = try event.required("id", where: { $0.hasPrefix("evt_") && $0.utf8.count <= 255 })
    type = Self.type(try event.required("type", as: \.string))
    if Self.isThin(json) {
      at = try event.time(rfc3339: "created")
      related = try event.object("related_object")
      _ = try event.optional("context", as: \.string)
    } else {
      at = try event.typed("event").time("created")
      related = nil
    }
    // Whose it is was read before, and is not told otherwise.
    _ = try (event.required("livemode", as: \.bool), event.optional("account", as: \.string))
  }

  /// Whether an event only names its object.
  static func isThin(_ event: JSONValue?) -> Bool { event?["object"]?.string == "v2.core.event" }

  /// A type in the words of snapshots. What the API's second version tells of itself begins with v2, and is of no concern.
  static func type(_ word: String) -> String {
    word.hasPrefix("v1.") ? String(word.dropFirst(3)) : word
  }

  /// The snapshot that a thin event stands for, with the object as the API gives it now.
  init(_ question: ProviderQuestion, _ object: StripeObject) {
    (id, type, at, related) = (question.event, question.kind, question.at, nil)
    json = ["data": ["object": object.json]]
  }

  /// What must be asked to know what a thin event says; `nil` of a snapshot, and of what is of no concern.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it does not name its object as documented.
  func question() throws(ProviderError) -> ProviderQuestion? {
    guard let related, Self.read.contains(type) else { return nil }
    let object = try related.required("id", where: { $0.isStripeID(of: "") })
    return ProviderQuestion(event: id, kind: type, object: object, at: at)
  }

  /// The families of types of which new ones are of concern: what happens to money is told in one of them.
  private static let families = ["checkout.session.", "payment_intent.", "charge.", "refund."]

  /// The types that say something of a payment.
  static let read: Set<String> = [
    "checkout.session.completed", "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed", "checkout.session.expired",
    "payment_intent.succeeded", "payment_intent.processing", "payment_intent.payment_failed",
    "payment_intent.canceled", "charge.refunded", "refund.failed", "refund.updated",
    "charge.refund.updated", "charge.dispute.created", "charge.dispute.updated",
    "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
  ]

  /// The types of the same families that say nothing that one of those does not say.
  private static let passedOver: Set<String> = [
    "payment_intent.amount_capturable_updated", "payment_intent.created",
    "payment_intent.partially_funded", "payment_intent.requires_action", "charge.captured",
    "charge.expired", "charge.failed", "charge.pending", "charge.succeeded", "charge.updated",
    "refund.created",
  ]

  /// Whether an event of that type may say something of a payment.
  static func concernsPayments(_ type: String) -> Bool {
    !passedOver.contains(type) && (read.contains(type) || families.contains(where: type.hasPrefix))
  }

  /// Whether it may say something of a payment, of which this version knows nothing.
  var isUnknown: Bool { !Self.read.contains(type) && Self.concernsPayments(type) }

  /// What the event says of a payment; nothing if it is of another type.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if the object it is about is not as documented.
  func paymentEvent() throws(ProviderError) -> PaymentEvent? {
    switch type {
    case "checkout.session.completed": try ofSession(nil)
    case "checkout.session.async_payment_succeeded": try ofSession(.paid)
    case "checkout.session.async_payment_failed": try ofSession(.failed)
    case "checkout.session.expired": try ofSession(.expired)
    case "payment_intent.succeeded": try ofIntent(.paid, amount: "amount_received")
    case "payment_intent.processing": try ofIntent(.processing)
    // A declined card is one try of several: as long as the session is open the customer may make another. Means that
    // take days end the session, and fail after it.
    case "payment_intent.payment_failed":
      try ofIntent(object("payment_intent").isDeclinedCard ? .pending : .failed)
    case "payment_intent.canceled": try ofIntent(.canceled)
    case "charge.refunded": try ofCharge()
    case "refund.failed", "refund.updated", "charge.refund.updated": try ofRefund()
    case _ where type.hasPrefix("charge.dispute.") && Self.read.contains(type): try ofDispute()
    default: nil
    }
  }

  private func object(_ type: String) throws(ProviderError) -> StripeObject {
    try StripeObject(callback: json["data"]?["object"], at: "data.object").typed(type)
  }

  /// - Parameter kind: what happened; `nil` if the session itself tells whether it is paid.
  private func ofSession(_ kind: PaymentEvent.Kind?) throws(ProviderError) -> PaymentEvent? {
    let session = try object("checkout.session")
    // Subscriptions and saved cards are none of ours.
    guard try session.required("mode", as: \.string) == "payment" else { return nil }
    let completed: PaymentEvent.Kind = try session.required("payment_status") { member in
      switch member.string {
      case "paid", "no_payment_required": .paid
      // By a means that takes days: the customer's bank was asked for the money.
      case "unpaid": .processing
      default: nil
      }
    }
    let intent = try session.id(of: "payment_intent")
    return PaymentEvent(
      id: id, kind: kind ?? completed, of: TransactionReference(intent), at: at,
      amount: try session.amount("amount_total"), reference: try session.reference,
      identifiers: [try session.id, intent].compactMap(\.self), method: try session.method)
  }

  private func ofIntent(
    _ kind: PaymentEvent.Kind, amount: String = "amount"
  ) throws(ProviderError) -> PaymentEvent? {
    let intent = try object("payment_intent")
    return PaymentEvent(
      id: id, kind: kind, of: .named(try intent.id), at: at, amount: try intent.amount(amount),
      reference: try intent.reference,
      identifiers: [try intent.id, try intent.id(of: "latest_charge")].compactMap(\.self),
      method: try intent.method, reason: kind == .paid ? nil : try intent.failure)
  }

  private func ofCharge() throws(ProviderError) -> PaymentEvent? {
    let charge = try object("charge")
    let intent = try charge.id(of: "payment_intent")
    return PaymentEvent(
      id: id, kind: .refunded, of: TransactionReference(intent), at: at,
      amount: try charge.amount("amount_refunded"), reference: try charge.reference,
      identifiers: [intent, try charge.id].compactMap(\.self), isRunningTotal: true,
      method: try charge.method)
  }

  private func ofRefund() throws(ProviderError) -> PaymentEvent? {
    let refund = try object("refund")
    guard try ["failed", "canceled"].contains(refund.required("status", as: \.string)) else {
      return nil
    }
    return PaymentEvent(
      id: id, kind: .refundFailed,
      of: TransactionReference(try refund.id(of: "payment_intent")), at: at,
      amount: try refund.amount("amount"), identifiers: try refund.chargeIdentifiers,
      subject: try refund.id, reason: try refund.optional("failure_reason", as: \.string))
  }

  private func ofDispute() throws(ProviderError) -> PaymentEvent? {
    let dispute = try object("dispute")
    return PaymentEvent(
      id: id, kind: try dispute.disputeKind,
      of: TransactionReference(try dispute.id(of: "payment_intent")), at: at,
      amount: try dispute.disputedAmount, fee: try dispute.disputeFee,
      identifiers: try dispute.chargeIdentifiers, subject: try dispute.id,
      reason: try dispute.optional("reason", as: \.string))
  }
}

extension PaymentEvent {
  /// The event as one of the session that it names.
  var onItsPage: PaymentEvent {
    var event = self
    event.page = identifiers.first { $0.isStripeID(of: "cs_") }
    return event
  }
}

extension StripeObject {
  /// Why an intent came to nothing, in Stripe's own word.
  var failure: String? {
    get throws(ProviderError) {
      if let reason = try optional("cancellation_reason", as: \.string) { return reason }
      let error = try optional("last_payment_error", as: \.members).map(JSONValue.object)
      return error?["decline_code"]?.string ?? error?["code"]?.string
    }
  }

  /// Whether it was a card that an intent failed by.
  var isDeclinedCard: Bool {
    get throws(ProviderError) {
      let error = try optional("last_payment_error", as: \.members).map(JSONValue.object)
      guard let means = error?["payment_method"]?["type"]?.string else {
        return error?["code"]?.string == "card_declined"
      }
      return means == "card"
    }
  }

  /// What a dispute takes: nothing as long as it is an inquiry, a "warning" in Stripe's word.
  ///
  /// Source: Stripe's guide "How disputes work", section "Inquiries"; API reference, "The Dispute object", `status`.
  var disputedAmount: Amount? {
    get throws(ProviderError) {
      let amount = try amount("amount")
      let isInquiry = try required("status", as: \.string).hasPrefix("warning_")
      return isInquiry ? amount.map { Amount(minorUnits: 0, currency: $0.currency) } : amount
    }
  }

  /// What Stripe keeps for a dispute, as far as it tells so in the currency of the dispute.
  var disputeFee: Amount? {
    get throws(ProviderError) {
      let currency = try required("currency", as: \.string)
      let fees = try (optional("balance_transactions", as: \.array) ?? [])
        .filter { $0["currency"]?.string == currency }.map { $0["fee"]?.int64 ?? 0 }
      let units = fees.reduce(0, &+)
      return units > 0 ? StripeAmount.amount(units, currency: currency) : nil
    }
  }

  /// How a dispute stands; whatever is not its end counts as open.
  var disputeKind: PaymentEvent.Kind {
    get throws(ProviderError) {
      switch try required("status", as: \.string) {
      case "won", "warning_closed": .disputeWon
      case "lost": .disputeLost
      default: .disputed
      }
    }
  }

  /// The names of the payment that a refund or a dispute is of; neither carries a reference of ours.
  var chargeIdentifiers: [String] {
    get throws(ProviderError) {
      [try id(of: "payment_intent"), try id(of: "charge")].compactMap(\.self)
    }
  }
}
