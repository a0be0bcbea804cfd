/// A payment at a PayPal that is not there: ids of its own making, and the events that PayPal would send.
///
/// Source: Webhooks v1, schema `event`; the objects are in `PayPalSimulation+Objects.swift`.
struct PayPalSimulation {
  let order: String
  let capture: String
  let refund: String
  let dispute: String
  let reference: JSONValue
  /// The payment's own amount.
  let asked: JSONValue
  /// What the event is to tell.
  let amount: JSONValue
  /// What PayPal keeps of it: nothing.
  let fee: JSONValue
  let startedAt: JSONValue
  let now: JSONValue

  /// - Throws: `ProviderError.unsupportedAmount` if PayPal has no such amount.
  init(of payment: KnownPayment, amount: Amount, now: UnixTime) throws(ProviderError) {
    let names = payment.identifiers
    order = PayPalName.orders(names).first ?? Self.order(of: payment.reference)
    capture = PayPalName.captures(names).first ?? "C\(payment.reference)"
    refund = "R\(payment.reference)"
    dispute = "PP-D-\(payment.reference)"
    reference = .string(payment.reference)
    asked = try PayPalAmount.json(payment.amount)
    self.amount = try PayPalAmount.json(amount)
    fee = try PayPalAmount.json(Amount(minorUnits: 0, currency: amount.currency))
    startedAt = .string(payment.startedAt.description)
    self.now = .string(now.description)
  }

  /// The order that a payment with this reference has, the same each time.
  private static func order(of reference: String) -> String { "O\(reference)" }

  /// The webhook that callbacks of simulated mode are for unless one is set, by PayPal's own simulator's word.
  static let webhook = "WEBHOOK_ID"

  /// What starting `attempt` gives: the way to the stand-in form.
  static func started(_ attempt: PaymentAttempt) -> StartedAttempt {
    let order = order(of: attempt.reference)
    return StartedAttempt(
      next: .redirect(url: attempt.standIn(for: PayPalProvider.name)), providerReference: order,
      identifiers: [PayPalName.order(order)])
  }

  /// The body of the callback that tells of `outcome`.
  func event(_ outcome: SimulatedOutcome, random: RandomSource) -> [UInt8] {
    let (type, kind, version, resource): (JSONValue, JSONValue, JSONValue, JSONValue) =
      switch outcome {
      case .paid:
        ("PAYMENT.CAPTURE.COMPLETED", "capture", "2.0", captureObject("COMPLETED"))
      case .pending, .processing:
        (
          "PAYMENT.CAPTURE.PENDING", "capture", "2.0",
          captureObject("PENDING", reason: "ECHECK")
        )
      case .failed:
        ("PAYMENT.CAPTURE.DENIED", "capture", "2.0", captureObject("DECLINED"))
      case .expired:
        ("CHECKOUT.PAYMENT-APPROVAL.REVERSED", "payment-approval", "2.0", approvalObject())
      case .canceled:
        ("CHECKOUT.ORDER.VOIDED", "checkout-order", "2.0", orderObject("VOIDED"))
      case .refunded: ("PAYMENT.CAPTURE.REFUNDED", "refund", "2.0", refundObject())
      case .inquiry:
        ("CUSTOMER.DISPUTE.CREATED", "dispute", "1.0", disputeObject(stage: "INQUIRY"))
      case .disputed: ("CUSTOMER.DISPUTE.CREATED", "dispute", "1.0", disputeObject())
      case .disputeWon:
        (
          "CUSTOMER.DISPUTE.RESOLVED", "dispute", "1.0",
          disputeObject(outcome: "RESOLVED_SELLER_FAVOUR")
        )
      case .disputeLost:
        (
          "CUSTOMER.DISPUTE.RESOLVED", "dispute", "1.0",
          disputeObject(outcome: "RESOLVED_BUYER_FAVOUR")
        )
      }
    let id = "WH-\(random.name(ofLength: 17))-\(random.name(ofLength: 17))"
    let event: JSONValue = [
      "id": .string(id), "event_version": "1.0", "create_time": now, "resource_type": kind,
      "resource_version": version, "event_type": type, "summary": "A simulated event",
      "resource": resource,
      "links": [
        link("v1/notifications/webhooks-events/\(id)", "self"),
        link("v1/notifications/webhooks-events/\(id)/resend", "resend", "POST"),
      ],
    ]
    return event.utf8
  }

  /// The request by which PayPal would deliver `body`.
  ///
  /// - Throws: `ProviderError.cryptography`.
  static func request(
    _ body: [UInt8], for webhook: String, signedBy identity: SigningIdentity, at time: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let transmission = uuid(random)
    let message = PayPalSignature.message(
      transmission, time.description, webhook: webhook, body: body)
    guard let signature = identity.signature(of: message) else { throw .cryptography }
    return .simulated(
      by: PayPalProvider.name, agent: "PayPal/AUHR-1.0", "application/json", body,
      headers: [
        ("PAYPAL-TRANSMISSION-ID", transmission),
        ("PAYPAL-TRANSMISSION-TIME", time.description),
        ("PAYPAL-TRANSMISSION-SIG", Base64.encode(signature)),
        ("PAYPAL-CERT-URL", "https://\(apiHost)/v1/notifications/certs/CERT-simulated"),
        ("PAYPAL-AUTH-ALGO", PayPalSignature.algorithm), ("PAYPAL-AUTH-VERSION", "v2"),
      ])
  }

  static let apiHost = "api.sandbox.paypal.com"

  /// A random UUID (RFC 9562, section 5.4).
  private static func uuid(_ random: RandomSource) -> String {
    var bytes = random.bytes(16)
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    let parts = [bytes[..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10...]]
    return parts.map { Array($0).hexadecimal }.joined(separator: "-")
  }
}
