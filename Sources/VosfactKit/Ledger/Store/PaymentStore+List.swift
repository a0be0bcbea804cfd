extension PaymentStore {
  static let forProduct: StaticString = """
    SELECT payment
      FROM purchase
     WHERE product = ?2 AND payment > ?1
     ORDER BY payment
    """

  /// Those for a document, those for several of which it is one, and those of which some was given to it by hand.
  static let countingFor: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_document
     WHERE document = ?2 AND id > ?1
     UNION
    SELECT payment
      FROM allocation INDEXED BY allocation_by_document
     WHERE document = ?2 AND payment > ?1
     UNION
    SELECT payment
      FROM payment_document INDEXED BY payment_document_by_document
     WHERE document = ?2 AND payment > ?1
     ORDER BY id
    """

  /// The payments that `filter` lets through, oldest first, read one after the other.
  ///
  /// The narrowest of the filter's indexes gives the candidates in order; the rest of the filter is
  /// checked on each. Nothing is sorted, and nothing is kept.
  package func list(_ filter: PaymentFilter) throws(StorageError) -> Listing<Payment> {
    Listing(try candidates(filter)) { row throws(StorageError) in
      try payment(PaymentKey(rawValue: row.int64())).flatMap { filter.lets($0) ? $0 : nil }
    }
  }

  private func candidates(_ filter: PaymentFilter) throws(StorageError) -> Rows {
    let first = filter.since.map { PaymentKey(firstAt: UnixTime(startOf: $0)) } ?? .lowest
    let after = max(first, filter.after ?? .lowest)
    func keys<each Value: Bindable>(
      _ condition: StaticString, _ values: repeat each Value
    ) throws(StorageError) -> Rows {
      try database.query(
        "SELECT id FROM payment", then: condition, after, repeat each values,
        endingIn: "id > ?1 ORDER BY id")
    }
    if let document = filter.document {
      return try database.query(Self.countingFor, after, document)
    } else if let product = filter.product {
      return try database.query(Self.forProduct, after, product)
    } else if filter.needsAttention {
      return try keys("INDEXED BY payment_with_attention WHERE attention IS NOT NULL AND")
    } else if let state = filter.state {
      return try keys("INDEXED BY payment_by_state WHERE state = ?2 AND", state)
    } else if let provider = filter.provider {
      return try keys("INDEXED BY payment_by_provider WHERE provider = ?2 AND", provider)
    } else {
      return try keys("WHERE")
    }
  }
}

extension PaymentStore {
  static let referencesFrom: StaticString = """
    SELECT reference
      FROM payment
     WHERE reference >= ?1 AND reference < ?1 || char(0x10FFFF)
     ORDER BY reference
     LIMIT ?2
    """

  /// The ids that begin with `prefix`, in the order of their bytes, at most `limit`. They are read from the index alone,
  /// one after the other.
  func references(
    beginningWith prefix: String, limit: Int
  ) throws(StorageError) -> Listing<String> {
    Listing(try database.query(Self.referencesFrom, prefix, limit)) { row in row.text() }
  }
}

extension PaymentFilter {
  /// Whether the payment satisfies every part of the filter that its key alone does not tell.
  fileprivate func lets(_ payment: Payment) -> Bool {
    if !includesUnconcerning, payment.isUnmatched, payment.status.attention == nil {
      return false
    }
    if let state, payment.status.state != state { return false }
    if let provider, payment.provider != provider { return false }
    if let product, payment.purchase?.productKey != product { return false }
    return !needsAttention || payment.status.attention != nil
  }
}
