extension PaymentStore {
  private static let forgetQuery: StaticString = "DELETE FROM status_query WHERE payment = ?1"

  private static let delete: StaticString = "DELETE FROM payment WHERE id = ?1"

  /// Gives all that is known of `other` to `payment`, which it turned out to be.
  func merge(_ other: PaymentKey, into payment: PaymentKey) throws(StorageError) {
    for table in [
      "UPDATE payment_event", "UPDATE provider_identifier", "UPDATE callback", "UPDATE refund",
    ] as [StaticString] {
      try database.run(table, then: "SET payment = ?2 WHERE payment = ?1", other, payment)
    }
    try database.run(Self.forgetQuery, other)
    try database.run(Self.delete, other)
  }

  private static let setEntry: StaticString = """
    UPDATE payment_event
       SET journal = ?3
     WHERE provider = ?1 AND event_id = ?2
    """

  /// Points an event at the journal's entry that records it anew.
  func setEntry(_ entry: Int64, ofEvent id: String, provider: String) throws(StorageError) {
    try database.run(Self.setEntry, provider, id, entry)
  }

  /// Stores what is said of an unmatched payment.
  func describe(_ payment: Payment) throws(StorageError) {
    try database.update(
      "UPDATE payment SET", payment.key,
      "reference = ?2, amount = ?3, currency = ?4, provider_reference = ?5, started_at = ?6",
      payment.reference, payment.amount.minorUnits, payment.amount.currency.code,
      payment.providerReference, payment.startedAt)
  }
}
