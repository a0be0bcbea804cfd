/// What was given to documents by hand.
extension PaymentStore {
  private static let allocations: StaticString = """
    SELECT id, payment, transaction_id, document, amount, share, own_part
      FROM allocation
     WHERE payment = ?1
     ORDER BY id
    """

  /// What was given of a payment to other documents, oldest first.
  func allocations(of payment: PaymentKey) throws(StorageError) -> [Allocation] {
    try database.all(Self.allocations, payment) { row throws(StorageError) in
      guard let amount = row.minorUnits("amount"), let share = row.minorUnits("share"),
        let ownPart = row.minorUnits("own_part")
      else {
        throw database.damaged("allocation \(row.int64("id")) is unreadable")
      }
      return Allocation(
        id: row.int64("id"), payment: PaymentKey(rawValue: row.int64("payment")),
        transaction: TransactionReference(row.optionalText("transaction_id")),
        document: DocumentKey(rawValue: row.int64("document")), amount: amount, share: share,
        ownPart: ownPart)
    }
  }

  private static let givenOf: StaticString = """
    SELECT document.number, sum(share) AS share
      FROM allocation JOIN document ON document.id = allocation.document
     WHERE allocation.payment = ?1
     GROUP BY allocation.document
    HAVING sum(share) <> 0
     ORDER BY min(allocation.id)
    """

  /// What is there of what was given to other documents, by their numbers.
  func given(of payment: Payment) throws(StorageError) -> [AllocatedAmount] {
    guard payment.isAllocated else { return [] }
    return try database.all(Self.givenOf, payment.key) { row in
      AllocatedAmount(row.text("number"), payment.amount(row.int64("share")))
    }
  }

  static let allocatedTo: StaticString = """
    SELECT DISTINCT payment
      FROM allocation
     WHERE document = ?1
     ORDER BY payment
    """

  /// The payments of which some was given to a document, oldest first.
  func payments(allocatedTo document: DocumentKey) throws(StorageError) -> [Payment] {
    try payments(Self.allocatedTo, document)
  }

  private static let insertAllocation: StaticString = """
    INSERT INTO allocation (payment, transaction_id, document, amount, share, at, journal)
    VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)
    RETURNING id
    """

  /// Stores that some of a payment is given to a document, and gives the id of that.
  ///
  /// - Parameters:
  ///   - amount: in minor units of the payment's currency.
  ///   - entry: the place of the journal's entry that records it.
  func insertAllocation(
    of payment: PaymentKey, _ transaction: TransactionReference, to document: DocumentKey,
    amount: Int64, at time: UnixTime, entry: Int64
  ) throws(StorageError) -> Int64 {
    let id = try database.first(
      Self.insertAllocation, payment, transaction.name, document, amount, time, entry
    ) { row in row.int64() }
    guard let id else { throw database.damaged("an allocation was not stored") }
    return id
  }

  /// Stores what is there of money that was given, and what its own document counts of the rest.
  func set(_ allocation: Allocation) throws(StorageError) {
    try database.update(
      "UPDATE allocation SET", allocation.id, "share = ?2, own_part = ?3", allocation.share,
      allocation.ownPart)
  }

  private static let recordOfAllocation: StaticString = """
    SELECT journal.payload, journal.kind, document.number
      FROM allocation JOIN journal ON journal.seq = allocation.journal
           JOIN document ON document.id = allocation.document
     WHERE allocation.id = ?1
    """

  /// Whether the journal's entry that the allocation points to records it.
  func isRecorded(_ allocation: Allocation, of payment: Payment) throws(StorageError) -> Bool {
    let record = try database.first(Self.recordOfAllocation, allocation.id) { row in
      (payload: row.text("payload"), kind: row.text("kind"), number: row.text("number"))
    }
    guard let record, let facts = try? JSONValue(parsing: Array(record.payload.utf8)) else {
      return false
    }
    return record.kind == JournalKind.paymentAllocated.rawValue
      && facts["payment"]?.string == payment.reference
      && facts["document"]?.string == record.number
      && facts["transaction"]?.string == allocation.transaction.name
      && facts["amount"]?.string == payment.amount(allocation.amount).decimal
  }
}
