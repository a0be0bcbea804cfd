/// The one way in for whatever is heard or decided about money: accounts are opened once, what is new is added to them,
/// its facts are folded in memory, and the differences are stored, recorded and told, in the caller's transaction.
///
/// Nothing about money is worked out anywhere else, and no row is read again that was just read or written.
package struct Ledger {
  let database: Database
  let clock: WallClock
  let invoicing: Invoicing
  let observer: any LedgerObserver
  /// Whether the provider of a paid payment is asked from time to time what became of it, as no callback tells.
  let asksProvider: (Payment) -> Bool

  var payments: PaymentStore { PaymentStore(database: database) }
  var journal: Journal { Journal(database: database) }
  var accounts: AccountStore { AccountStore(database: database, clock: clock) }

  /// Posts what a provider told: what is known already adds nothing, and what finds no payment of ours stands by
  /// itself until it is known whose it is.
  ///
  /// It throws `LedgerError.otherMode` if a payment was made in another mode, else `StorageError`.
  ///
  /// - Parameters:
  ///   - mode: the one in which the provider is used.
  ///   - payment: one whose account is folded although nothing may be new of it.
  ///   - source: keeps where the events come from, once it is known what they come to, and gives the key of its row.
  func post(
    _ events: ComparedEvents, from provider: String, in mode: ProviderMode?,
    about payment: Payment? = nil,
    keeping source: ((Posting) throws(StorageError) -> Int64?)? = nil
  ) throws -> Posting {
    var matching = PaymentMatching(ledger: self, provider: provider, mode: mode)
    var news: [(payment: PaymentKey, event: ToldEvent)] = []
    var keys = payment.map { [$0.key] } ?? []
    for (told, known) in events.events {
      if let known {
        keys.append(known.payment)
      } else if let (key, isDoubtful) = try matching.payment(of: told.event) {
        let merged = matching.takeMerged()
        news = news.map { (merged[$0.payment] ?? $0.payment, $0.event) }
        keys = keys.map { merged[$0] ?? $0 } + [key]
        let told = isDoubtful ? told.unconfirmed : told
        if try !isDoubtful || payments.known(told.event.id, provider: provider) == nil {
          news.append((key, told))
        }
      }
    }
    var open: [Account] = []
    for key in keys where open.entry(of: key) == nil {
      if let payment = try matching.found[key] ?? payments.payment(key) {
        open.append(try accounts.open(payment))
      }
    }
    return try settle(&open, adding: news, touching: keys, keeping: source)
  }

  /// Adds what is new to open accounts, and stores, records and tells what follows.
  ///
  /// - Parameters:
  ///   - keys: the payments to tell of in the end; all of the accounts unless they are given.
  ///   - isNotifying: whether those are told of it whom the settings name.
  func settle(
    _ open: inout [Account], adding news: [(payment: PaymentKey, event: ToldEvent)] = [],
    touching keys: [PaymentKey]? = nil, notifying isNotifying: Bool = true,
    keeping source: ((Posting) throws(StorageError) -> Int64?)? = nil
  ) throws -> Posting {
    try accounts.openAllocated(&open)
    let before = open
    for (key, told) in news { open.update(key) { $0.events.append(told.event) } }
    if !news.isEmpty {
      for place in open.indices where open[place].entries.first?.payment.isUnmatched == true {
        try open[place].entries[0].describe(in: payments)
      }
    }
    let carried = try carryForward(&open)
    var settlements = open.settle()
    let row = try source.flatMap { keep throws(StorageError) in
      let settled = zip(open, settlements).map { $0.settled(by: $1) }
      return try keep(Posting(settled, touching: keys))
    }
    for (key, told) in news {
      guard let (account, entry) = before.entry(of: key) else { continue }
      try record(told, of: entry.payment, account.document, source: row)
      if isNotifying, [.pending, .processing, .authorized].contains(told.event.kind) {
        try observer.pending(entry.payment, account.document)
      }
    }
    if !carried.isEmpty {
      try record(carried, in: &open)
      settlements = open.settle()
    }
    for place in open.indices {
      try save(&open[place], settlements[place], notifying: isNotifying)
    }
    return Posting(open, touching: keys)
  }

  /// Stores what an account comes to, makes the document that a purchase is to have, and tells of what changed.
  private func save(
    _ account: inout Account, _ settlement: Settlement, notifying isNotifying: Bool
  ) throws {
    var settlement = settlement
    let isDocumentDue = account.isDocumentDue
    if isDocumentDue {
      try makeDocument(of: &account)
      settlement = account.settlement
    }
    let before = account.document
    let changes = try accounts.save(&account, settlement, askingAbout: asksProvider)
    guard isNotifying else { return }
    for change in changes {
      try observer.changed(change.before, to: change.after, of: account.document)
      if account.isFailure(change) { try observer.failed(change.after, account.document) }
    }
    if let document = account.document {
      if document.state == .paid, before?.state != .paid {
        try observer.paid(document, by: settlement.completing)
        account.document?.isThanked = true
      }
      if isDocumentDue, let first = settlement.payments.first {
        try observer.purchased(by: first, document)
      }
    } else {
      for entry in account.entries where entry.payment.purchase != nil {
        if entry.payment.status.isSettled { try observer.purchased(by: entry.payment, nil) }
      }
    }
  }

  /// Issues the document of a purchase, and lets all attempts at it belong to it. It is addressed to the customer of
  /// the last one: who goes back to mend a name means the mended one.
  private func makeDocument(of account: inout Account) throws {
    guard let first = account.entries.first?.payment.purchase,
      let last = account.entries.last?.payment.purchase, let kind = first.documentKind,
      let product = try ProductStore(database: database).product(first.productKey)
    else { throw database.damaged("a purchase has no product") }
    let document = try invoicing.issue(
      kind, of: product.terms, to: last.customer.buyer, language: last.language,
      orderReference: last.orderReference, publicID: first.publicID)
    account.document = document
    for place in account.entries.indices {
      account.entries[place].payment.documentKey = document.key
      let payment = account.entries[place].payment
      try payments.assign(payment.key, to: document.key)
      try journal.append(
        .paymentDocumented, of: payment, document,
        [
          "product": .string(first.productName), "amount": .string(payment.amount.decimal),
          "currency": .string(payment.amount.currency.code),
        ], at: clock.now)
    }
  }
}

/// What accounts came to that something was posted to.
struct Posting {
  /// The payments that it was about, as they stand now.
  private(set) var payments: [Payment] = []
  /// The numbers of their documents.
  private var documents: [PaymentKey: String] = [:]

  /// The payment to tell of: the first that asks for attention, else the last.
  var payment: Payment? { payments.first { $0.status.attention != nil } ?? payments.last }

  /// - Parameters:
  ///   - accounts: each payment as all facts make it.
  ///   - keys: the payments that it was about; all of the accounts if it is `nil`.
  fileprivate init(_ accounts: [Account], touching keys: [PaymentKey]?) {
    for account in accounts {
      for entry in account.entries where entry.payment.documentKey == account.document?.key {
        guard keys?.contains(entry.payment.key) ?? true else { continue }
        payments.append(entry.payment)
        documents[entry.payment.key] = account.document?.number
      }
    }
    guard let keys, payments.count > 1 else { return }
    payments.sort { left, right in
      (keys.firstIndex(of: left.key) ?? 0) < (keys.firstIndex(of: right.key) ?? 0)
    }
  }

  /// The number of the payment's document.
  func document(of payment: Payment) -> String? { documents[payment.key] }
}

/// Who is told of what changes in the ledger, in the transaction in which it does.
package protocol LedgerObserver {
  /// A provider has heard of a payment whose end is open.
  func pending(_ payment: Payment, _ document: Document?) throws(StorageError)

  /// A payment stands otherwise than before.
  func changed(_ before: Payment, to payment: Payment, of document: Document?) throws(StorageError)

  /// Money that was under way, or was taken for paid, does not come.
  func failed(_ payment: Payment, _ document: Document?) throws(StorageError)

  /// A document is paid in full now, completed by a payment.
  func paid(_ document: Document, by completing: Payment?) throws(StorageError)

  /// A provider told, for the first time, something that nobody here can read, of no payment that is known.
  func notUnderstood(
    _ notUnderstood: NotUnderstood, from provider: String, in mode: ProviderMode
  ) throws(StorageError)

  /// A purchase is paid.
  ///
  /// - Parameter document: the one that it made, if any.
  func purchased(by payment: Payment, _ document: Document?) throws(StorageError)
}
