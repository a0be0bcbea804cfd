/// The products in the database.
struct ProductStore {
  let database: Database

  private static let insert: StaticString = """
    INSERT INTO product (
      public_id, name, amount, currency, tax_rate, order_reference, return_address, created_at,
      digest)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    """

  /// Stores a product that nobody bought yet.
  func insert(_ terms: ProductTerms, publicID: PublicID, at time: UnixTime) throws(StorageError) {
    try database.run(
      Self.insert, publicID, terms.name, terms.amount.minorUnits, terms.amount.currency.code,
      terms.taxRate.description, terms.orderReference, terms.returnAddress, time, terms.digest)
  }

  private static let inFull: StaticString = """
    SELECT id, public_id, name, amount, currency, tax_rate, order_reference, return_address,
           created_at, retired_at, links_not_before, bought, taken
      FROM product
    """

  /// The product with this key.
  ///
  /// - Throws: `StorageError.damaged` if its row holds what no version of the program wrote.
  func product(_ key: ProductKey) throws(StorageError) -> Product? {
    try database.first(Self.inFull, then: "WHERE id = ?1", key, decode: product)
  }

  /// The product that links name by `publicID`.
  func product(_ publicID: PublicID) throws(StorageError) -> Product? {
    try database.first(Self.inFull, then: "WHERE public_id = ?1", publicID, decode: product)
  }

  /// The product with these terms.
  func product(_ terms: ProductTerms) throws(StorageError) -> Product? {
    try database.first(Self.inFull, then: "WHERE digest = ?1", terms.digest, decode: product)
  }

  /// Gives `body` every product, oldest first, one after the other.
  func forEach(_ body: (Product) throws -> Void) throws {
    var rows = try database.query(Self.inFull, then: "ORDER BY id")
    while let row = try rows.next() { try body(product(row)) }
  }

  private func product(_ row: Row) throws(StorageError) -> Product {
    guard let currency = Currency(code: row.text("currency")),
      let rate = TaxRate(row.text("tax_rate")),
      let amount = row.minorUnits("amount"), let taken = row.minorUnits("taken")
    else { throw database.damaged("product \(row.text("name")) is unreadable") }
    return Product(
      key: ProductKey(rawValue: row.int64("id")),
      publicID: PublicID(rawValue: row.int64("public_id")),
      terms: ProductTerms(
        stored: row.text("name"), amount: Amount(minorUnits: amount, currency: currency),
        taxRate: rate, orderReference: row.optionalText("order_reference"),
        returnAddress: row.optionalText("return_address")),
      createdAt: row.time("created_at"), retiredAt: row.optionalTime("retired_at"),
      linksNotBefore: row.time("links_not_before"),
      bought: row.int64("bought"), takenMinorUnits: taken)
  }

  /// Takes a product off sale, or puts it on sale again while `retiredAt` is `nil`.
  ///
  /// - Parameter linksNotBefore: links made before are refused.
  func setSale(
    _ key: ProductKey, retiredAt: UnixTime?, linksNotBefore: UnixTime
  ) throws(StorageError) {
    try database.update(
      "UPDATE product SET", key, "retired_at = ?2, links_not_before = ?3", retiredAt,
      linksNotBefore)
  }

  /// Adds to what was bought of a product, in the transaction that changes how a purchase of it stands.
  func addSales(of key: ProductKey, bought: Int64, taken: Int64) throws(StorageError) {
    try database.update(
      "UPDATE product SET", key, "bought = bought + ?2, taken = taken + ?3", bought, taken)
  }

  private static let salesOf: StaticString = """
    SELECT count(*) FILTER (WHERE payment.settled <> 0) AS bought,
           ifnull(sum(payment.credited), 0) AS taken
      FROM purchase JOIN payment ON payment.id = purchase.payment
     WHERE purchase.product = ?1
    """

  /// What the purchases of a product come to, counted one by one.
  func countedSales(of key: ProductKey) throws(StorageError) -> (bought: Int64, taken: Int64) {
    try database.first(Self.salesOf, key) { row in (row.int64("bought"), row.int64("taken")) } ?? (
      0, 0
    )
  }
}
