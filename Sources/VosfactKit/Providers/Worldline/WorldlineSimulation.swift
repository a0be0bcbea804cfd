/// A webhook as Worldline would send it of a payment by card.
///
/// Source: Worldline's guide "Webhooks"; the objects as Worldline's own modules test theirs with them.
struct WorldlineSimulation {
  let merchant: String
  let payment: KnownPayment
  let amount: Amount
  let now: UnixTime
  let random: RandomSource

  /// What starting `attempt` gives: the way to the stand-in form.
  static func started(_ attempt: PaymentAttempt) -> StartedAttempt {
    let id = checkout(of: attempt.reference)
    return StartedAttempt(
      next: .redirect(url: attempt.standIn(for: WorldlineProvider.name)), providerReference: id,
      identifiers: [WorldlineOperation.identifier(ofCheckout: id)])
  }

  /// The id of a page that is not there, the same each time.
  private static func checkout(of reference: String) -> String { "simulated\(reference)" }

  /// The body of the webhook that tells of `outcome`. Each try of a customer's is a payment of its own there, and a
  /// refund an operation on one.
  ///
  /// - Throws: `ProviderError.neverSends` or `.unsupportedAmount`.
  func body(_ outcome: SimulatedOutcome) throws(ProviderError) -> [UInt8] {
    let told: (type: String, status: JSONValue, code: Int64, category: String)
    switch outcome {
    case .paid: told = ("payment.captured", "CAPTURED", 9, "COMPLETED")
    case .pending: told = ("payment.redirected", "REDIRECTED", 46, "PENDING_PAYMENT")
    case .processing:
      told = ("payment.capture_requested", "CAPTURE_REQUESTED", 91, "PENDING_CONNECT_OR_3RD_PARTY")
    case .failed where payment.underWay != nil:
      told = ("payment.rejected_capture", "REJECTED_CAPTURE", 93, "UNSUCCESSFUL")
    case .failed: told = ("payment.rejected", "REJECTED", 2, "UNSUCCESSFUL")
    case .canceled: told = ("payment.cancelled", "CANCELLED", 1, "UNSUCCESSFUL")
    case .refunded: told = ("payment.refunded", "REFUNDED", 8, "REFUNDED")
    case .expired, .disputed, .inquiry, .disputeWon, .disputeLost:
      throw WorldlineProvider.neverSends(outcome)
    }
    let standing: [(name: String, value: JSONValue?)] = [
      ("isCancellable", false), ("statusCategory", .string(told.category)),
      ("statusCode", .integer(told.code)),
      // A refund does not tell these.
      ("isAuthorized", outcome == .refunded ? .none : .bool(outcome == .processing)),
      ("isRefundable", outcome == .refunded ? .none : .bool(outcome == .paid)),
      ("errors", outcome == .failed ? Self.refusal : .none),
    ]
    let object =
      outcome == .refunded
      ? try refund(told.status, .present(standing)) : try ofPayment(told.status, .present(standing))
    let event: JSONValue = [
      "apiVersion": "v1", "created": .string(written(now)), "id": .string(identifier),
      "merchantId": .string(merchant), (outcome == .refunded ? "refund" : "payment"): object,
      "type": .string(told.type),
    ]
    return event.utf8
  }

  /// The number of the payment: one that is known goes on, be it for what happens to it later.
  private func number(_ isLater: Bool) -> String {
    let known = isLater ? payment.identifiers.last { $0.isDigits } : payment.underWay
    return known ?? String(3_000_000_000 + random.int64().magnitude % 1_000_000_000)
  }

  private var checkout: String {
    let prefix = WorldlineOperation.checkoutPrefix
    return payment.identifiers.first { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) } ?? Self.checkout(of: payment.reference)
  }

  /// A UUID (RFC 9562, version 4).
  private var identifier: String {
    var bytes = random.bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array(bytes.hexadecimal)
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      .joined(separator: "-")
  }

  /// The moment as Worldline writes it, with seven digits of the second's parts.
  private func written(_ time: UnixTime) -> String {
    "\(time.description.dropLast()).0000000+00:00"
  }

  private static let refusal: JSONValue? = [
    ["errorCode": "30001001", "category": "PAYMENT_PLATFORM_ERROR", "code": "9999"]
  ]

  private func ofPayment(
    _ status: JSONValue, _ standing: JSONValue
  ) throws(ProviderError) -> JSONValue {
    [
      "id": .string("\(number(false))_0"), "paymentOutput": try output(),
      "hostedCheckoutSpecificOutput": ["hostedCheckoutId": .string(checkout)],
      "status": status, "statusOutput": standing,
    ]
  }

  private func output() throws(ProviderError) -> JSONValue {
    [
      "amountOfMoney": try WorldlineAmount.written(amount),
      "references": ["merchantReference": .string(payment.reference)],
      "customer": ["device": ["ipAddressCountryCode": "FR"]],
      "cardPaymentMethodSpecificOutput": [
        "paymentProductId": 1, "authorisationCode": "test123",
        "card": [
          "cardNumber": "************4675", "expiryDate": "1230", "bin": "433026",
          "countryCode": "BE",
        ],
        "fraudResults": [
          "fraudServiceResult": "accepted", "avsResult": "0", "cvvResult": "0",
        ],
        "threeDSecureResults": [
          "version": "2.2.0", "flow": "frictionless", "eci": "5", "authenticationStatus": "Y",
          "liability": "issuer",
        ],
      ],
      "paymentMethod": "card",
    ]
  }

  private func refund(
    _ status: JSONValue, _ standing: JSONValue
  ) throws(ProviderError) -> JSONValue {
    [
      "id": .string("\(number(true))_\(1 + random.int64().magnitude % 999)"),
      "refundOutput": [
        "amountOfMoney": try WorldlineAmount.written(amount),
        "references": ["merchantReference": .string(payment.reference)],
        "cardRefundMethodSpecificOutput": [
          "totalAmountPaid": .integer(payment.amount.minorUnits),
          "totalAmountRefunded": .integer(amount.minorUnits),
        ],
        "paymentMethod": "card",
      ],
      "status": status, "statusOutput": standing,
    ]
  }
}
