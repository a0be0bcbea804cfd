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
      provider_reference, next, page_ends_at, started_at, part, statement, statement_kind)
    VALUES (?1, ?2, ?3, ?4, ?5, 'pending', 0, ?6, ?7, 0, 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
    """

  /// What is known of a payment when it begins.
  struct New {
    let reference: String
    let document: DocumentKey?
    let provider: String
    let mode: ProviderMode?
    let amount: Amount
    var providerReference: String? = nil
    var next: NextStep? = nil
    var pageEndsAt: UnixTime? = nil
    var asked = PartOfClaim.whole
    /// Of a payment for several documents: what it asks of each, in the order in which its money fills them.
    var asking: [AskedDocument] = []
    var statement: StatementReference? = nil
    let startedAt: UnixTime
  }

  /// Stores a payment that has no events yet, and gives it.
  ///
  /// - Parameter purchase: what it buys, if no document came first.
  func insert(_ new: New, buying purchase: Purchase? = nil) throws(StorageError) -> Payment {
    let first = PaymentKey(firstAt: new.startedAt)
    let used = try database.first(Self.lastKey, first, first.lastOfSecond) { row in
      row.int64()
    }
    let key = PaymentKey(rawValue: (used ?? first.rawValue) + 1)
    try database.run(
      Self.insert, key, new.reference, new.document, new.provider, new.mode, new.amount.minorUnits,
      new.amount.currency.code, new.providerReference, new.next?.json.text,
      new.pageEndsAt, new.startedAt, new.asked.code,
      new.statement?.publicID, new.statement?.kind.rawValue)
    if let purchase { try insert(purchase, of: key) }
    return Payment(
      key: key, reference: new.reference, documentKey: new.document, provider: new.provider,
      mode: new.mode, amount: new.amount, providerReference: new.providerReference, next: new.next,
      pageEndsAt: new.pageEndsAt, startedAt: new.startedAt, payerCountry: nil, purchase: purchase,
      asked: new.asked, statement: new.statement, isConflicting: false,
      status: Payment.Status(
        state: .pending, isSettled: false, refunded: 0, credited: 0, received: 0, fee: nil,
        method: nil, paidAt: nil, attention: nil))
  }

  /// Whole rows, with what they buy, as `Payment` is made of them.
  private static let inFull: StaticString = """
    SELECT payment.id, reference, document, provider, mode, state, settled, payment.amount,
           payment.currency, refunded, credited, received, fee, provider_reference, method, next, started_at,
           paid_at, attention, conflicting, not_understood,
           product.id AS product, product.public_id AS product_public_id,
           product.name AS product_name, purchase.public_id, buyer_name,
           buyer_email, buyer_country, purchase.order_reference,
           product.order_reference IS NOT NULL AS is_for_one_order, document_kind, language, payer_country,
           page_ends_at, part, statement, statement_kind,
           EXISTS (SELECT 1 FROM resolution WHERE resolution.payment = payment.id)
             AS is_decided,
           EXISTS (SELECT 1
                     FROM refund INDEXED BY refund_open
                    WHERE (refund.state = 'requested' OR refund.state = 'accepted')
                      AND refund.payment = payment.id) AS is_refunding,
           EXISTS (SELECT 1 FROM allocation WHERE allocation.payment = payment.id)
             AS is_allocated
      FROM payment
           LEFT JOIN purchase ON purchase.payment = payment.id
           LEFT JOIN product ON product.id = purchase.product
    """

  /// Each arm alone, where one list of all would be a table that SQLite makes and throws away.
  private static let knownAs: StaticString = """
    SELECT id AS payment, NULL AS place
      FROM payment
     WHERE reference = ?2
       AND (document IS NOT NULL OR statement IS NOT NULL
            OR EXISTS (SELECT 1 FROM purchase WHERE purchase.payment = payment.id))
     UNION ALL
    SELECT payment, 0 FROM provider_identifier WHERE provider = ?1 AND identifier = ?3
     UNION ALL
    SELECT payment, 1 FROM provider_identifier WHERE provider = ?1 AND identifier = ?4
     UNION ALL
    SELECT payment, 2 FROM provider_identifier WHERE provider = ?1 AND identifier = ?5
     UNION ALL
    SELECT payment, 3 FROM provider_identifier WHERE provider = ?1 AND identifier = ?6
    """

  /// The payment with this key.
  ///
  /// - Throws: `StorageError.damaged` if its row holds what no version of the program wrote.
  func payment(_ key: PaymentKey) throws(StorageError) -> Payment? {
    try database.first(Self.inFull, then: "WHERE payment.id = ?1", key, decode: payment)
  }

  private func payment(_ row: Row) throws(StorageError) -> Payment {
    guard let payment = Payment(row) else {
      throw database.damaged("payment \(row.text("reference")) is unreadable")
    }
    return payment
  }

  /// The payment with this reference of ours.
  package func payment(reference: String) throws(StorageError) -> Payment? {
    try database.first(Self.inFull, then: "WHERE reference = ?1", reference, decode: payment)
  }

  /// The payments for a document, oldest first.
  ///
  /// - Parameter known: one of them that need not be read.
  package func payments(
    for document: DocumentKey, besides known: PaymentKey? = nil
  ) throws(StorageError) -> [Payment] {
    try database.all(
      Self.inFull,
      then: "WHERE payment.document = ?1 AND payment.id IS NOT ?2 ORDER BY payment.id", document,
      known, decode: payment)
  }

  /// The payments that the provider knows by one of `names`, and the one of ours that has `reference` there, oldest
  /// first.
  func payments(
    knownAs names: [String], reference: String?, to provider: String
  ) throws(StorageError) -> [Payment] {
    try find(names, reference: reference, to: provider).payments
  }

  /// The same, and those of `names` by which the provider knows none.
  func find(
    _ names: [String], reference: String?, to provider: String
  ) throws(StorageError) -> (payments: [Payment], unknown: [String]) {
    var payments: [Payment] = []
    var unknown: [String] = []
    var rest = names[...]
    repeat {
      let part = rest.prefix(4)
      rest = rest.dropFirst(4)
      func name(_ place: Int) -> String? {
        place < part.count ? part[part.startIndex + place] : nil
      }
      var found: [(key: PaymentKey, place: Int64?)] = []
      var rows = try database.query(
        Self.knownAs, provider, reference, name(0), name(1), name(2), name(3))
      while let row = try rows.next() {
        found.append((PaymentKey(rawValue: row.int64("payment")), row.optionalInt64("place")))
      }
      for (place, name) in part.enumerated()
      where !found.contains(where: { $0.place == Int64(place) }) {
        unknown.append(name)
      }
      for (key, _) in found where !payments.contains(where: { $0.key == key }) {
        if let payment = try payment(key) { payments.append(payment) }
      }
    } while !rest.isEmpty
    payments.removeAll { $0.provider != provider }
    if payments.count > 1 { payments.sort { $0.key < $1.key } }
    return (payments, unknown)
  }

  /// Stores what follows from the payment's events.
  func setStatus(_ key: PaymentKey, _ status: Payment.Status) throws(StorageError) {
    try database.update(
      "UPDATE payment SET", key,
      """
      state = ?2, settled = ?3, refunded = ?4, credited = ?5, method = ?6, paid_at = ?7,
      attention = ?8, received = ?9, fee = ?10
      """, status.state, status.isSettled, status.refunded, status.credited, status.method,
      status.paidAt, status.attention, status.received, status.fee)
  }

  /// Stores the country that the customer entered.
  func setPayer(_ key: PaymentKey, country: String?) throws(StorageError) {
    try database.update("UPDATE payment SET", key, "payer_country = ?2", country)
  }

  /// Notes whether the provider sent two different messages under one event id, and nobody has looked at it since.
  func setConflicting(_ key: PaymentKey, _ isConflicting: Bool) throws(StorageError) {
    try database.update("UPDATE payment SET", key, "conflicting = ?2", isConflicting)
  }

  /// Notes whether the provider told something of it that nobody here can read, and nobody has looked at it since.
  func setNotUnderstood(_ key: PaymentKey, _ isNotUnderstood: Bool) throws(StorageError) {
    try database.update("UPDATE payment SET", key, "not_understood = ?2", isNotUnderstood)
  }
}

extension Payment {
  /// The payment in a row of `PaymentStore`; `nil` if a field is not what it should be.
  fileprivate init?(_ row: Row) {
    guard let state = PaymentState(rawValue: row.text("state")),
      let currency = Currency(code: row.text("currency")), let amount = row.minorUnits("amount"),
      let refunded = row.minorUnits("refunded"), let credited = row.minorUnits("credited"),
      let received = row.minorUnits("received"), let fee = row.minorUnits("fee"),
      let asked = PartOfClaim(code: row.optionalInt64("part"))
    else { return nil }
    let statement = row.optionalInt64("statement").flatMap { id in
      row.optionalInt64("statement_kind").flatMap(StatementReference.Kind.init(rawValue:)).map {
        StatementReference(kind: $0, publicID: PublicID(rawValue: id))
      }
    }
    let next = row.optionalText("next").flatMap { try? JSONValue(parsing: Array($0.utf8)) }
    self.init(
      key: PaymentKey(rawValue: row.int64("id")), reference: row.text("reference"),
      documentKey: row.optionalInt64("document").map(DocumentKey.init(rawValue:)),
      provider: row.text("provider"),
      mode: row.optionalText("mode").flatMap(ProviderMode.init(rawValue:)),
      amount: Amount(minorUnits: amount, currency: currency),
      providerReference: row.optionalText("provider_reference"), next: next.flatMap(NextStep.init),
      pageEndsAt: row.optionalTime("page_ends_at"), startedAt: row.time("started_at"),
      payerCountry: row.optionalText("payer_country"),
      purchase: Purchase(row), asked: asked, statement: statement,
      isConflicting: row.bool("conflicting"),
      isNotUnderstood: row.bool("not_understood"),
      isDecided: row.bool("is_decided"), isRefunding: row.bool("is_refunding"),
      isAllocated: row.bool("is_allocated"),
      status: Status(
        state: state, isSettled: row.bool("settled"), refunded: refunded, credited: credited,
        received: received, fee: row.optionalInt64("fee") == nil ? nil : fee,
        method: row.optionalText("method"), paidAt: row.optionalTime("paid_at"),
        attention: row.optionalText("attention").flatMap(Attention.init(rawValue:))))
  }
}

extension Purchase {
  /// What the payment in a row of `PaymentStore` buys; `nil` if a document came first.
  fileprivate init?(_ row: Row) {
    guard let product = row.optionalInt64("product") else { return nil }
    self.init(
      productKey: ProductKey(rawValue: product),
      productID: PublicID(rawValue: row.int64("product_public_id")),
      productName: row.text("product_name"), publicID: PublicID(rawValue: row.int64("public_id")),
      customer: Customer(
        name: row.text("buyer_name"), email: row.text("buyer_email"),
        country: row.optionalText("buyer_country")),
      orderReference: row.optionalText("order_reference"),
      isForOneOrder: row.bool("is_for_one_order"),
      documentKind: row.optionalText("document_kind").flatMap(DocumentKind.init(rawValue:)),
      language: row.text("language"))
  }
}
