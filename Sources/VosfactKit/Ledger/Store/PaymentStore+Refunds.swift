extension PaymentStore {
  private static let refunds: StaticString = """
    SELECT id, reference, amount, refunded_before, state, provider_reference, requested_at,
           document
      FROM refund
    """

  /// The refunds that were asked for of a payment, oldest first.
  func refunds(of payment: Payment) throws(StorageError) -> [Refund] {
    try refunds("WHERE payment = ?1 ORDER BY id", payment)
  }

  /// The refunds of a payment that money may still go out for, oldest first.
  func openRefunds(of payment: Payment) throws(StorageError) -> [Refund] {
    try refunds(
      """
      INDEXED BY refund_open
       WHERE (state = 'requested' OR state = 'accepted') AND payment = ?1
       ORDER BY id
      """, payment)
  }

  private func refunds(
    _ condition: StaticString, _ payment: Payment
  ) throws(StorageError) -> [Refund] {
    try database.all(Self.refunds, then: condition, payment.key) { row throws(StorageError) in
      guard let state = Refund.State(rawValue: row.text("state")),
        let amount = row.minorUnits("amount"),
        let refundedBefore = row.minorUnits("refunded_before")
      else { throw database.damaged("refund \(row.text("reference")) is unreadable") }
      return Refund(
        id: row.int64("id"), reference: row.text("reference"),
        amount: Amount(minorUnits: amount, currency: payment.amount.currency),
        refundedBefore: refundedBefore, state: state,
        providerReference: row.optionalText("provider_reference"),
        requestedAt: row.time("requested_at"),
        document: row.optionalInt64("document").map(DocumentKey.init(rawValue:)))
    }
  }

  private static let insertRefund: StaticString = """
    INSERT INTO refund (
      reference, payment, amount, refunded_before, state, requested_at, journal, document)
    VALUES (?1, ?2, ?3, ?4, 'requested', ?5, ?6, ?7)
    """

  /// Stores that a refund is asked for, and gives it.
  ///
  /// - Parameters:
  ///   - document: whose part of a payment for several it is, and no other's.
  ///   - entry: the place of the journal's entry that records it.
  func insert(
    _ refund: RefundRequest, of payment: PaymentKey, from document: DocumentKey?,
    refundedBefore: Int64, entry: Int64
  ) throws(StorageError) -> Refund {
    try database.run(
      Self.insertRefund, refund.reference, payment, refund.amount.minorUnits, refundedBefore,
      refund.requestedAt, entry, document)
    return Refund(
      id: database.lastKey, reference: refund.reference, amount: refund.amount,
      refundedBefore: refundedBefore, state: .requested, providerReference: nil,
      requestedAt: refund.requestedAt, document: document)
  }

  /// Stores what became of a refund.
  func set(
    _ refund: Refund, to state: Refund.State, providerReference: String? = nil
  ) throws(StorageError) {
    try database.update(
      "UPDATE refund SET", refund.id,
      "state = ?2, provider_reference = ifnull(?3, provider_reference)", state, providerReference)
  }

  static let refunding: StaticString = """
    SELECT DISTINCT payment
      FROM refund INDEXED BY refund_open
     WHERE (state = 'requested' OR state = 'accepted') AND payment > ?1
     ORDER BY payment
     LIMIT ?2
    """

  /// At most `limit` payments after `cursor` of which a refund is open, oldest first.
  func refunding(after cursor: PaymentKey, limit: Int) throws(StorageError) -> [Payment] {
    try payments(Self.refunding, cursor, limit)
  }
}
