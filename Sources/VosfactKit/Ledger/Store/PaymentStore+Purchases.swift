extension PaymentStore {
  private static let insertPurchase: StaticString = """
    INSERT INTO purchase (
      payment, product, public_id, document_kind, language, customer, buyer_name, buyer_email,
      buyer_country, order_reference)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    """

  /// Stores what the payment buys.
  func insert(_ purchase: Purchase, of payment: PaymentKey) throws(StorageError) {
    let customer = purchase.customer
    try database.run(
      Self.insertPurchase, payment, purchase.productKey, purchase.publicID, purchase.documentKind,
      purchase.language, customer.identity, customer.name, customer.email, customer.country,
      purchase.orderReference)
  }

  static let ofPurchase: StaticString = """
    SELECT payment
      FROM purchase
     WHERE public_id = ?1
    """

  /// The payment of the purchase that `id` stands for.
  func payment(ofPurchase id: PublicID) throws(StorageError) -> Payment? {
    try payments(Self.ofPurchase, id).first
  }

  static let ofProduct: StaticString = """
    SELECT payment
      FROM purchase
     WHERE product = ?1
     ORDER BY payment
    """

  /// The payments of a product's purchases, oldest first; for a product of one order, of which there are few.
  func payments(ofOrder product: ProductKey) throws(StorageError) -> [Payment] {
    try payments(Self.ofProduct, product)
  }

  static let ofCustomer: StaticString = """
    SELECT payment
      FROM purchase
     WHERE product = ?1 AND customer = ?2 AND payment > ?3
     ORDER BY payment DESC
    """

  /// The payments of a customer's purchases of a product that began after `start`, newest first.
  func payments(
    of product: ProductKey, by customer: Customer, after start: UnixTime
  ) throws(StorageError) -> [Payment] {
    let first = PaymentKey(firstAt: start)
    return try payments(Self.ofCustomer, product, customer.identity, first.lastOfSecond)
  }

  static let documentOfProduct: StaticString = """
    SELECT payment.document
      FROM purchase JOIN payment ON payment.id = purchase.payment
     WHERE purchase.product = ?1 AND payment.document IS NOT NULL
     LIMIT 1
    """

  /// The document of the one order that a product is for, once there is one.
  func document(ofOrder product: ProductKey) throws(StorageError) -> DocumentKey? {
    try database.first(Self.documentOfProduct, product) { row in
      DocumentKey(rawValue: row.int64())
    }
  }
}

extension DocumentStore {
  private static let purchasesOf: StaticString = """
    SELECT payment.reference
      FROM payment JOIN purchase ON purchase.payment = payment.id
     WHERE payment.document = ?1
    """

  private static let alsoFor: StaticString = """
    SELECT payment.reference
      FROM payment_document JOIN payment ON payment.id = payment_document.payment
     WHERE payment_document.document = ?1
    """

  /// What happened to `document`, oldest first; to one that a purchase made, also what happened before, and what happened to
  /// payments for it and others together.
  package func history(of document: Document) throws(StorageError) -> Listing<JournalEntry> {
    let journal = Journal(database: database)
    var references = try database.query(Self.purchasesOf, document.key)
    var before: [JournalEntry] = []
    while let row = try references.next() {
      var entries = try journal.entries(about: .payment(reference: row.text()))
      while let entry = try entries.next() { before.append(entry) }
    }
    let subject = JournalSubject.document(number: document.number)
    let shared = try database.all(Self.alsoFor, document.key) { row in row.text() }
    guard !shared.isEmpty else {
      return try journal.entries(about: subject, after: before.sorted { $0.seq < $1.seq })
    }
    for subject in [subject] + shared.map(JournalSubject.payment(reference:)) {
      var entries = try journal.entries(about: subject)
      while let entry = try entries.next() { before.append(entry) }
    }
    return Listing(before.sorted { $0.seq < $1.seq })
  }
}
