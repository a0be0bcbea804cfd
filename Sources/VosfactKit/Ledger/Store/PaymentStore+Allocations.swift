/// What was given to documents by hand.
extension PaymentStore {
  private static let allocations: StaticString = """
    SELECT id, payment, transaction_id, document, amount, share, own_part, place, taken_back
      FROM allocation
     WHERE payment = ?1
     ORDER BY place IS NULL, place, id
    """

  /// What was given of a payment to other documents, oldest first; before that, what each of several documents has of one
  /// that is for them.
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
        ownPart: ownPart, place: row.optionalInt64("place"), takenBack: row.int64("taken_back"))
    }
  }

  private static let givenOf: StaticString = """
    SELECT document.number, sum(share) AS share
      FROM allocation JOIN document ON document.id = allocation.document
     WHERE allocation.payment = ?1
     GROUP BY allocation.document
    HAVING sum(share) <> 0
     ORDER BY min(allocation.place) IS NULL, min(allocation.place), min(allocation.id)
    """

  /// What is there of what was given to other documents, by their numbers.
  func given(of payment: Payment) throws(StorageError) -> [AllocatedAmount] {
    guard payment.isAllocated else { return [] }
    return try database.all(Self.givenOf, payment.key) { row in
      AllocatedAmount(row.text("number"), payment.amount(row.int64("share")))
    }
  }

  static let allocatedTo: StaticString = """
    SELECT payment
      FROM allocation
     WHERE document = ?1
     UNION
    SELECT payment
      FROM payment_document
     WHERE document = ?1
     ORDER BY payment
    """

  /// The payments for several documents of which it is one, and those of which some was given to it, oldest first.
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

  private static let insertPart: StaticString = """
    INSERT INTO allocation (
      payment, transaction_id, document, amount, share, own_part, place, taken_back, at, journal)
    SELECT ?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, payment.started_at, payment_document.journal
      FROM payment JOIN payment_document ON payment_document.payment = payment.id
     WHERE payment.id = ?1 AND payment_document.document = ?3
    """

  /// Stores what is there of money that was given, and what its own document counts of the rest; of a payment for several
  /// documents also what one of them gets.
  func set(_ allocation: Allocation) throws(StorageError) {
    guard allocation.place == nil else {
      guard allocation.id == 0 else {
        try database.update(
          "UPDATE allocation SET", allocation.id, "share = ?2, amount = ?3, taken_back = ?4",
          allocation.share, allocation.amount, allocation.takenBack)
        return
      }
      try database.run(
        Self.insertPart, allocation.payment, allocation.transaction.name, allocation.document,
        allocation.amount, allocation.share, allocation.place, allocation.takenBack)
      return
    }
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
    guard allocation.place == nil else {
      // What it comes to follows from all that is known; that the document is among the payment's was recorded.
      return record.kind == JournalKind.paymentStarted.rawValue
        && facts["payment"]?.string == payment.reference
        && facts["documents"]?.array?.contains { $0["document"]?.string == record.number } == true
    }
    return record.kind == JournalKind.paymentAllocated.rawValue
      && facts["payment"]?.string == payment.reference
      && facts["document"]?.string == record.number
      && facts["transaction"]?.string == allocation.transaction.name
      && facts["amount"]?.string == payment.amount(allocation.amount).decimal
  }
}
