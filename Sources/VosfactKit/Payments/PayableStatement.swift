import Localization

/// Several documents that are paid together.
struct PayableStatement: Payable {
  let payments: Payments
  let statement: AccountStatement
  /// What is asked of each, in the order in which money fills them.
  private let asked: [AskedDocument]

  init(payments: Payments, statement: AccountStatement) {
    self.init(payments: payments, statement: statement, asked: statement.asked)
  }

  private init(payments: Payments, statement: AccountStatement, asked: [AskedDocument]) {
    (self.payments, self.statement, self.asked) = (payments, statement, asked)
  }

  var amount: Amount {
    Amount(minorUnits: asked.reduce(0) { $0 + $1.amount }, currency: statement.currency)
  }

  var limits: [Limit] {
    let first = statement.documents.first?.key.rawValue ?? 0
    return [Limit(.attemptsPerDocument, of: "document-\(first)"), Limit(.attemptsPerSite)]
  }

  func checked() throws -> PayableStatement {
    guard let current = try payments.payLinks.statement(statement.reference) else {
      throw Fault.noDocument(statement.numbers.joined(separator: ", "))
    }
    try Payability(payments.settings).check(current)
    // What was asked first holds, as the provider was told so; but no more than is left.
    for asked in asked {
      let claim = current.documents.first { $0.key == asked.document }?.claim
      guard let claim, asked.amount <= claim.minorUnits else {
        throw Fault.amountOverBalance(
          of: asked.number, claim ?? Amount(minorUnits: 0, currency: statement.currency))
      }
    }
    return PayableStatement(payments: payments, statement: current, asked: asked)
  }

  func attempts(after start: UnixTime) throws -> [Payment] {
    try payments.store.payments(of: statement.reference).reversed().filter { payment in
      try payments.store.asked(by: payment.key) == asked
    }
  }

  func attempt(
    reference: String, links: PayLinks.Maker, lifetime: Seconds, dayNumber: Int
  ) throws -> PaymentAttempt {
    let names = statement.shortName(of: asked.map(\.number))
    return PaymentAttempt(
      reference: reference, amount: amount, documentNumber: names, title: names,
      language: statement.language,
      buyer: statement.documents.first?.addressee ?? Buyer(name: ""),
      returnAddress: try links.returnAddress(for: statement),
      payAddress: try links.link(toPayable: statement).url,
      base: try payments.settings.required(.payLinkBase), startedAt: payments.clock.now,
      expiresAt: payments.clock.now + lifetime, dayNumber: dayNumber)
  }

  func insert(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, provider: String, mode: ProviderMode
  ) throws -> Payment {
    for asked in asked {
      guard let document = statement.documents.first(where: { $0.key == asked.document }) else {
        continue
      }
      try payments.makeRoom(
        for: document.amount(asked.amount), within: document.claim, on: document, in: mode)
    }
    return try payments.post(
      attempt, started, for: nil, asking: asked, from: statement.reference, provider: provider,
      mode: mode)
  }
}

extension AccountStatement {
  /// What a payment of it would ask of each document: all that is claimed.
  fileprivate var asked: [AskedDocument] {
    documents.filter { $0.claim.minorUnits > 0 }.map {
      AskedDocument(document: $0.key, number: $0.number, amount: $0.claim.minorUnits)
    }
  }

  /// The numbers as one name, cut where they are many: "F-1, F-2 +3".
  func shortName(of numbers: [String]) -> String {
    let shown = numbers.prefix(3).joined(separator: ", ")
    return numbers.count > 3 ? "\(shown) +\(numbers.count - 3)" : shown
  }
}

extension Payments {
  /// Starts one payment of all that several documents claim with the provider `name`, or gives the attempt that is open there
  /// already, as `start(_:with:)` does for one.
  ///
  /// It throws `LimitReached`, `NotPayable`, `ProviderError`, `Fault`, `SecretError` or `StorageError`.
  package func start(
    _ statement: AccountStatement, with name: String, payer: Payer? = nil,
    byVisitor isVisitor: Bool = false, under key: IdempotencyKey? = nil,
    rehearsing isRehearsal: Bool = false
  ) throws -> (payment: Payment, next: NextStep?) {
    try start(
      PayableStatement(payments: self, statement: statement), with: name, payer: payer,
      byVisitor: isVisitor, under: key, rehearsing: isRehearsal)
  }

  /// The payments that were started from a statement, oldest first.
  package func payments(of statement: AccountStatement) throws(StorageError) -> [Payment] {
    try store.payments(of: statement.reference)
  }

  /// The documents that a payment for several is for, in the order in which its money fills them.
  package func documents(ofSeveral payment: Payment) throws(StorageError) -> [Document] {
    var found: [Document] = []
    for asked in try store.asked(by: payment.key) {
      if let document = try documents.document(asked.document) { found.append(document) }
    }
    return found
  }
}
