/// What documents received, receipt by receipt and return by return, each with its share by rate of VAT.
///
/// A document's facts are folded as the journal tells them, one after the other: each movement is what one of them
/// changed. What was recorded once is never another later.
struct TaxedMovements {
  let database: Database
  let clock: WallClock

  private var accounts: AccountStore { AccountStore(database: database, clock: clock) }
  private var payments: PaymentStore { PaymentStore(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }

  /// Something that is known of an account, with its place in the journal.
  fileprivate struct Fact {
    enum Change {
      case event(PaymentEvent)
      case resolution(Resolution)
      case allocation(Allocation)
      case credit(Credit, [TaxSummary.Row])
    }

    let entry: Int64
    let at: UnixTime
    /// `nil` for a credit note.
    let payment: PaymentKey?
    let change: Change
  }

  /// The movements of money, in test or simulated mode none, oldest first.
  func movements(of document: Document) throws(StorageError) -> [TaxedMovement] {
    let account = try accounts.open(document)
    let facts = try facts(of: account)
    var replayed = account
    replayed.credits = []
    for place in replayed.entries.indices {
      replayed.entries[place].events = []
      replayed.entries[place].resolutions = []
      replayed.entries[place].allocations = []
    }
    var shares = TaxShares(try documents.taxes(of: document).rows)
    var received: [PaymentKey: Int64] = [:]
    var order: [PaymentKey] = []
    var held: [PaymentKey: [TaxSummary.Row]] = [:]
    var movements: [TaxedMovement] = []
    for fact in facts {
      replayed.add(fact)
      let now = replayed.receivedInMoney
      let changed = replayed.entries.map(\.payment.key).filter {
        (now[$0] ?? 0) != (received[$0] ?? 0)
      }
      for key in changed {
        let change = (now[key] ?? 0) - (received[key] ?? 0)
        let before = shares.shares(of: received.values.reduce(0, +))
        received[key] = now[key] ?? 0
        if !order.contains(key) { order.append(key) }
        let taxes = shares.shares(of: received.values.reduce(0, +)).less(before)
        held[key] = (held[key] ?? []).adding(taxes)
        movements.append(
          TaxedMovement(
            document: document.number, payment: key, at: fact.at, amount: document.amount(change),
            taxes: taxes))
      }
      guard case .credit(_, let taken) = fact.change else { continue }
      // What was paid may be for other rates than it was: each payment's part of it, in the order in which they came.
      shares.credit(taken)
      var sum: Int64 = 0
      for key in order {
        let before = shares.shares(of: sum)
        sum += received[key] ?? 0
        let share = shares.shares(of: sum).less(before)
        let moved = share.less(held[key] ?? [])
        held[key] = share
        guard !moved.isEmpty else { continue }
        movements.append(
          TaxedMovement(
            document: document.number, payment: key, at: fact.at, amount: document.amount(0),
            taxes: moved))
      }
    }
    return movements
  }

  /// The movements of a payment, of each document that it counts for.
  func movements(of payment: Payment) throws(StorageError) -> [TaxedMovement] {
    let without: [PaymentState] = [.pending, .authorized, .expired]
    guard !payment.isUnreal, !without.contains(payment.status.state) || payment.status.received != 0
    else { return [] }
    var keys = payment.documentKey.map { [$0] } ?? []
    if payment.isAllocated {
      for allocation in try payments.allocations(of: payment.key)
      where !keys.contains(allocation.document) {
        keys.append(allocation.document)
      }
    }
    var movements: [TaxedMovement] = []
    for key in keys {
      guard let document = try documents.document(key) else { continue }
      movements += try self.movements(of: document).filter { $0.payment == payment.key }
    }
    return movements
  }

  private static let eventEntries: StaticString = """
    SELECT event_id AS id, seq, journal.at
      FROM payment_event JOIN journal ON journal.seq = payment_event.journal
     WHERE payment = ?1
    """

  private static let resolutionEntries: StaticString = """
    SELECT CAST(id AS TEXT) AS id, seq, journal.at
      FROM resolution JOIN journal ON journal.seq = resolution.journal
     WHERE payment = ?1
    """

  private static let allocationEntries: StaticString = """
    SELECT CAST(id AS TEXT) AS id, seq, journal.at
      FROM allocation JOIN journal ON journal.seq = allocation.journal
     WHERE payment = ?1
    """

  private static let corrections: StaticString = """
    SELECT seq, at, payload ->> 'credit_note' AS note
      FROM journal
     WHERE subject = ?1 AND kind = 'document.corrected'
    """

  /// All that is known of the account, in the order in which it was recorded.
  private func facts(of account: Account) throws(StorageError) -> [Fact] {
    var facts: [Fact] = []
    for entry in account.entries {
      facts += try self.facts(
        Self.eventEntries, of: entry, entry.events.map { ($0.id, .event($0)) })
      facts += try self.facts(
        Self.resolutionEntries, of: entry,
        entry.resolutions.map { (String($0.id), .resolution($0)) })
      facts += try self.facts(
        Self.allocationEntries, of: entry,
        entry.allocations.map { (String($0.id), .allocation($0)) })
    }
    if let document = account.document { facts += try credits(of: document) }
    return facts.sorted { $0.entry < $1.entry }
  }

  /// What is known of a payment, by ids, each with its place in the journal, which `statement` gives.
  private func facts(
    _ statement: StaticString, of entry: Account.Entry, _ known: [(id: String, change: Fact.Change)]
  ) throws(StorageError) -> [Fact] {
    guard !known.isEmpty else { return [] }
    let key = entry.payment.key
    let places = try database.all(statement, key) { row in
      (id: row.text("id"), entry: row.int64("seq"), at: row.time("at"))
    }
    return places.compactMap { place in
      known.first { $0.id == place.id }.map {
        Fact(entry: place.entry, at: place.at, payment: key, change: $0.change)
      }
    }
  }

  /// The credit notes that correct a document. What was invoiced of a quote takes nothing off what its money bears.
  private func credits(of document: Document) throws(StorageError) -> [Fact] {
    guard document.isCorrected else { return [] }
    let subject = JournalSubject.document(number: document.number).rawValue
    let entries = try database.all(Self.corrections, subject) { row in
      (entry: row.int64("seq"), at: row.time("at"), note: row.text("note"))
    }
    let credits = try documents.credits(of: document.key)
    var facts: [Fact] = []
    for (note, credit) in zip(try documents.followers(of: document), credits) {
      guard let place = entries.first(where: { $0.note == note.number }) else { continue }
      let taken = try documents.taxes(of: note).rows.map { row in
        TaxSummary.Row(category: row.category, net: -row.net, tax: -row.tax)
      }
      facts.append(
        Fact(entry: place.entry, at: place.at, payment: nil, change: .credit(credit, taken)))
    }
    return facts
  }
}

extension Account {
  /// Adds what is known of it next.
  fileprivate mutating func add(_ fact: TaxedMovements.Fact) {
    guard let key = fact.payment, let place = place(of: key) else {
      if case .credit(let credit, _) = fact.change { credits.append(credit) }
      return
    }
    switch fact.change {
    case .event(let event): entries[place].events.append(event)
    case .resolution(let resolution): entries[place].resolutions.append(resolution)
    case .allocation(let allocation): entries[place].allocations.append(allocation)
    case .credit: break
    }
  }

  /// What the document received in money of each payment, in minor units.
  fileprivate var receivedInMoney: [PaymentKey: Int64] {
    let settled = settlement.payments.reduce(into: [PaymentKey: Payment]()) { $0[$1.key] = $1 }
    return entries.reduce(into: [:]) { received, entry in
      let fold = entry.fold
      guard !entry.payment.isUnreal, !entry.payment.isWriteOff(fold) else { return }
      if entry.payment.documentKey == document?.key {
        received[entry.payment.key] = settled[entry.payment.key]?.status.credited
      } else if let key = document?.key {
        received[entry.payment.key] = fold.transactions.reduce(0) { sum, transaction in
          let given = entry.allocations.filter { $0.transaction == transaction.reference }
          return sum
            + (given.shares(of: transaction.received, gross: transaction.gross).given[key] ?? 0)
        }
      }
    }
  }
}
