/// Where accounts are kept: each is read as a whole, and what changed of it is written, in the caller's transaction.
struct AccountStore {
  let database: Database
  let clock: WallClock

  private var payments: PaymentStore { PaymentStore(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }
  private var journal: Journal { Journal(database: database) }

  // MARK: - Opening

  /// The account that a payment stands on.
  ///
  /// - Parameter payment: as it is stored.
  func open(_ payment: Payment) throws(StorageError) -> Account {
    if let key = payment.documentKey, let document = try documents.document(key) {
      let others = try payments.payments(for: key, besides: payment.key)
      return try open(document, paidBy: others + [payment])
    }
    guard let purchase = payment.purchase, purchase.isForOneOrder else {
      return Account(document: nil, entries: [try entry(payment)])
    }
    // All attempts at the one order that a product is for stand and fall together.
    let attempts = try payments.payments(ofOrder: purchase.productKey)
    return Account(document: nil, entries: try attempts.map(entry))
  }

  /// The account of a document.
  func open(_ document: Document) throws(StorageError) -> Account {
    try open(document, paidBy: payments.payments(for: document.key))
  }

  /// Opens the accounts of documents too that were given money of `accounts` by hand, and all accounts of payments for
  /// several documents: of each of these and of the payment itself.
  func openAllocated(_ accounts: inout [Account]) throws(StorageError) {
    var place = 0
    while place < accounts.count {
      let account = accounts[place]
      place += 1
      for entry in account.entries {
        let isOwn = entry.payment.documentKey == account.document?.key
        guard isOwn || entry.payment.isForSeveral else { continue }
        let keys = entry.allocations.map(\.document) + entry.asked.map(\.document)
        for key in keys where !accounts.contains(where: { $0.document?.key == key }) {
          if let document = try documents.document(key) { accounts.append(try open(document)) }
        }
        if entry.payment.isForSeveral,
          !accounts.contains(where: {
            $0.document == nil && $0.place(of: entry.payment.key) != nil
          })
        {
          accounts.append(Account(document: nil, entries: [entry]))
        }
      }
    }
  }

  private func open(_ document: Document, paidBy found: [Payment]) throws(StorageError) -> Account {
    let others = document.isAllocated ? try payments.payments(allocatedTo: document.key) : []
    let credits = document.isFollowed ? try documents.credits(of: document.key) : []
    guard !found.isEmpty || !others.isEmpty else {
      return Account(document: document, credits: credits, entries: [])
    }
    let events = try payments.events(ofPaymentsFor: document.key)
    var entries = try found.map { payment throws(StorageError) in
      try entry(payment, events[payment.key] ?? [])
    }
    for payment in others where payment.documentKey != document.key {
      entries.append(try entry(payment))
    }
    return Account(
      document: document, credits: credits,
      entries: entries.sorted { $0.payment.key < $1.payment.key })
  }

  private func entry(_ payment: Payment) throws(StorageError) -> Account.Entry {
    try entry(payment, payments.events(of: payment.key))
  }

  /// Few payments were ever decided about or given back, and their rows say whether they were.
  private func entry(
    _ payment: Payment, _ events: [PaymentEvent]
  ) throws(StorageError) -> Account.Entry {
    Account.Entry(
      payment: payment, events: events,
      resolutions: payment.isDecided ? try payments.resolutions(of: payment.key) : [],
      openRefunds: payment.isRefunding ? try payments.openRefunds(of: payment) : [],
      allocations: payment.isAllocated ? try payments.allocations(of: payment.key) : [],
      asked: payment.isForSeveral ? try payments.asked(by: payment.key) : [],
      refunds: payment.isForSeveral
        ? try payments.refunds(of: payment).filter { $0.document != nil } : [],
      names: payment.isUnmatched ? try payments.identifiers(of: payment.key) : [])
  }

  // MARK: - Saving

  /// A payment that stands otherwise than before.
  typealias Change = (before: Payment, after: Payment)

  /// Stores what the facts make of the account, where it is not stored yet, records it, and gives the payments that
  /// stand otherwise than before.
  ///
  /// - Parameters:
  ///   - settlement: what all facts make of the account.
  ///   - asksProvider: whether a paid payment with a provider is asked about from time to time, as no callback
  ///     tells refunds and disputes of it.
  func save(
    _ account: inout Account, _ settlement: Settlement,
    askingAbout asksProvider: (Payment) -> Bool
  ) throws(StorageError) -> [Change] {
    var changes: [Change] = []
    for payment in settlement.payments {
      guard let place = account.place(of: payment.key) else { continue }
      let before = account.entries[place].payment
      try closeRefunds(account.entries[place], payment.status)
      for allocation in settlement.given[payment.key] ?? []
      where !account.entries[place].allocations.contains(allocation) {
        try payments.set(allocation)
      }
      guard payment.status != before.status else { continue }
      account.entries[place].payment = payment
      changes.append((before, payment))
      try save(before, payment.status, of: account.document)
      if payment.status.state.isPaid, asksProvider(payment) {
        try payments.scheduleQuery(about: payment.key, at: clock.now + Seconds(86_400))
      }
    }
    if let document = account.document {
      account.document = document.settled(by: settlement)
      try save(settlement, of: document)
    }
    return changes
  }

  private static let documentsWithPayments: StaticString = """
    SELECT DISTINCT document
      FROM payment
     WHERE document IS NOT NULL
     ORDER BY document
    """

  private static let paymentsWithoutDocument: StaticString = """
    SELECT id
      FROM payment
     WHERE document IS NULL
     ORDER BY id
    """

  /// Folds all accounts anew and stores what they come to, as a version of the program reads facts that another one
  /// stored. Nobody is told of it.
  func foldAgain() throws(StorageError) {
    try foldOnce()
    // What an account counts of its payments is known to others from the second time on.
    if try database.first("SELECT 1 FROM allocation LIMIT 1", decode: { _ in true }) ?? false {
      try foldOnce()
    }
  }

  private func foldOnce() throws(StorageError) {
    let keys = try database.all(Self.documentsWithPayments) { row in
      DocumentKey(rawValue: row.int64())
    }
    for key in keys {
      guard let document = try documents.document(key) else { continue }
      try saveFolded(open(document))
    }
    for payment in try payments.payments(Self.paymentsWithoutDocument) {
      try saveFolded(open(payment))
    }
  }

  private func saveFolded(_ account: Account) throws(StorageError) {
    var account = account
    _ = try save(&account, account.settlement, askingAbout: { _ in false })
  }

  private func save(
    _ payment: Payment, _ status: Payment.Status, of document: Document?
  ) throws(StorageError) {
    try payments.setStatus(payment.key, status)
    try countSale(of: payment, status)
    // A contradiction has an entry of its own.
    guard let attention = status.attention, attention != payment.status.attention,
      !(payment.isConflicting && attention == .needsQuery)
    else { return }
    try journal.append(
      .paymentAttention, of: payment, document, ["attention": .string(attention.rawValue)],
      at: clock.now)
  }

  /// Adds to what was bought of a product what changes by a purchase's new status.
  private func countSale(of payment: Payment, _ status: Payment.Status) throws(StorageError) {
    guard let purchase = payment.purchase else { return }
    let old = payment.status
    let bought = (status.isSettled ? 1 : 0) - (old.isSettled ? 1 : 0)
    let taken = status.credited - old.credited
    guard bought != 0 || taken != 0 else { return }
    try ProductStore(database: database).addSales(
      of: purchase.productKey, bought: Int64(bought), taken: taken)
  }

  /// Closes the refunds that the payment's events tell the end of.
  private func closeRefunds(_ entry: Account.Entry, _ status: Payment.Status) throws(StorageError) {
    guard !entry.openRefunds.isEmpty else { return }
    let refunded = entry.fold.refunded
    let failed = entry.events.lazy.filter { $0.kind == .refundFailed }.compactMap(\.subject)
    for refund in entry.openRefunds {
      // A refund of what was not captured yet calls the payment back instead.
      if refunded >= refund.refundedBefore + refund.amount.minorUnits || status.state == .failed {
        try payments.set(refund, to: .done)
      } else if let name = refund.providerReference, failed.contains(name) {
        try payments.set(refund, to: .refused)
      }
    }
  }

  private func save(_ settlement: Settlement, of document: Document) throws(StorageError) {
    let (amounts, before) = (settlement.amounts, document.amounts)
    let isChanged = amounts.received != before.received || settlement.state != document.state
    guard isChanged || amounts != before || settlement.paidAt != document.paidAt else { return }
    try documents.set(document.key, amounts, at: settlement.paidAt, state: settlement.state)
    guard isChanged else { return }
    let kind: JournalKind =
      switch settlement.state {
      case .paid: .documentPaid
      case .partiallyPaid: .documentPartiallyPaid
      case .credited: .documentCredited
      case .issued, .sent, .accepted, .rejected, .canceled: .documentReopened
      }
    try journal.append(
      kind, about: .document(number: document.number),
      [
        "paid": .string(document.amount(amounts.received).decimal),
        "unreal": .string(document.amount(amounts.unreal).decimal),
        "total": .string(document.total.decimal),
        "currency": .string(document.content.currency.code),
        "paid_at": .optional(settlement.paidAt?.description),
      ], at: clock.now)
  }
}

extension JournalSubject {
  /// The document that a payment is for, or the payment itself if it is for none.
  init(_ payment: Payment, _ document: Document?) {
    self = document.map { .document(number: $0.number) } ?? .payment(reference: payment.reference)
  }
}

extension Journal {
  /// Adds an entry about a payment in the history of its document: what tells the payment, then `facts`. It gives its
  /// place.
  @discardableResult
  func append(
    _ kind: JournalKind, of payment: Payment, _ document: Document?, _ facts: JSONValue,
    at time: UnixTime
  ) throws(StorageError) -> Int64 {
    let told: JSONValue = [
      "payment": .string(payment.reference), "provider": .string(payment.provider),
      "mode": .optional(payment.mode?.rawValue),
    ]
    return try append(
      kind, about: .init(payment, document),
      .object((told.members ?? []) + (facts.members ?? [])), at: time)
  }
}
