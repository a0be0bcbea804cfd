import Localization

/// The signed links by which customers pay: made, verified, revoked.
package struct PayLinks {
  let database: Database
  let clock: WallClock
  let random: RandomSource

  var documents: DocumentStore { DocumentStore(database: database) }
  var products: Products { Products(database: database, clock: clock, random: random) }

  /// A link that was made.
  package struct Link: Equatable, Sendable {
    /// The number of the one document; `nil` if it leads to several.
    package let document: String?
    package let url: String
    package let expiresAt: UnixTime
    /// How much of the claim it asks for; `nil` for all of it.
    package let part: AskedPart?
    /// The numbers of several documents that it leads to now, in the order in which money fills them.
    package var documents: [String] = []
  }

  /// What makes links, with the settings and keys read once for many of them.
  ///
  /// Making links writes nothing: the first key is made with the database.
  ///
  /// - Parameters:
  ///   - lifetime: how long the links are good for; the setting's unless it is given.
  ///   - time: when they are made; now unless it is given.
  ///   - isAlikeAllDay: whether a document's link is the same until midnight (UTC), so that printing it again
  ///     gives the same bytes; it is good for up to a day longer.
  /// - Throws: `Fault` without `pay-link.base-url`, or if the links would outlive the calendar, else
  ///   `PayLinkError` or `StorageError`.
  package func maker(
    lifetime: Seconds? = nil, at time: UnixTime? = nil, isAlikeAllDay: Bool = false
  ) throws -> Maker {
    let settings = Settings(database: database)
    let base = try settings.required(.payLinkBase)
    let lifetime = try lifetime ?? settings.value(.payLinkLifetime)
    try addFirstKey()
    let keys = try SigningKeys(in: database)
    guard let key = keys.newest else { throw PayLinkError.cryptography }
    let time = time ?? clock.now
    let now = isAlikeAllDay ? UnixTime(startOf: time.date) : time
    let expiresAt = now + lifetime + Seconds(isAlikeAllDay ? 86_400 : 0)
    guard expiresAt.date < CalendarDate.last else {
      throw Fault(
        .badValue,
        en: "a pay link cannot live that long; it would end after the year 9999; shorten --expires",
        fr:
          "un lien de paiement ne peut vivre si longtemps ; il finirait après l’an 9999 ; réduisez --expires"
      )
    }
    return Maker(
      base: base, start: Array("\(base)/p/".utf8), key: key,
      payability: try Payability(settings), now: now, expiresAt: expiresAt)
  }

  /// Makes links under one key, each in about a microsecond.
  package struct Maker {
    fileprivate let base: String
    /// Where every link begins.
    fileprivate let start: [UInt8]
    fileprivate let key: SigningKey
    fileprivate let payability: Payability
    fileprivate let now: UnixTime
    fileprivate let expiresAt: UnixTime

    /// The link by which `document` is paid, or a part of it.
    ///
    /// - Throws: `NotPayable`, or `PayLinkError.cryptography`.
    package func link(to document: Document, for part: PartOfClaim = .whole) throws -> Link {
      try payability.check(document, for: part)
      return try link(toPayable: document, for: part)
    }

    /// The link by which an open document is paid; `nil` if it cannot be paid online.
    ///
    /// - Throws: `NotPayable.disabled` if none can, or `PayLinkError.cryptography`.
    package func link(to document: OpenDocument) throws -> Link? {
      var address: [UInt8] = []
      guard try appendAddress(of: document, to: &address) else { return nil }
      return Link(
        document: document.number, url: String(decoding: address, as: UTF8.self),
        expiresAt: expiresAt, part: nil)
    }

    /// Appends the address by which an open document is paid to `bytes`, and says whether it can be paid
    /// online. Where links are many, no text is made of any.
    ///
    /// - Throws: `NotPayable.disabled` if none can, or `PayLinkError.cryptography`.
    package func appendAddress(of document: OpenDocument, to bytes: inout [UInt8]) throws -> Bool {
      guard try payability.allows(document) else { return false }
      bytes += start
      try token(document.publicID, document.linksNotBefore).append(to: &bytes, with: key)
      return true
    }

    /// The link to `document`, payable or not: the page tells how it stands.
    func link(
      toPayable document: Document, for part: PartOfClaim = .whole
    ) throws(PayLinkError) -> Link {
      Link(
        document: document.number, url: "\(base)/p/\(try token(for: document, part))",
        expiresAt: expiresAt,
        part: part == .whole ? nil : AskedPart(part, of: document.content.currency))
    }

    /// The address that the customer comes back to after paying `document` by a link for `part`.
    func returnAddress(
      for document: Document, _ part: PartOfClaim
    ) throws(PayLinkError) -> String {
      "\(base)/r/\(try token(for: document, part))"
    }

    /// The link by which several documents are paid together.
    ///
    /// - Throws: `NotPayable`, or `PayLinkError.cryptography`.
    package func link(to statement: AccountStatement) throws -> Link {
      try payability.check(statement)
      return try link(toPayable: statement)
    }

    /// The link to several documents, payable or not: the page tells how they stand.
    func link(toPayable statement: AccountStatement) throws(PayLinkError) -> Link {
      Link(
        document: nil, url: "\(base)/p/\(try token(for: statement))", expiresAt: expiresAt,
        part: nil,
        documents: statement.numbers)
    }

    /// The address that the customer comes back to after paying several documents.
    func returnAddress(for statement: AccountStatement) throws(PayLinkError) -> String {
      "\(base)/r/\(try token(for: statement))"
    }

    private func token(for statement: AccountStatement) throws(PayLinkError) -> String {
      let kind: PayLinkToken.Kind =
        statement.reference.kind == .customer ? .account : .statement
      return try token(statement.reference.publicID, statement.linksNotBefore, kind)
        .encoded(with: key)
    }

    /// The link by which `product` is bought.
    ///
    /// - Throws: `NotPayable`, or `PayLinkError.cryptography`.
    package func link(to product: Product, filling prefill: Prefill? = nil) throws -> ProductLink {
      try payability.check(product)
      return try link(toRetired: product, filling: prefill ?? .none)
    }

    /// The link to `product`, on sale or not: the page tells.
    func link(
      toRetired product: Product, filling prefill: Prefill
    ) throws(PayLinkError) -> ProductLink {
      let token = try token(product.publicID, product.linksNotBefore, .product).encoded(with: key)
      return ProductLink(
        product: product, url: "\(base)/p/\(token)\(try prefill.query(for: token, key))",
        expiresAt: expiresAt)
    }

    /// The address that the customer comes back to after paying the purchase that `id` stands for.
    func returnAddress(ofPurchase id: PublicID) throws(PayLinkError) -> String {
      "\(base)/r/\(try token(id, now, .purchase).encoded(with: key))"
    }

    private func token(
      for document: Document, _ part: PartOfClaim
    ) throws(PayLinkError) -> String {
      var token = token(document.publicID, document.linksNotBefore)
      token.part = part
      return try token.encoded(with: key)
    }

    private func token(
      _ id: PublicID, _ notBefore: UnixTime, _ kind: PayLinkToken.Kind = .document
    ) -> PayLinkToken {
      // Links made in the second of a revocation must outlive it.
      PayLinkToken(
        keyID: key.id, kind: kind, publicID: id, issuedAt: max(now, notBefore),
        expiresAt: expiresAt)
    }
  }

  /// The document that a link is good for, and until when; of the address that a customer comes back to after a
  /// purchase, the one that the purchase made.
  ///
  /// - Parameter link: a whole address, or the token alone.
  /// - Throws: `PayLinkError` with the reason if it is good for none, else `StorageError`.
  package func verify(_ link: String) throws -> (document: Document, expiresAt: UnixTime) {
    let opened = try open(link)
    switch opened.target {
    case .document(let document, _): return (document, opened.expiresAt)
    case .product, .statement: throw PayLinkError.unknownDocument
    case .purchase(let payment):
      guard let document = try documents.document(of: payment) else {
        throw PayLinkError.unknownDocument
      }
      return (document, opened.expiresAt)
    }
  }

  /// A revocation of all links to a document or a product that were made before a moment.
  package struct Revocation: Equatable, Sendable {
    /// The number of the document; `nil` if it is a product.
    package let document: String?
    /// Links made before it are refused.
    package let before: UnixTime
    /// The product; `nil` if it is a document.
    package let product: Product?

    /// What a person calls what the links lead to.
    package var name: String { document ?? product?.terms.name ?? "" }
  }

  /// Refuses every link to `document` that was made up to now.
  ///
  /// - Throws: `StorageError`.
  @discardableResult
  package func revoke(_ document: Document) throws -> Revocation {
    try database.transaction {
      // As it stands now: the document at hand may be older than another revocation.
      let current = try documents.document(document.key) ?? document
      let notBefore = max(clock.now, current.linksNotBefore) + Seconds(1)
      try documents.setLinksNotBefore(document.key, notBefore)
      try Journal(database: database).append(
        .linksRevoked, about: .document(number: document.number),
        ["not_before": .integer(notBefore.seconds)], at: clock.now)
      return Revocation(document: document.number, before: notBefore, product: nil)
    }
  }

  /// Takes a product off sale, with every link to it that was made up to now.
  ///
  /// It throws `Fault` or `StorageError`.
  @discardableResult
  package func revoke(_ product: Product) throws -> Revocation {
    let retired = try products.retire(product)
    return Revocation(document: nil, before: retired.linksNotBefore, product: retired)
  }

  /// Makes a new key that signs from now on, and gives its id; links under older ones stay good unless
  /// those are retired.
  ///
  /// It throws `Fault` after 255 keys, or `StorageError`.
  package func rotateKey(retiringOlder: Bool) throws -> UInt8 {
    try database.transaction {
      let last = try SigningKeys(in: database).newest?.id ?? 0
      let id = try addKey(after: last)
      if retiringOlder { try retireKeys(before: id) }
      return id
    }
  }
}
