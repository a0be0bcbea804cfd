/// How the money of payments for several documents fills them.
///
/// Each transaction fills its documents in their order, each up to what is still asked of it when the money came; what none
/// of them asks is the customer's credit. It is a pure function of all that is known of all accounts: transactions of every
/// payment are gone through in the one order in which they count.
extension [Account] {
  /// A transaction with the place of its payment; one for several documents stands once, whatever accounts it is on.
  private struct Step {
    let account: Int
    let place: Int
    let transaction: TransactionFold
    let folded: Settlement.FoldedPayment
  }

  /// Works out what each document gets of the payments for several. All their accounts are among these.
  mutating func distribute() {
    guard contains(where: { $0.entries.contains(where: \.payment.isForSeveral) }) else { return }
    var folds = map(\.folded)
    var tallies = map { Tally($0.claim) }
    var made: [PaymentKey: [Allocation]] = [:]
    for step in Self.steps(folds) {
      let (payment, transaction) = (step.folded.payment, step.transaction)
      guard payment.isForSeveral else {
        tallies[step.account].add(
          transaction, of: folds[step.account][step.place], at: step.place)
        continue
      }
      let entry = self[step.account].entries[step.place]
      made[payment.key, default: []] += shares(of: step, entry, tallies)
      let byHand = entry.allocations.filter { $0.place == nil }
      for account in indices {
        guard let place = self[account].place(of: payment.key) else { continue }
        folds[account][place].allocations = made[payment.key, default: []] + byHand
        tallies[account].add(transaction, of: folds[account][place], at: place)
      }
    }
    for account in indices {
      for place in self[account].entries.indices
      where self[account].entries[place].payment.isForSeveral {
        self[account].entries[place].takeOver(made[self[account].entries[place].payment.key] ?? [])
      }
    }
  }

  private static func steps(_ folds: [[Settlement.FoldedPayment]]) -> [Step] {
    var steps: [Step] = []
    var seen: Set<PaymentKey> = []
    for (account, payments) in folds.enumerated() {
      for (place, folded) in payments.enumerated() {
        let key = folded.payment.key
        if folded.payment.isForSeveral, !seen.insert(key).inserted { continue }
        steps += folded.fold.transactions.map {
          Step(account: account, place: place, transaction: $0, folded: folded)
        }
      }
    }
    return steps.sorted {
      $0.folded.order(of: $0.transaction) < $1.folded.order(of: $1.transaction)
    }
  }

  /// What each document gets of a transaction, in their order.
  private func shares(
    of step: Step, _ entry: Account.Entry, _ tallies: [Tally]
  ) -> [Allocation] {
    let transaction = step.transaction
    let byHand = entry.allocations.filter {
      $0.place == nil && $0.transaction == transaction.reference
    }
    let isPaid = transaction.gross > 0
    let taken = isPaid ? transaction.gross : transaction.underWay
    var left =
      transaction.standing == .rejected ? 0 : taken - byHand.reduce(0) { $0 + $1.amount }
    var shares: [Allocation] = []
    for (place, asked) in entry.asked.enumerated() {
      guard let account = firstIndex(where: { $0.document?.key == asked.document }) else {
        continue
      }
      let isOpen = self[account].document?.stage != .canceled
      let tally = tallies[account]
      let room = tally.room(at: transaction.payment?.at) - (isPaid ? 0 : tally.underWay)
      let amount = isOpen ? Swift.max(0, Swift.min(left, room)) : 0
      left -= amount
      shares.append(
        Allocation(
          id: 0, payment: entry.payment.key, transaction: transaction.reference,
          document: asked.document, amount: amount, share: 0, place: Int64(place)))
    }
    // What a person accepted beyond all claims stays with the last document, as by a receipt.
    let standing = shares.lastIndex { share in
      first { $0.document?.key == share.document }?.document?.stage != .canceled
    }
    if left > 0, step.folded.isWhole(transaction), let standing { shares[standing].amount += left }
    var returned = transaction.refunded
    for place in shares.indices {
      let wanted = entry.givenBack(of: shares[place].document, before: transaction.reference)
      shares[place].takenBack = Swift.max(0, Swift.min(wanted, shares[place].amount, returned))
      returned -= shares[place].takenBack
    }
    return shares
  }
}

extension Account.Entry {
  /// What went back of a document's part alone, in minor units; once for all transactions, of which the first refundable one
  /// is told of.
  fileprivate func givenBack(
    of document: DocumentKey, before transaction: TransactionReference
  ) -> Int64 {
    let fold = fold
    let earlier = fold.transactions.prefix { $0.reference != transaction }
      .reduce(0) { $0 + $1.refunded }
    return refunds.reduce(0) { sum, refund in
      guard refund.document == document, refund.state != .refused else { return sum }
      let done = fold.refunded - Swift.max(refund.refundedBefore, earlier)
      return sum + Swift.max(0, Swift.min(refund.amount.minorUnits, done))
    }
  }

  /// Takes over what was worked out for several documents; what is not stored so yet has no share that is.
  fileprivate mutating func takeOver(_ made: [Allocation]) {
    let stored = allocations.filter { $0.place != nil }
    var news: [Allocation] = []
    for share in made {
      let old = stored.first {
        $0.transaction == share.transaction && $0.document == share.document
      }
      guard let old else {
        if share.amount != 0 { news.append(share.unsaved(as: 0)) }
        continue
      }
      let isSame = old.amount == share.amount && old.takenBack == share.takenBack
      news.append(isSame ? old : share.unsaved(as: old.id))
    }
    for old in stored
    where !made.contains(where: {
      $0.transaction == old.transaction && $0.document == old.document
    }) {
      var gone = old
      gone.amount = 0
      news.append(old.amount == 0 ? old : gone.unsaved(as: old.id))
    }
    allocations = news + allocations.filter { $0.place == nil }
    if !news.isEmpty { payment.isAllocated = true }
  }
}

extension Allocation {
  /// The same with a share that none has, so that it is stored.
  fileprivate func unsaved(as id: Int64) -> Allocation {
    Allocation(
      id: id, payment: payment, transaction: transaction, document: document, amount: amount,
      share: -1, place: place, takenBack: takenBack)
  }
}
