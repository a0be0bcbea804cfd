/// Quotes and orders that were made invoices: what is paid on them counts for these, whenever it came.
extension Ledger {
  /// Posts that a document was made of another, which asks for so much less, and to which goes what was paid on that.
  /// Nobody is thanked again for it.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameter document: as it was before.
  func post(converting document: Document, into follower: Document) throws {
    let documents = DocumentStore(database: database)
    try journal.append(
      .documentConverted, about: .document(number: document.number),
      [
        "document": .string(follower.number), "kind": .string(follower.content.kind.rawValue),
        "amount": .string(follower.total.decimal),
        "currency": .string(follower.content.currency.code),
      ], at: clock.now)
    try documents.setStage(document.key, .accepted, state: document.state(at: .accepted))
    guard let converted = try documents.document(document.key) else { return }
    var open = [try accounts.open(converted)]
    _ = try settle(&open, touching: [], notifying: false)
  }

  /// Posts that a document stands no longer that was made of `document`, which asks for as much again.
  ///
  /// It throws `StorageError`.
  func post(revertingConversionOf document: Document) throws {
    var open = [try accounts.open(document)]
    _ = try settle(&open, touching: [], notifying: false)
  }

  /// Money that is to go from a document to one that was made of it.
  struct CarriedAmount {
    let payment: Payment
    /// The document that it came for.
    let document: Document
    let follower: Document
    let allocation: Allocation
  }

  /// Gives what is held on documents of which invoices were made to these, the oldest first, as far as they ask for it:
  /// in the accounts alone, of which `record(_:in:)` stores it. Money that is none, or that somebody must decide about,
  /// stays.
  func carryForward(_ open: inout [Account]) throws(StorageError) -> [CarriedAmount] {
    var carried: [CarriedAmount] = []
    for place in open.indices {
      guard let document = open[place].document, document.isConverted else { continue }
      let settlement = open[place].settlement
      let payments = settlement.payments.filter(\.canBeCarried)
      guard payments.contains(where: { $0.status.received != 0 }) else { continue }
      let documents = DocumentStore(database: database)
      for follower in try documents.followers(of: document) {
        let target = try openPlace(of: follower, in: &open)
        for payment in payments {
          try carry(payment.key, from: place, to: target, in: &open, &carried)
        }
      }
    }
    return carried
  }

  /// The place of the account of `document`, which is opened if it is not.
  private func openPlace(
    of document: Document, in open: inout [Account]
  ) throws(StorageError) -> Int {
    if let place = open.firstIndex(where: { $0.document?.key == document.key }) { return place }
    open.append(try accounts.open(document))
    let place = open.endIndex - 1
    try accounts.openAllocated(&open)
    return place
  }

  private func carry(
    _ payment: PaymentKey, from place: Int, to target: Int, in open: inout [Account],
    _ carried: inout [CarriedAmount]
  ) throws(StorageError) {
    guard let home = open[place].document, let follower = open[target].document,
      let entry = open[place].entries.first(where: { $0.payment.key == payment })
    else { return }
    var asked = follower.settled(by: open.settle()[target]).claimedInMoney
    for (transaction, amount) in entry.held where asked > 0 {
      let allocation = Allocation(
        id: .max - 1_000_000 + Int64(carried.count), payment: payment, transaction: transaction,
        document: follower.key, amount: min(asked, amount), share: 0)
      guard allocation.amount > 0 else { continue }
      asked -= allocation.amount
      open.update(payment) { entry in
        entry.allocations.append(allocation)
        entry.payment.isAllocated = true
      }
      if open[target].place(of: payment) == nil, let entry = open.entry(of: payment)?.entry {
        open[target].entries.append(entry)
        open[target].entries.sort { $0.payment.key < $1.payment.key }
        open[target].document?.isAllocated = true
      }
      carried.append(
        CarriedAmount(
          payment: entry.payment, document: home, follower: follower, allocation: allocation))
    }
  }

  /// Records and stores what `carryForward` gave.
  func record(_ carried: [CarriedAmount], in open: inout [Account]) throws(StorageError) {
    for amount in carried {
      let id = try record(
        amount.allocation.amount, of: amount.allocation.transaction, of: amount.payment,
        for: amount.document, givenTo: amount.follower)
      open.update(amount.payment.key) { entry in
        for place in entry.allocations.indices
        where entry.allocations[place].id == amount.allocation.id {
          entry.allocations[place].id = id
        }
      }
    }
  }
}

extension Account.Entry {
  /// What its own document has of its transactions, in minor units.
  fileprivate var held: [(transaction: TransactionReference, amount: Int64)] {
    fold.transactions.filter { $0.standing == .sound }.map { transaction in
      let allocations = allocations.filter { $0.transaction == transaction.reference }
      let shares = allocations.shares(of: transaction.received, gross: transaction.gross)
      return (transaction.reference, shares.own)
    }
  }
}

extension Payment {
  /// Whether nothing but the conversion of its document decides what its money is for.
  fileprivate var canBeCarried: Bool {
    !isUnreal && (status.attention == nil || status.attention == .alreadySettled)
  }
}
