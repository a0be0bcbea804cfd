/// A payment at a Stripe that is not there: ids of its own making, and the events that Stripe would send.
///
/// Source: API reference, "The Event object"; the objects are in `StripeSimulation+Objects.swift`.
struct StripeSimulation {
  let session: String
  let intent: String
  let charge: String
  let dispute: String

  /// The ids by which a payment is known, and those that follow from its reference, the same each time.
  init(of reference: String, identifiers: [String] = []) {
    let id = { (prefix: String) in
      identifiers.first { $0.hasPrefix(prefix) } ?? "\(prefix)simulated\(reference)"
    }
    session = id("cs_test_")
    intent = id("pi_")
    charge = id("ch_")
    dispute = id("dp_")
  }

  /// What starting `attempt` gives: the way to the stand-in form.
  func started(_ attempt: PaymentAttempt) -> StartedAttempt {
    StartedAttempt(
      next: .redirect(url: attempt.standIn(for: StripeProvider.name)),
      providerReference: intent, identifiers: [session, intent])
  }

  /// The body of the callback that tells of `outcome`.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if Stripe has no units for an amount.
  func event(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> [UInt8] {
    let facts = StripeFacts(
      reference: payment.reference, asked: try StripeAmount.units(of: payment.amount),
      amount: try StripeAmount.units(of: amount),
      currency: amount.currency.code.lowercased(), startedAt: payment.startedAt.seconds,
      now: now.seconds)
    let (type, object): (String, JSONValue) =
      switch outcome {
      case .paid: ("checkout.session.completed", sessionObject(facts, "complete", "paid"))
      case .pending: ("checkout.session.completed", sessionObject(facts, "complete", "unpaid"))
      case .failed:
        ("checkout.session.async_payment_failed", sessionObject(facts, "complete", "unpaid"))
      case .expired: ("checkout.session.expired", sessionObject(facts, "expired", "unpaid"))
      case .canceled: ("payment_intent.canceled", canceledIntentObject(facts))
      case .refunded: ("charge.refunded", refundedChargeObject(facts))
      case .disputed: ("charge.dispute.created", disputeObject(facts))
      }
    let event: JSONValue = [
      "id": .string("evt_\(random.name(ofLength: 24))"), "object": "event",
      "api_version": .string(StripeAPI.version), "created": .integer(now.seconds),
      "data": ["object": object], "livemode": false, "pending_webhooks": 1,
      "request": ["id": nil, "idempotency_key": nil], "type": .string(type),
    ]
    return Array(event.indentedText.utf8)
  }

  /// The request by which Stripe would deliver `body`.
  static func request(
    _ body: [UInt8], signedWith secrets: [Secret], at time: UnixTime
  ) throws(ProviderError) -> CallbackRequest {
    let signature = try StripeSignature.header(for: body, secrets: secrets, at: time)
    return .simulated(
      by: StripeProvider.name,
      headers: [
        ("Host", "pay.example"), ("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"),
        ("Accept", "*/*; q=0.5, application/xml"), ("Cache-Control", "no-cache"),
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", String(body.count)), ("Stripe-Signature", signature),
      ], body: body)
  }
}

/// What the objects of one event agree on; amounts in Stripe's units, times in Unix seconds.
struct StripeFacts {
  let reference: String
  /// The payment's own amount.
  let asked: Int64
  /// What the event is to tell.
  let amount: Int64
  /// In lower case.
  let currency: String
  let startedAt: Int64
  let now: Int64
}
