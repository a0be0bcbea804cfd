/// A feedback as Ingenico would send it of a payment by card.
///
/// Source: Ingenico's guide "Transaction feedback", section "Feedback parameters".
struct IngenicoSimulation {
  /// With the SHA-OUT passphrase.
  let signature: IngenicoSignature

  /// The callback that tells of `outcome`. Each try of a customer's is a payment of its own there, and a refund an
  /// operation on one.
  ///
  /// - Throws: `ProviderError.neverSends` or `.cryptography`.
  func request(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let (status, error) = try Self.status(outcome)
    let known = outcome.isLater ? payment.identifiers.last : payment.underWay
    // A debit that is under way goes on as one.
    let isDebit =
      outcome == .processing || known != nil && payment.method == Self.debit.lowercased()
    let fresh = String(3_000_000_000 + random.int64().magnitude % 1_000_000_000)
    let number = outcome == .refunded ? String(1 + random.int64().magnitude % 999) : "0"
    let isDone = error == "0" && outcome != .canceled
    let fields: [(name: String, value: String)] = [
      ("orderID", payment.reference), ("currency", amount.currency.code),
      ("amount", Self.written(amount)), ("PM", isDebit ? Self.debit : "CreditCard"),
      ("ACCEPTANCE", isDone ? "test123" : ""), ("STATUS", status),
      ("CARDNO", "XXXXXXXXXXXX1111"), ("ED", "1230"), ("CN", "Camille Martin"),
      ("TRXDATE", Self.written(now.date)),
      ("PAYID", known ?? fresh), ("PAYIDSUB", number), ("NCERROR", error),
      ("BRAND", isDebit ? Self.debit : "VISA"), ("IPCTY", "FR"), ("CCCTY", "FR"), ("ECI", "5"),
      ("CVCCHECK", "NO"), ("AAVCHECK", "NO"), ("VC", ""), ("IP", "203.0.113.7"),
    ]
    let body = FormBody(try signature.signed(fields)).bytes
    return .simulated(by: IngenicoProvider.name, agent: "OGONE/1.0", FormBody.contentType, body)
  }

  private static let debit = "Direct Debits DE"

  /// The status and the error that tell of an outcome.
  private static func status(
    _ outcome: SimulatedOutcome
  ) throws(ProviderError) -> (status: String, error: String) {
    switch outcome {
    case .paid: ("9", "0")
    case .pending: ("91", "0")
    case .processing: ("51", "0")
    case .failed: ("2", "30001001")
    case .canceled: ("1", "0")
    case .refunded: ("8", "0")
    case .disputed: ("84", "0")
    case .expired, .inquiry, .disputeWon, .disputeLost: throw IngenicoProvider.neverSends(outcome)
    }
  }

  /// Units with as few decimals as there are.
  private static func written(_ amount: Amount) -> String {
    ExactDecimal(coefficient: amount.minorUnits, scale: amount.currency.digits)
      .withoutTrailingZeros.description
  }

  private static func written(_ date: CalendarDate) -> String {
    let parts = date.description.split(separator: "-")
    return "\(parts[1])/\(parts[2])/\(parts[0].suffix(2))"
  }
}
