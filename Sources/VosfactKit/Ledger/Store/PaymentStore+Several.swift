/// Payments for several documents at once.
extension PaymentStore {
  private static let insertAsked: StaticString = """
    INSERT INTO payment_document (payment, document, place, asked, journal)
    VALUES (?1, ?2, ?3, ?4, ?5)
    """

  /// Stores what a payment asks of each of several documents, in the order in which its money fills them.
  ///
  /// - Parameter entry: the place of the journal's entry that records it.
  func insert(
    _ asked: [AskedDocument], by payment: PaymentKey, entry: Int64
  ) throws(StorageError) {
    for (place, asked) in asked.enumerated() {
      try database.run(
        Self.insertAsked, payment, asked.document, Int64(place), asked.amount, entry)
    }
  }

  private static let askedBy: StaticString = """
    SELECT payment_document.document, document.number, payment_document.asked
      FROM payment_document JOIN document ON document.id = payment_document.document
     WHERE payment_document.payment = ?1
     ORDER BY payment_document.place
    """

  /// What a payment asks of each of several documents, in the order in which its money fills them; nothing if it is for one
  /// or none.
  func asked(by payment: PaymentKey) throws(StorageError) -> [AskedDocument] {
    try database.all(Self.askedBy, payment) { row in
      AskedDocument(
        document: DocumentKey(rawValue: row.int64("document")), number: row.text("number"),
        amount: row.int64("asked"))
    }
  }

  static let askingFor: StaticString = """
    SELECT payment
      FROM payment_document
     WHERE document = ?1
     ORDER BY payment
    """

  /// The payments for several documents of which it is one, oldest first.
  func payments(askingAlsoFor document: DocumentKey) throws(StorageError) -> [Payment] {
    try payments(Self.askingFor, document)
  }

  static let ofStatement: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_statement
     WHERE statement = ?1 AND statement IS NOT NULL AND statement_kind = ?2
     ORDER BY id
    """

  /// The payments that were started from a statement, oldest first.
  func payments(of statement: StatementReference) throws(StorageError) -> [Payment] {
    try payments(Self.ofStatement, statement.publicID, statement.kind.rawValue)
  }
}
