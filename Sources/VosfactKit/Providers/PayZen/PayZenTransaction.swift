/// What a transaction of PayZen's is and how it stands, whichever channel told of it.
///
/// Source: PayZen's guides "Formulaire API", field `vads_trans_status`, and "REST API", field `detailedStatus`, which
/// have the same words.
struct PayZenTransaction {
  /// Through which channel it was told. Their messages differ in what they tell beside the facts, so that each has
  /// events of its own.
  enum Channel: String {
    case form, rest, query
  }

  let channel: Channel
  /// PayZen's id of the transaction, or what stands for it when the customer left before it had one.
  let id: String
  let status: String
  let operation: Operation
  let amount: Amount?
  /// When it was created, by PayZen's clock.
  let createdAt: UnixTime
  /// Whether the customer's bank had agreed to it.
  let isAuthorized: Bool
  /// Our reference, if the order has one.
  let reference: String?
  /// Every name by which it is known.
  let identifiers: [String]
  /// Why it was refused, in PayZen's word.
  let reason: String?

  /// Whether money comes or goes.
  enum Operation: String {
    case debit = "DEBIT"
    case credit = "CREDIT"
    /// A card that is looked at, and nothing else.
    case verification = "VERIFICATION"
  }

  /// The card's brand, or the word for another means: `CB`, `SDD`.
  let brand: String?

  /// Whether it is a direct debit (SEPA Direct Debit, `SDD`), of which the bank is asked for the money days later.
  private var isDirectDebit: Bool { brand?.contains("SDD") == true }

  /// What happened to the payment; `nil` if it is of no concern, or not known what it means.
  var event: PaymentEvent? {
    guard let kind else { return nil }
    return PaymentEvent(
      // With the means, as the same word of another is another thing.
      id: "\(channel.rawValue):\(id):\(operation.rawValue):\(status)\(isDirectDebit ? ":SDD" : "")",
      kind: kind,
      of: operation == .debit ? .named(id) : .unnamed, at: createdAt, amount: amount,
      reference: reference, identifiers: identifiers,
      subject: operation == .credit ? id : nil,
      method: operation == .credit ? nil : isDirectDebit ? "sepa_debit" : "card",
      reason: kind == .paid || kind == .refunded ? nil : reason)
  }

  /// The states of money that is to be given back which change nothing yet.
  private static let silent: Set = [
    "AUTHORISED_TO_VALIDATE", "CAPTURE_PENDING", "INITIAL", "PENDING", "PRE_AUTHORISED",
    "REFUND_TO_RETRY", "SUSPENDED", "UNDER_VERIFICATION", "WAITING_AUTHORISATION",
    "WAITING_AUTHORISATION_TO_VALIDATE", "WAITING_FOR_PAYMENT", "ABANDONED", "NOT_CREATED",
    "PARTIALLY_AUTHORISED",
  ]

  /// The event of a transaction that a notification told of.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it is not known what its status means.
  func understood() throws(ProviderError) -> PaymentEvent? {
    let isSilent =
      operation == .verification || operation == .credit && Self.silent.contains(status)
    guard kind != nil || isSilent else { throw .refused(.malformed(.unknownKind)) }
    return event
  }

  private var kind: PaymentEvent.Kind? {
    switch operation {
    case .debit: isDirectDebit ? directDebitKind ?? debitKind : debitKind
    case .credit: creditKind
    case .verification: nil
    }
  }

  private var debitKind: PaymentEvent.Kind? {
    switch status {
    // What is authorised is captured by itself.
    case "AUTHORISED", "CAPTURED", "ACCEPTED": .paid
    // PayZen's own modules take some of these for accepted; but the money is not sure, or not the whole of it.
    case "AUTHORISED_TO_VALIDATE", "WAITING_AUTHORISATION", "WAITING_AUTHORISATION_TO_VALIDATE",
      "UNDER_VERIFICATION", "INITIAL", "PRE_AUTHORISED", "WAITING_FOR_PAYMENT", "SUSPENDED",
      "PENDING", "CAPTURE_PENDING", "PARTIALLY_AUTHORISED":
      .pending
    case "REFUSED", "ERROR": .failed
    // It was authorised, which counted as paid.
    case "CAPTURE_FAILED": .reversed
    case "EXPIRED": .expired
    // Before the money was captured, but after it was authorised, somebody called it back.
    case "CANCELLED", "CANCELED": isAuthorized ? .reversed : .canceled
    case "ABANDONED", "NOT_CREATED": .canceled
    default: nil
    }
  }

  /// What an authorization of a direct debit says: the mandate is good and the debit is to be presented to the bank,
  /// which may refuse it even after it was captured. Everything of a transaction has the time when it was made, so that a
  /// refusal is told as what undoes a payment of that time.
  ///
  /// Source: Lyra's guide "SEPA Direct Debit", "Transaction lifecycle".
  private var directDebitKind: PaymentEvent.Kind? {
    switch status {
    case "AUTHORISED", "ACCEPTED", "AUTHORISED_TO_VALIDATE", "WAITING_AUTHORISATION",
      "WAITING_AUTHORISATION_TO_VALIDATE", "UNDER_VERIFICATION", "CAPTURE_PENDING":
      .processing
    case "REFUSED": .reversed
    default: nil
    }
  }

  private var creditKind: PaymentEvent.Kind? {
    switch status {
    case "AUTHORISED", "CAPTURED", "ACCEPTED": .refunded
    case "REFUSED", "CAPTURE_FAILED", "ERROR", "CANCELLED", "CANCELED", "EXPIRED": .refundFailed
    // On its way, or about to be tried again.
    default: nil
    }
  }
}
