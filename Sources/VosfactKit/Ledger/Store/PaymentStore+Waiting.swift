extension PaymentStore {
  static let pendingUpTo: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_state
     WHERE state = 'pending' AND id > ?1 AND id <= ?2
     ORDER BY id
     LIMIT ?3
    """

  static let contradicted: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_with_attention
     WHERE attention IS NOT NULL AND attention = 'needs-query' AND id > ?1
     ORDER BY id
     LIMIT ?2
    """

  /// At most `limit` payments after `cursor` that are pending and were started at `time` or before, oldest
  /// first.
  func pending(
    startedBy time: UnixTime, after cursor: PaymentKey, limit: Int
  ) throws(StorageError) -> [Payment] {
    let last = PaymentKey(firstAt: time).lastOfSecond
    return try payments(Self.pendingUpTo, cursor, last, limit)
  }

  /// At most `limit` payments after `cursor` about which the provider is to be asked, oldest first.
  func needingQuery(after cursor: PaymentKey, limit: Int) throws(StorageError) -> [Payment] {
    try payments(Self.contradicted, cursor, limit)
  }

  /// The payments whose keys a query gives.
  func payments<each Value: Bindable>(
    _ keys: StaticString, _ values: repeat each Value
  ) throws(StorageError) -> [Payment] {
    try database.all(keys, repeat each values) { row throws(StorageError) in
      try payment(PaymentKey(rawValue: row.int64()))
    }
  }
}

extension PaymentStore {
  private static let attentionAbout: StaticString = """
    SELECT 1
      FROM payment INDEXED BY payment_by_document
     WHERE document = ?1 AND attention IS NOT NULL
     UNION ALL
    SELECT 1
      FROM payment_document JOIN payment ON payment.id = payment_document.payment
     WHERE payment_document.document = ?1 AND payment.attention IS NOT NULL
     LIMIT 1
    """

  /// Whether a payment for the document asks for attention.
  func asksForAttention(about document: DocumentKey) throws(StorageError) -> Bool {
    try database.first(Self.attentionAbout, document) { _ in true } ?? false
  }
}
