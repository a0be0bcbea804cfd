extension Ledger {
  /// Posts that money of a payment is given to a document, or taken back, and gives the payment as it stands.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameter parts: how much of which of its transactions, in minor units.
  func post(
    allocating parts: [(transaction: TransactionReference, amount: Int64)], of payment: Payment,
    to document: Document
  ) throws -> Payment {
    let home = try DocumentStore(database: database).document(of: payment)
    for (transaction, amount) in parts {
      _ = try record(amount, of: transaction, of: payment, for: home, givenTo: document)
    }
    var payment = payment
    payment.isAllocated = true
    var open = [try accounts.open(payment)]
    return try settle(&open, touching: [payment.key]).payment ?? payment
  }

  /// Records that money of a payment for `home` is given to another document, and stores it; gives the id of that.
  ///
  /// - Parameter amount: in minor units; below zero what is taken back.
  func record(
    _ amount: Int64, of transaction: TransactionReference, of payment: Payment,
    for home: Document?, givenTo document: Document
  ) throws(StorageError) -> Int64 {
    let facts: JSONValue = [
      "transaction": .optional(transaction.name), "document": .string(document.number),
      "from": .optional(home?.number), "amount": .string(payment.amount(amount).decimal),
      "currency": .string(payment.amount.currency.code),
    ]
    let entry = try journal.append(.paymentAllocated, of: payment, document, facts, at: clock.now)
    if let home, home.key != document.key {
      try journal.append(.paymentAllocated, of: payment, home, facts, at: clock.now)
    }
    return try payments.insertAllocation(
      of: payment.key, transaction, to: document.key, amount: amount, at: clock.now, entry: entry)
  }

  /// Posts that the seller asks again for what went back of a document, and gives the document as it stands.
  ///
  /// It throws `StorageError`.
  func post(claimingAgain document: Document) throws -> Document {
    var account = try accounts.open(document)
    // All that went back up to now, also what the balance does not show, as more was paid than was asked.
    let claimed = account.settlement.returned
    try DocumentStore(database: database).set(document.key, claimed: claimed)
    account.document?.claimed = claimed
    try journal.append(
      .documentClaimed, about: .document(number: document.number),
      [
        "amount": .string(document.returned.decimal),
        "claimed": .string(document.amount(claimed).decimal),
        "currency": .string(document.content.currency.code),
      ], at: clock.now)
    var open = [account]
    _ = try settle(&open)
    return open[0].document ?? document
  }
}
