import Localization

/// A customer's statement of account: documents that are paid together.
package struct AccountStatement: Equatable, Sendable {
  package let reference: StatementReference
  /// In the order in which money fills them: by due date, then number; those without a due date last.
  package let documents: [Document]
  /// Links made before this moment are revoked.
  let linksNotBefore: UnixTime

  fileprivate init(
    _ reference: StatementReference, _ documents: [Document], linksNotBefore: UnixTime
  ) {
    self.reference = reference
    self.linksNotBefore = linksNotBefore
    func order(_ document: Document) -> (Int, String, String) {
      let due = document.content.dueOn?.description
      return (due == nil ? 1 : 0, due ?? "", document.number)
    }
    self.documents = documents.sorted { order($0) < order($1) }
  }

  package var numbers: [String] { documents.map(\.number) }
  package var currency: Currency { documents.first?.content.currency ?? .euro }
  /// What the customer may be asked for of all together.
  package var claim: Amount {
    Amount(minorUnits: documents.reduce(0) { $0 + $1.claim.minorUnits }, currency: currency)
  }
  /// ISO 639-1, of the first document.
  var language: String { documents.first?.content.language ?? Language.english.rawValue }
}

extension PayLinks {
  /// The statement of documents that somebody names, made if there is none of these yet, in the caller's transaction.
  ///
  /// It throws `Fault` if they are not several, of one customer and in one currency, else `StorageError`.
  package func statement(of documents: [Document]) throws -> AccountStatement {
    try check(documents)
    let keys = Set(documents.map(\.key))
    for id in try database.all(Self.statementsWith, documents[0].key, decode: { $0.int64() })
    where try Set(members(of: id)) == keys {
      let publicID = try database.first(Self.publicIDOf, id) { row in
        PublicID(rawValue: row.int64())
      }
      if let publicID { return Self.named(publicID, documents) }
    }
    let publicID = PublicID(rawValue: random.int64())
    try database.run(Self.insertStatement, publicID, clock.now)
    let id = database.lastKey
    for key in keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      try database.run(Self.insertMember, id, key)
    }
    return Self.named(publicID, documents)
  }

  /// The statement of all that is open of a document's customer.
  ///
  /// It throws `Fault` if the document does not tell whose it is, else `StorageError`.
  package func statement(ofCustomerOf document: Document) throws -> AccountStatement {
    let customer = try database.first(Self.customerOf, document.key) { row in row.optionalText() }
    guard customer.flatMap(\.self) != nil else {
      let number = document.number.shown
      throw Fault(
        .refused,
        en: """
          \(number) does not tell whose it is; it has neither a tax number nor an e-mail address; name the documents with \
          --together
          """,
        fr: """
          \(number) ne dit pas à qui il est ; il n’a ni numéro de TVA ni adresse électronique ; nommez les documents avec \
          --together
          """)
    }
    return try account(of: document)
  }

  /// The statement that a payment was started from, as it stands now; `nil` if it is no more.
  package func statement(_ reference: StatementReference) throws -> AccountStatement? {
    switch reference.kind {
    case .customer: return try documents.document(reference.publicID).map(account)
    case .named:
      guard
        let id = try database.first(Self.statementOf, reference.publicID, decode: { $0.int64() })
      else { return nil }
      return Self.named(reference.publicID, try members(of: id).compactMap(documents.document))
    }
  }

  private static func named(_ id: PublicID, _ documents: [Document]) -> AccountStatement {
    // Whoever revokes the links to one of them revokes those to all.
    let notBefore = documents.map(\.linksNotBefore).max()
    return AccountStatement(
      StatementReference(kind: .named, publicID: id), documents,
      linksNotBefore: notBefore ?? UnixTime(seconds: 0))
  }

  /// What is open of the document's customer in its currency, and what was paid by the same link.
  private func account(of document: Document) throws -> AccountStatement {
    let reference = StatementReference(kind: .customer, publicID: document.publicID)
    let keys = try database.all(Self.openOfCustomer, document.key) { row in
      DocumentKey(rawValue: row.int64())
    }
    var found = try keys.compactMap(documents.document)
    let store = PaymentStore(database: database)
    for payment in try store.payments(of: reference) where payment.status.received != 0 {
      for asked in try store.asked(by: payment.key)
      where !found.contains(where: { $0.key == asked.document }) {
        if let document = try documents.document(asked.document) { found.append(document) }
      }
    }
    let kinds = try Settings(database: database).value(.payableKinds)
    let shown = found.filter {
      $0.content.currency == document.content.currency && $0.content.kind.isClaim
        && kinds.contains($0.content.kind)
    }
    return AccountStatement(reference, shown, linksNotBefore: document.linksNotBefore)
  }

  private func members(of id: Int64) throws(StorageError) -> [DocumentKey] {
    try database.all(Self.membersOf, id) { row in DocumentKey(rawValue: row.int64()) }
  }

  private func check(_ documents: [Document]) throws(Fault) {
    guard documents.count > 1, Set(documents.map(\.key)).count == documents.count else {
      throw Fault(
        .wrongUsage,
        en:
          "one link for several documents needs several; nothing was made; name each of them once",
        fr:
          "un lien pour plusieurs documents en demande plusieurs ; rien n’a été fait ; nommez chacun une fois"
      )
    }
    if let offer = documents.first(where: { !$0.content.kind.isClaim }) {
      let (number, kind) = (offer.number.shown, offer.content.kind.name)
      throw Fault(
        .refused,
        en:
          "\(number) is not paid together with others: \(kind.en); only invoices are; leave it out",
        fr:
          "\(number) ne se règle pas avec d’autres : \(kind.fr) ; seules des factures le peuvent ; retirez-le"
      )
    }
    let first = documents[0]
    for other in documents.dropFirst() {
      let numbers = (first.number.shown, other.number.shown)
      guard other.content.currency == first.content.currency else {
        throw Fault(
          .refused,
          en: """
            \(numbers.0) and \(numbers.1) are not in one currency; one payment cannot be for both; make a link for each
            """,
          fr: """
            \(numbers.0) et \(numbers.1) ne sont pas dans une même devise ; un paiement ne peut régler les deux ; faites un \
            lien pour chacun
            """)
      }
      let isSame = [first.content.buyer, first.addressee].shareCustomer(
        with: [other.content.buyer, other.addressee])
      guard isSame else {
        throw Fault(
          .refused,
          en: """
            \(numbers.0) and \(numbers.1) are of different customers; no one else may read theirs; make a link for each
            """,
          fr: """
            \(numbers.0) et \(numbers.1) sont de clients différents ; personne d’autre ne doit lire les leurs ; faites un \
            lien pour chacun
            """)
      }
    }
  }

  private static let insertStatement: StaticString = """
    INSERT INTO statement (public_id, created_at)
    VALUES (?1, ?2)
    """

  private static let insertMember: StaticString = """
    INSERT INTO statement_document (statement, document)
    VALUES (?1, ?2)
    """

  private static let statementsWith: StaticString = """
    SELECT statement
      FROM statement_document
     WHERE document = ?1
     ORDER BY statement
    """

  private static let membersOf: StaticString = """
    SELECT document
      FROM statement_document
     WHERE statement = ?1
     ORDER BY document
    """

  private static let publicIDOf: StaticString = "SELECT public_id FROM statement WHERE id = ?1"

  private static let statementOf: StaticString = "SELECT id FROM statement WHERE public_id = ?1"

  private static let customerOf: StaticString = "SELECT customer FROM document WHERE id = ?1"

  static let openOfCustomer: StaticString = """
    SELECT id
      FROM document INDEXED BY document_open_of_customer
     WHERE customer = (SELECT customer FROM document WHERE id = ?1) AND customer IS NOT NULL
       AND state IN ('issued', 'sent', 'partially-paid')
     ORDER BY id
    """
}
