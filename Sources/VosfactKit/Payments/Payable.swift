import Localization

/// What a payment is started for: a document, or a product that is bought.
protocol Payable {
  /// What is to be paid.
  var amount: Amount { get }

  /// What keeps visitors from starting payments for it without end.
  var limits: [Limit] { get }

  /// The payable as it stands now.
  ///
  /// It throws `NotPayable`, or another error with the reason, if it cannot be paid.
  func checked() throws -> Self

  /// The payments for it that began after `start` and may still be open, the newest first.
  func attempts(after start: UnixTime) throws -> [Payment]

  /// What its provider is told of a payment for it.
  func attempt(
    reference: String, links: PayLinks.Maker, lifetime: Seconds, dayNumber: Int
  ) throws -> PaymentAttempt

  /// Stores a payment for it, as its provider has prepared it, in the caller's transaction.
  func insert(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, provider: String, mode: ProviderMode
  ) throws -> Payment
}

/// A document of which all that is left, or a part, is to be paid.
struct PayableDocument: Payable {
  let payments: Payments
  let document: Document
  /// `nil` for all that is claimed.
  let part: Amount?
  /// How much of the claim the link asked for by which the customer came.
  var asked = PartOfClaim.whole
  /// Whether the customer wants to pay what is under way already, too.
  var isInsisting = false

  private var most: Amount { isInsisting ? document.payable : document.claim }
  var amount: Amount { part ?? most }

  var limits: [Limit] {
    [Limit(.attemptsPerDocument, of: "document-\(document.key.rawValue)"), Limit(.attemptsPerSite)]
  }

  func checked() throws -> PayableDocument {
    guard let current = try payments.documents.document(document.key) else {
      throw Fault.noDocument(document.number)
    }
    guard part.map({ $0.minorUnits > 0 }) ?? true else { throw Fault.amountNotPositive }
    try Payability(payments.settings).check(
      current, insisting: isInsisting, for: part.map { .amount($0.minorUnits) } ?? .whole)
    // What was asked first holds, also if less is left by now.
    let payable = PayableDocument(
      payments: payments, document: current, part: amount, asked: asked, isInsisting: isInsisting)
    guard amount.minorUnits > 0 else { throw Fault.amountNotPositive }
    guard amount.minorUnits <= payable.most.minorUnits else {
      throw Fault.amountOverBalance(of: current.number, payable.most)
    }
    return payable
  }

  func attempts(after start: UnixTime) throws -> [Payment] {
    try payments.store.payments(for: document.key).reversed()
  }

  func attempt(
    reference: String, links: PayLinks.Maker, lifetime: Seconds, dayNumber: Int
  ) throws -> PaymentAttempt {
    let kind = document.content.kind.name
    let isFrench = document.content.language == Language.french.rawValue
    return PaymentAttempt(
      reference: reference, amount: amount, documentNumber: document.number,
      title: "\((isFrench ? kind.fr : kind.en).capitalizedFirst) \(document.number)",
      language: document.content.language, buyer: document.addressee,
      returnAddress: try links.returnAddress(for: document, asked),
      payAddress: try links.link(toPayable: document, for: asked).url,
      base: try payments.settings.required(.payLinkBase), startedAt: payments.clock.now,
      expiresAt: payments.clock.now + lifetime, dayNumber: dayNumber)
  }

  func insert(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, provider: String, mode: ProviderMode
  ) throws -> Payment {
    try payments.makeRoom(for: attempt.amount, within: most, on: document, in: mode)
    return try payments.post(
      attempt, started, for: document, by: asked, provider: provider, mode: mode)
  }
}
