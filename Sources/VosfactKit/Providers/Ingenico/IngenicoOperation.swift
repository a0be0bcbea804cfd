/// What an operation on a payment is and how it stands, whether a feedback or the API told of it.
///
/// Source: Ingenico's guide "Transaction statuses"; the states as the public modules for it have them.
struct IngenicoOperation {
  /// Where it was told.
  enum Channel: String {
    case feedback, query
  }

  let channel: Channel
  /// The id of the payment, `PAYID`: digits.
  let payment: String
  /// The number of the operation on it, `PAYIDSUB`: 0 is the payment itself; `nil` if it was not told.
  let number: String?
  let status: Int
  /// The date of the operation, whose time is not told, so that its first moment stands for it; what is of one date
  /// counts in the order of its kind.
  let date: CalendarDate
  let amount: Amount?
  /// Our reference.
  let reference: String?
  /// How the customer paid, in Ingenico's word.
  let method: String?
  /// The number of an error, if there was one.
  let error: String?

  /// What happened to the payment; `nil` if it changes nothing, or is not known what it means.
  var event: PaymentEvent? {
    guard let kind else { return nil }
    let isRefund = kind == .refunded || kind == .refundFailed
    // Of refunds without a number, one could not be told from another.
    let isWhole = !isRefund || number != nil
    // With what it means, as the same status of another means is another thing.
    let meaning = kind == .processing ? ":processing" : ""
    return PaymentEvent(
      id: "\(channel.rawValue):\(payment):\(number ?? ""):\(status)\(meaning)", kind: kind,
      of: .named(payment), at: UnixTime(startOf: date), amount: isWhole ? amount : nil,
      reference: reference,
      identifiers: [payment], subject: subject(of: kind),
      method: method.map { $0 == "CreditCard" ? "card" : $0.lowercased() },
      reason: kind == .paid || kind == .refunded ? nil : error)
  }

  /// The statuses that change nothing yet, or undo nothing.
  private static let silent: Set = [61, 62, 63, 71, 72, 73, 74, 81, 82]

  /// The event of an operation that a feedback told of.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it is not known what its status means.
  func understood() throws(ProviderError) -> PaymentEvent? {
    guard kind != nil || Self.silent.contains(status) else {
      throw .refused(.malformed(.unknownKind))
    }
    return event
  }

  private func subject(of kind: PaymentEvent.Kind) -> String? {
    switch kind {
    case .refunded, .refundFailed: "\(payment)/\(number ?? "")"
    case .disputed: payment
    default: nil
    }
  }

  /// Whether it is one of the means that Ingenico calls `Direct Debits DE`, `Direct Debits NL` and so on.
  private var isDirectDebit: Bool { method?.lowercased().hasPrefix("direct debit") == true }

  private var kind: PaymentEvent.Kind? {
    // An order to debit that is stored, waits for its file or is authorised: the bank will be asked for the money.
    if isDirectDebit, [41, 5, 50, 51, 99].contains(status) { return .processing }
    return switch status {
    case 0: error == nil ? .pending : .failed
    case 1: .canceled
    case 2: .failed
    case 4, 40, 41, 46, 50, 51, 52, 55, 56, 57, 59: .pending
    // Forms ask for a sale: what is authorised is captured by itself.
    case 5, 9, 95: .paid
    // It was authorised or to be captured, which counted as paid.
    case 6, 64, 7, 75, 93: .reversed
    case 8, 85: .refunded
    case 83, 94: .refundFailed
    case 84: .disputed
    // What was accepted is being captured, whatever the means.
    case 91: .processing
    // Of the first the result is unknown, and the acquirer must be asked.
    case 92, 97, 98, 99: .pending
    default: nil
    }
  }
}
