import Localization

/// The documents in the database.
package struct DocumentStore {
  let database: Database

  private static let lastKey: StaticString = """
    SELECT id
      FROM document
     WHERE id BETWEEN ?1 AND ?2
     ORDER BY id DESC
     LIMIT 1
    """

  private static let insert: StaticString = """
    INSERT INTO document (
      id, public_id, number, kind, stage, state, issued_on, sold_on, due_on, currency, language,
      net, tax, total, order_reference, buyer_name, buyer_email, buyer_street, buyer_post_code,
      buyer_city, buyer_country, buyer_tax_id, digest, hides_button, follows, followed_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
            ?20, ?21, ?22, ?23, ?24, ?25, ?26)
    """

  private static let insertBuyer: StaticString = """
    INSERT INTO document_buyer (rowid, name) VALUES (?1, ?2)
    """

  private static let insertLine: StaticString = """
    INSERT INTO document_line (
      document, position, name, quantity, unit, unit_price, tax_rate, discount_percent, net, tax,
      total, exemption, supplied_on, deposit)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
    """

  /// Stores a new document that nothing is paid of yet, and gives its key.
  ///
  /// - Parameters:
  ///   - digest: `content.digest(number:lines:)`, which the caller has at hand for the journal.
  ///   - predecessor: the document that it follows, and since when.
  func insert(
    _ content: DocumentContent, lines: [DocumentLine], number: String, stage: DocumentStage,
    publicID: PublicID, digest: [UInt8], hidesButton: Bool = false,
    following predecessor: Predecessor? = nil
  ) throws(StorageError) -> DocumentKey {
    let first = DocumentKey(firstOf: content.issuedOn)
    let end = DocumentKey(afterLastOf: content.issuedOn)
    let used = try database.first(Self.lastKey, first, end.rawValue - 1) { row in row.int64() }
    let key = DocumentKey(rawValue: (used ?? first.rawValue) + 1)
    let totals = content.totals
    let state = DocumentState(stage: stage, paid: 0, total: totals.total)
    let buyer = content.buyer
    try database.run(
      Self.insert, key, publicID, number, content.kind, stage, state,
      content.issuedOn.description, content.soldOn, content.dueOn?.description,
      content.currency.code, content.language, totals.net, totals.tax, totals.total,
      content.orderReference, buyer.name, buyer.email, buyer.street, buyer.postCode, buyer.city,
      buyer.country, buyer.taxID, digest, hidesButton, predecessor?.document, predecessor?.at)
    try database.run(Self.insertBuyer, key, buyer.name.foldedForSearch)
    for (position, line) in lines.enumerated() {
      try database.run(
        Self.insertLine, key, position + 1, line.name, line.quantity?.description, line.unit,
        line.unitPrice?.description, line.taxRate?.description, line.discountPercent?.description,
        line.amounts?.net, line.amounts?.tax, line.amounts.map { $0.net + $0.tax },
        line.exemption?.description, line.suppliedOn?.description, line.deposit)
    }
    return key
  }

  /// Whole rows, as `Document` is made of them.
  private static let inFull: StaticString = """
    SELECT id, public_id, number, kind, stage, state, issued_on, sold_on, due_on, currency,
           language, net, tax, total, paid, paid_at, order_reference, buyer_name, buyer_email,
           buyer_street, buyer_post_code, buyer_city, buyer_country, buyer_tax_id, links_not_before,
           hides_button, unreal, written_off, under_way, returned, disputed, claimed, thanked,
           mail_address, credited,
           (SELECT followed.number FROM document AS followed WHERE followed.id = document.follows)
             AS follows,
           EXISTS (SELECT 1 FROM document AS follower WHERE follower.follows = document.id)
             AS is_followed,
           EXISTS (SELECT 1 FROM allocation WHERE allocation.document = document.id)
             OR EXISTS (SELECT 1 FROM payment_document WHERE payment_document.document = document.id)
             AS is_allocated
      FROM document
    """

  /// The document with this key.
  ///
  /// - Throws: `StorageError.damaged` if its row holds what no version of the program wrote.
  func document(_ key: DocumentKey) throws(StorageError) -> Document? {
    try database.first(Self.inFull, then: "WHERE id = ?1", key, decode: decoded)
  }

  /// The document with this number. It throws as `document(_:)` does.
  package func document(number: String) throws(StorageError) -> Document? {
    try database.first(Self.inFull, then: "WHERE number = ?1", number, decode: decoded)
  }

  private func decoded(_ row: Row) throws(StorageError) -> Document {
    guard let document = Document(row) else {
      throw database.damaged("document \(row.text("number")) is unreadable")
    }
    return document
  }

  private static let fingerprintOfNumber: StaticString = """
    SELECT digest, paid - unreal AS paid
      FROM document
     WHERE number = ?1
    """

  /// What tells whether a document is known already: the digest of its content, and how many minor units
  /// of it are paid with money; `nil` if none has this number.
  func fingerprint(number: String) throws(StorageError) -> (digest: [UInt8], paid: Int64)? {
    try database.first(Self.fingerprintOfNumber, number) { row in
      (row.bytes("digest"), row.int64("paid"))
    }
  }

  /// The document that links name by `publicID`.
  func document(_ publicID: PublicID) throws(StorageError) -> Document? {
    try database.first(Self.inFull, then: "WHERE public_id = ?1", publicID, decode: decoded)
  }

  /// The document that a user names, by its number or its id.
  ///
  /// - Throws: `Fault` if there is none, else `StorageError`.
  package func named(_ reference: String) throws -> Document {
    if let document = try document(number: reference) { return document }
    if let id = PublicID(reference.lowercased()), let document = try document(id) {
      return document
    }
    throw Fault.noDocument(reference)
  }

  private static let linesOf: StaticString = """
    SELECT name, quantity, unit, unit_price, tax_rate, discount_percent, net, tax, exemption, supplied_on, deposit
      FROM document_line
     WHERE document = ?1
     ORDER BY position
    """

  /// The lines of `document`, in their order.
  package func lines(of document: Document) throws(StorageError) -> [DocumentLine] {
    try database.all(Self.linesOf, document.key) { row throws(StorageError) in
      var amounts: LineAmounts?
      if row.optionalInt64("net") != nil, row.optionalInt64("tax") != nil {
        guard let net = row.minorUnits("net"), let tax = row.minorUnits("tax") else {
          throw database.damaged("a line of \(document.number) is unreadable")
        }
        amounts = LineAmounts(net: net, tax: tax)
      }
      return DocumentLine(
        name: row.text("name"), quantity: row.optionalText("quantity").flatMap { ExactDecimal($0) },
        unit: row.optionalText("unit"),
        unitPrice: row.optionalText("unit_price").flatMap { ExactDecimal($0) },
        taxRate: row.optionalText("tax_rate").flatMap { TaxRate($0) },
        discountPercent: row.optionalText("discount_percent").flatMap { ExactDecimal($0) },
        amounts: amounts, exemption: row.optionalText("exemption").flatMap { TaxExemption($0) },
        suppliedOn: row.optionalText("supplied_on").flatMap { CalendarDate($0) },
        deposit: row.optionalText("deposit"))
    }
  }

  /// Records how far the document is settled, as its payments say.
  ///
  /// - Parameter time: of the payment that completed it.
  func set(
    _ key: DocumentKey, _ amounts: Document.Amounts, at time: UnixTime?, state: DocumentState
  ) throws(StorageError) {
    try database.update(
      "UPDATE document SET", key,
      """
      paid = ?2, unreal = ?3, paid_at = ?4, state = ?5, written_off = ?6, under_way = ?7,
      returned = ?8, disputed = ?9, credited = ?10, thanked = max(thanked, ?5 = 'paid')
      """, amounts.received, amounts.unreal, time, state, amounts.writtenOff, amounts.underWay,
      amounts.returned, amounts.disputed, amounts.credited)
  }

  private static let credits: StaticString = """
    SELECT followed_at AS at, CASE kind WHEN 'credit-note' THEN -total ELSE max(0, total - credited) END AS amount
      FROM document INDEXED BY document_by_followed
     WHERE follows = ?1 AND stage <> 'canceled'
     ORDER BY id
    """

  /// What documents that follow the document take off its total.
  func credits(of document: DocumentKey) throws(StorageError) -> [Credit] {
    try database.all(Self.credits, document) { row in
      Credit(amount: row.int64("amount"), at: row.time("at"))
    }
  }

  /// The documents that follow the document and stand, oldest first: the credit notes that correct it, or the invoices
  /// that were made of it.
  func followers(of document: Document) throws(StorageError) -> [Document] {
    guard document.isFollowed else { return [] }
    return try database.all(
      Self.inFull, then: "WHERE document.follows = ?1 AND stage <> 'canceled' ORDER BY id",
      document.key, decode: decoded)
  }

  private static let deducting: StaticString = """
    SELECT document.number
      FROM document_line INDEXED BY document_line_by_deposit
           JOIN document ON document.id = document_line.document
     WHERE document_line.deposit = ?1 AND document.stage <> 'canceled'
       AND NOT (document.credited > 0 AND document.credited >= document.total)
     LIMIT 1
    """

  /// The number of the final invoice that deducts a deposit invoice and stands; `nil` if none does.
  func finalInvoice(deducting deposit: Document) throws(StorageError) -> String? {
    try database.first(Self.deducting, deposit.number) { row in row.text() }
  }

  private static let unrealCount: StaticString = """
    SELECT count(*)
      FROM document INDEXED BY document_unreal
     WHERE unreal <> 0
    """

  private static let firstUnreal: StaticString = """
    SELECT number
      FROM document INDEXED BY document_unreal
     WHERE unreal <> 0
     ORDER BY id
     LIMIT ?1
    """

  /// How many documents are paid without money, if only in part, and the numbers of the first `limit`.
  func unreal(first limit: Int) throws(StorageError) -> (count: Int64, numbers: [String]) {
    let count = try database.first(Self.unrealCount) { row in row.int64() } ?? 0
    return (count, try database.all(Self.firstUnreal, limit) { row in row.text() })
  }

  /// Records what the seller did with the document.
  func setStage(
    _ key: DocumentKey, _ stage: DocumentStage, state: DocumentState
  ) throws(StorageError) {
    try database.update("UPDATE document SET", key, "stage = ?2, state = ?3", stage, state)
  }

  /// Records how much of what went back is asked for again, in minor units.
  func set(_ key: DocumentKey, claimed: Int64) throws(StorageError) {
    try database.update("UPDATE document SET", key, "claimed = ?2", claimed)
  }

  /// Revokes the links to the document that were made before `time`.
  func setLinksNotBefore(_ key: DocumentKey, _ time: UnixTime) throws(StorageError) {
    try database.update("UPDATE document SET", key, "links_not_before = ?2", time)
  }

  /// Keeps where mail about the document goes, apart from what was issued; `nil` for the address in that.
  func setAddressApart(_ key: DocumentKey, _ address: String?) throws(StorageError) {
    try database.update("UPDATE document SET", key, "mail_address = ?2", address)
  }
}

extension Document {
  /// The document in a row of `DocumentStore`; `nil` if a field is not what it should be.
  fileprivate init?(_ row: Row) {
    guard let kind = DocumentKind(rawValue: row.text("kind")),
      let stage = DocumentStage(rawValue: row.text("stage")),
      let state = DocumentState(rawValue: row.text("state")),
      let issuedOn = CalendarDate(row.text("issued_on")),
      let currency = Currency(code: row.text("currency")), let net = row.minorUnits("net"),
      let tax = row.minorUnits("tax"), let total = row.minorUnits("total"),
      let amounts = Amounts(row), let claimed = row.minorUnits("claimed")
    else { return nil }
    let followed = row.optionalText("follows")
    let content = DocumentContent(
      kind: kind, issuedOn: issuedOn, soldOn: row.optionalText("sold_on"),
      dueOn: row.optionalText("due_on").flatMap { CalendarDate($0) }, currency: currency,
      language: row.text("language"),
      totals: Totals(net: net, tax: tax, total: total),
      orderReference: row.optionalText("order_reference"),
      buyer: Buyer(
        name: row.text("buyer_name"), email: row.optionalText("buyer_email"),
        street: row.optionalText("buyer_street"),
        postCode: row.optionalText("buyer_post_code"), city: row.optionalText("buyer_city"),
        country: row.optionalText("buyer_country"),
        taxID: row.optionalText("buyer_tax_id")),
      corrects: kind == .creditNote ? followed : nil,
      convertedFrom: kind == .creditNote ? nil : followed)
    self.init(
      key: DocumentKey(rawValue: row.int64("id")),
      publicID: PublicID(rawValue: row.int64("public_id")),
      number: row.text("number"), content: content, stage: stage, state: state,
      amounts: amounts, paidAt: row.optionalTime("paid_at"),
      linksNotBefore: row.time("links_not_before"), claimed: claimed,
      isThanked: row.bool("thanked"), isAllocated: row.bool("is_allocated"),
      isFollowed: row.bool("is_followed"),
      hidesButton: row.int64("hides_button") != 0, addressApart: row.optionalText("mail_address"))
  }
}

extension Document.Amounts {
  /// What the row says; `nil` if an amount is not what it should be.
  fileprivate init?(_ row: Row) {
    guard let received = row.minorUnits("paid"), let unreal = row.minorUnits("unreal"),
      let writtenOff = row.minorUnits("written_off"), let underWay = row.minorUnits("under_way"),
      let returned = row.minorUnits("returned"), let disputed = row.minorUnits("disputed"),
      let credited = row.minorUnits("credited")
    else { return nil }
    self.init(
      received: received, unreal: unreal, writtenOff: writtenOff, credited: credited,
      underWay: underWay,
      returned: returned, disputed: disputed)
  }
}

extension Fault {
  /// A reference that is no document's.
  static func noDocument(_ reference: String) -> Fault {
    Fault(
      .notFound,
      en:
        "no document '\(reference.shown)'; it is neither a number nor an id; see 'vosfact invoice list'",
      fr:
        "aucun document « \(reference.shown) » ; ce n’est ni un numéro ni un identifiant ; voyez « vosfact invoice list »"
    )
  }
}
