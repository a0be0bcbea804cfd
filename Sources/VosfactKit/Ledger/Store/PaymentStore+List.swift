extension PaymentStore {
  static let all: StaticString = """
    SELECT id
      FROM payment
     WHERE id > ?1
     ORDER BY id
    """

  static let inState: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_state
     WHERE state = ?2 AND id > ?1
     ORDER BY id
    """

  static let ofProvider: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_provider
     WHERE provider = ?2 AND id > ?1
     ORDER BY id
    """

  static let forDocument: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_by_document
     WHERE document = ?2 AND id > ?1
     ORDER BY id
    """

  static let forProduct: StaticString = """
    SELECT payment
      FROM purchase
     WHERE product = ?2 AND payment > ?1
     ORDER BY payment
    """

  static let withAttention: StaticString = """
    SELECT id
      FROM payment INDEXED BY payment_with_attention
     WHERE attention IS NOT NULL AND id > ?1
     ORDER BY id
    """

  /// The payments that `filter` lets through, oldest first, read one after the other.
  ///
  /// The narrowest of the filter's indexes gives the candidates in order; the rest of the filter is
  /// checked on each. Nothing is sorted, and nothing is kept.
  package func list(_ filter: PaymentFilter) throws(StorageError) -> PaymentList {
    let first = filter.since.map { PaymentKey(firstAt: UnixTime(startOf: $0)) } ?? .lowest
    let after = max(first, filter.after ?? .lowest)
    let keys: Rows
    if let document = filter.document {
      keys = try database.query(Self.forDocument, after, document)
    } else if let product = filter.product {
      keys = try database.query(Self.forProduct, after, product)
    } else if filter.needsAttention {
      keys = try database.query(Self.withAttention, after)
    } else if let state = filter.state {
      keys = try database.query(Self.inState, after, state)
    } else if let provider = filter.provider {
      keys = try database.query(Self.ofProvider, after, provider)
    } else {
      keys = try database.query(Self.all, after)
    }
    return PaymentList(keys: keys, filter: filter, store: self)
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

  /// Gives `body` the ids that begin with `prefix`, in the order of their bytes, at most `limit`. They are
  /// read from the index alone, one after the other.
  ///
  /// It throws `StorageError`, and what `body` throws.
  package func forEachReference(
    beginningWith prefix: String, limit: Int, _ body: (String) throws -> Void
  ) throws {
    var references = try database.query(Self.referencesFrom, prefix, limit)
    while let row = try references.next() { try body(row.text(0)) }
  }
}

/// The payments of a list, oldest first.
package struct PaymentList: ~Copyable {
  private var keys: Rows
  private let filter: PaymentFilter
  private let store: PaymentStore

  init(keys: consuming Rows, filter: PaymentFilter, store: PaymentStore) {
    self.keys = keys
    self.filter = filter
    self.store = store
  }

  /// The next payment; `nil` after the last.
  package mutating func next() throws(StorageError) -> Payment? {
    while let row = try keys.next() {
      if let payment = try store.payment(PaymentKey(rawValue: row.int64(0))), filter.lets(payment) {
        return payment
      }
    }
    return nil
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
    if let document, payment.documentKey != document { return false }
    if let product, payment.purchase?.productKey != product { return false }
    return !needsAttention || payment.status.attention != nil
  }
}
