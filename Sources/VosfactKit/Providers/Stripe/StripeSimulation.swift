/// A payment at a Stripe that is not there: ids of its own making, and the events that Stripe would send.
///
/// Source: API reference, "The Event object"; the objects are in `StripeSimulation+Objects.swift`.
struct StripeSimulation {
  let session: String
  let intent: String
  let charge: String
  let dispute: String
  let reference: String
  /// The payment's own amount, in Stripe's units.
  let asked: Int64
  /// What the event is to tell, in Stripe's units.
  let amount: Int64
  /// In lower case.
  let currency: String
  /// When the payment was started and what the time is, in Unix seconds.
  let startedAt, now: Int64

  /// - Throws: `ProviderError.unsupportedAmount` if Stripe has no units for an amount.
  init(of payment: KnownPayment, amount: Amount, now: UnixTime) throws(ProviderError) {
    let id = { (prefix: String) in
      payment.identifiers.first { $0.hasPrefix(prefix) } ?? Self.id(prefix, of: payment.reference)
    }
    (session, intent, charge, dispute) = (id("cs_test_"), id("pi_"), id("ch_"), id("dp_"))
    reference = payment.reference
    asked = try StripeAmount.units(of: payment.amount)
    self.amount = try StripeAmount.units(of: amount)
    currency = amount.currency.code.lowercased()
    (startedAt, self.now) = (payment.startedAt.seconds, now.seconds)
  }

  /// An id that follows from the reference, the same each time.
  private static func id(_ prefix: String, of reference: String) -> String {
    "\(prefix)simulated\(reference)"
  }

  /// What starting `attempt` gives: the way to the stand-in form.
  static func started(_ attempt: PaymentAttempt) -> StartedAttempt {
    let intent = id("pi_", of: attempt.reference)
    return StartedAttempt(
      next: .redirect(url: attempt.standIn(for: StripeProvider.name)), providerReference: intent,
      identifiers: [id("cs_test_", of: attempt.reference), intent])
  }

  /// The body of the callback that tells of `outcome`.
  func event(_ outcome: SimulatedOutcome, random: RandomSource) -> [UInt8] {
    let (type, object): (String, JSONValue) =
      switch outcome {
      case .paid: ("checkout.session.completed", sessionObject("complete", "paid"))
      case .pending: ("checkout.session.completed", sessionObject("complete", "unpaid"))
      case .processing:
        ("checkout.session.completed", sessionObject("complete", "unpaid", by: "sepa_debit"))
      case .failed:
        ("checkout.session.async_payment_failed", sessionObject("complete", "unpaid"))
      case .expired: ("checkout.session.expired", sessionObject("expired", "unpaid"))
      case .canceled: ("payment_intent.canceled", canceledIntentObject())
      case .refunded: ("charge.refunded", refundedChargeObject())
      case .inquiry: ("charge.dispute.created", disputeObject("warning_needs_response"))
      case .disputed: ("charge.dispute.created", disputeObject("needs_response"))
      case .disputeWon: ("charge.dispute.closed", disputeObject("won"))
      case .disputeLost: ("charge.dispute.closed", disputeObject("lost", fee: 1500))
      }
    let event: JSONValue = [
      "id": .string("evt_\(random.name(ofLength: 24))"), "object": "event",
      "api_version": .string(StripeAPI.version), "created": .integer(now),
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
