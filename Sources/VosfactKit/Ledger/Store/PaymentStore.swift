/// The payments in the database, with their events and the names that providers know them by.
package struct PaymentStore {
  let database: Database

  private static let lastKey: StaticString = """
    SELECT id
      FROM payment
     WHERE id BETWEEN ?1 AND ?2
     ORDER BY id DESC
     LIMIT 1
    """

  private static let insert: StaticString = """
    INSERT INTO payment (
      id, reference, document, provider, mode, state, settled, amount, currency, refunded, credited,
      provider_reference, next, page_ends_at, started_at)
    VALUES (?1, ?2, ?3, ?4, ?5, 'pending', 0, ?6, ?7, 0, 0, ?8, ?9, ?10, ?11)
    """

  /// What is known of a payment when it begins.
  struct New {
    let reference: String
    let document: DocumentKey?
    let provider: String
    let mode: ProviderMode?
    let amount: Amount
    let providerReference: String?
    let next: NextStep?
    var pageEndsAt: UnixTime? = nil
    let startedAt: UnixTime
  }

  /// Stores a payment that has no events yet, and gives its key.
  func insert(_ new: New) throws(StorageError) -> PaymentKey {
    let first = PaymentKey(firstAt: new.startedAt)
    let used = try database.first(Self.lastKey, first, first.lastOfSecond) { row in
      row.int64(0)
    }
    let key = PaymentKey(rawValue: (used ?? first.rawValue) + 1)
    try database.run(
      Self.insert, key, new.reference, new.document, new.provider, new.mode, new.amount.minorUnits,
      new.amount.currency.code, new.providerReference, new.next?.json.text,
      new.pageEndsAt, new.startedAt)
    return key
  }

  static let byKey: StaticString = """
    SELECT payment.id, reference, document, provider, mode, state, settled, payment.amount,
           payment.currency, refunded, credited, provider_reference, method, next, started_at,
           paid_at, attention, conflicting,
           product.id, product.public_id, product.name, purchase.public_id, buyer_name,
           buyer_email, buyer_country, purchase.order_reference,
           product.order_reference IS NOT NULL, document_kind, language, payer_country,
           page_ends_at
      FROM payment
           LEFT JOIN purchase ON purchase.payment = payment.id
           LEFT JOIN product ON product.id = purchase.product
     WHERE payment.id = ?1
    """

  /// The payment with this key.
  ///
  /// - Throws: `StorageError.damaged` if its row holds what no version of the program wrote.
  func payment(_ key: PaymentKey) throws(StorageError) -> Payment? {
    let path = database.path
    return try database.first(Self.byKey, key) { row throws(StorageError) in
      guard let payment = Payment(row) else {
        throw .damaged(path: path, reason: "payment \(row.text(1)) is unreadable")
      }
      return payment
    }
  }

  private static let keyOfReference: StaticString = "SELECT id FROM payment WHERE reference = ?1"

  /// The payment with this reference of ours.
  package func payment(reference: String) throws(StorageError) -> Payment? {
    guard let key = try database.first(Self.keyOfReference, reference, decode: { $0.int64(0) })
    else { return nil }
    return try payment(PaymentKey(rawValue: key))
  }

  /// The payment that a user names by its id.
  ///
  /// - Throws: `PaymentError.unknown` if there is none, else `StorageError`.
  package func named(_ reference: String) throws -> Payment {
    guard let payment = try payment(reference: reference.uppercased()) else {
      throw PaymentError.unknown(reference: reference)
    }
    return payment
  }

  private static let ofDocument: StaticString = """
    SELECT id
      FROM payment
     WHERE document = ?1
     ORDER BY id
    """

  /// The payments for a document, oldest first.
  package func payments(for document: DocumentKey) throws(StorageError) -> [Payment] {
    var keys = try database.query(Self.ofDocument, document)
    var payments: [Payment] = []
    while let row = try keys.next() {
      if let payment = try payment(PaymentKey(rawValue: row.int64(0))) { payments.append(payment) }
    }
    return payments
  }

  private static let update: StaticString = """
    UPDATE payment
       SET state = ?2, settled = ?3, refunded = ?4, credited = ?5, method = ?6, paid_at = ?7,
           attention = ?8
     WHERE id = ?1
    """

  /// Stores what follows from the payment's events.
  func setStanding(_ key: PaymentKey, _ standing: Payment.Standing) throws(StorageError) {
    try database.run(
      Self.update, key, standing.state, standing.isSettled, standing.refunded, standing.credited,
      standing.method, standing.paidAt, standing.attention)
  }

  private static let setPayer: StaticString = """
    UPDATE payment
       SET payer_country = ?2
     WHERE id = ?1
    """

  /// Stores what the customer entered.
  func setPayer(_ key: PaymentKey, _ payer: Payer) throws(StorageError) {
    try database.run(Self.setPayer, key, payer.country)
  }

  private static let markConflicting: StaticString = """
    UPDATE payment
       SET conflicting = 1
     WHERE id = ?1
    """

  /// Notes that the provider sent two different messages under one event id.
  func markConflicting(_ key: PaymentKey) throws(StorageError) {
    try database.run(Self.markConflicting, key)
  }
}

extension Payment {
  /// The payment in a row of `PaymentStore`; `nil` if a field is not what it should be.
  fileprivate init?(_ row: Row) {
    guard let state = PaymentState(rawValue: row.text(5)),
      let currency = Currency(code: row.text(8)), let amount = row.minorUnits(7),
      let refunded = row.minorUnits(9), let credited = row.minorUnits(10)
    else { return nil }
    let next = row.optionalText(13).flatMap { try? JSONValue(parsing: Array($0.utf8)) }
    self.init(
      key: PaymentKey(rawValue: row.int64(0)), reference: row.text(1),
      documentKey: row.optionalInt64(2).map(DocumentKey.init(rawValue:)), provider: row.text(3),
      mode: row.optionalText(4).flatMap(ProviderMode.init(rawValue:)),
      amount: Amount(minorUnits: amount, currency: currency),
      providerReference: row.optionalText(11), next: next.flatMap(NextStep.init),
      pageEndsAt: row.optionalTime(30), startedAt: row.time(14), payerCountry: row.optionalText(29),
      purchase: Purchase(row), isConflicting: row.bool(17),
      standing: Standing(
        state: state, isSettled: row.bool(6), refunded: refunded, credited: credited,
        method: row.optionalText(12), paidAt: row.optionalTime(15),
        attention: row.optionalText(16).flatMap(Attention.init(rawValue:))))
  }
}

extension Purchase {
  /// What the payment in a row of `PaymentStore` buys; `nil` if a document came first.
  fileprivate init?(_ row: Row) {
    guard let product = row.optionalInt64(18) else { return nil }
    self.init(
      productKey: ProductKey(rawValue: product), productID: PublicID(rawValue: row.int64(19)),
      productName: row.text(20), publicID: PublicID(rawValue: row.int64(21)),
      customer: Customer(
        stored: row.text(22), email: row.text(23), country: row.optionalText(24)),
      orderReference: row.optionalText(25), isForOneOrder: row.bool(26),
      documentKind: row.optionalText(27).flatMap(DocumentKind.init(rawValue:)),
      language: row.text(28))
  }
}
