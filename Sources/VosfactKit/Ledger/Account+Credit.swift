extension Account {
  /// What of a payment counts for nothing yet, by its transactions: all that one holds which does not count, and of one
  /// that does what the document has too much of.
  func credit(
    of entry: Account.Entry
  ) -> [(transaction: TransactionReference, amount: Int64)] {
    let settlement = settlement
    let counted = settlement.payments.first { $0.key == entry.payment.key }?.status.credited ?? 0
    let amounts = settlement.amounts
    let total = (document?.content.totals.total ?? 0) - amounts.credited
    var surplus = max(0, amounts.received + amounts.writtenOff - total)
    // Those that count come first; what is held beyond them is free.
    var left = counted
    var free: [(transaction: TransactionReference, amount: Int64)] = []
    for transaction in entry.fold.transactions.sorted(by: TransactionFold.isPaidBefore) {
      let allocations = entry.allocations.filter { $0.transaction == transaction.reference }
      let own = allocations.shares(of: transaction.received, gross: transaction.gross).own
      let counts = min(own, max(0, left))
      left -= counts
      let spare = min(counts, surplus)
      surplus -= spare
      if own - counts + spare > 0 { free.append((transaction.reference, own - counts + spare)) }
    }
    return free
  }
}
