import Localization

/// A link that is good, and what it leads to.
package struct OpenedLink: Equatable, Sendable {
  package enum Target: Equatable, Sendable {
    /// A document, and how much of its claim the link asks for.
    case document(Document, PartOfClaim)
    /// A product, and what its link fills in for this customer.
    case product(Product, Prefill)
    /// The payment of one purchase, to which its customer came back.
    case purchase(Payment)
    /// Documents that are paid together.
    case statement(AccountStatement)
  }

  package let target: Target
  package let expiresAt: UnixTime

  /// How much of its document's claim it asks for; `nil` for all of it, or if it leads to none.
  package var part: AskedPart? {
    guard case .document(let document, let part) = target, part != .whole else { return nil }
    return AskedPart(part, of: document.content.currency)
  }
}

extension PayLinks {
  /// What a user means by a name that links lead to.
  package enum Subject: Equatable, Sendable {
    case document(Document)
    case product(Product)
  }

  /// The document or product that a user names: a number, or the id of either.
  ///
  /// It throws `Fault` if there is none, or `StorageError`.
  package func subject(named reference: String) throws -> Subject {
    do {
      return .document(try documents.named(reference))
    } catch let error as Fault {
      guard PublicID(reference.lowercased()) != nil else { throw error }
      return .product(try products.named(reference))
    }
  }

  /// What a link is good for, and until when.
  ///
  /// It throws `PayLinkError` with the reason if it is good for nothing, else `StorageError`.
  ///
  /// - Parameter link: a whole address, or the token alone; with its query, which may fill in something.
  package func open(_ link: String) throws -> OpenedLink {
    let parts = Self.parts(of: link)
    let keys = try SigningKeys(in: database)
    let token = try PayLinkToken(parts.token, keys: keys)
    guard clock.now < token.expiresAt else { throw PayLinkError.expired(at: token.expiresAt) }
    let target: OpenedLink.Target
    switch token.kind {
    case .document:
      guard let document = try documents.document(token.publicID) else {
        throw PayLinkError.unknownDocument
      }
      guard token.issuedAt >= document.linksNotBefore else { throw PayLinkError.revoked }
      target = .document(document, token.part)
    case .product:
      guard let key = keys[token.keyID] else { throw PayLinkError.forged }
      let prefill = try Prefill(parts.query, token: token.encoded(with: key), key: key)
      guard let product = try products.store.product(token.publicID) else {
        throw PayLinkError.unknownDocument
      }
      guard product.retiredAt == nil, token.issuedAt >= product.linksNotBefore else {
        throw PayLinkError.revoked
      }
      target = .product(product, prefill)
    case .purchase:
      guard let payment = try PaymentStore(database: database).payment(ofPurchase: token.publicID)
      else { throw PayLinkError.unknownDocument }
      target = .purchase(payment)
    case .statement, .account:
      let kind: StatementReference.Kind = token.kind == .account ? .customer : .named
      guard let statement = try statement(.init(kind: kind, publicID: token.publicID)) else {
        throw PayLinkError.unknownDocument
      }
      guard token.issuedAt >= statement.linksNotBefore else { throw PayLinkError.revoked }
      target = .statement(statement)
    }
    return OpenedLink(target: target, expiresAt: token.expiresAt)
  }

  /// The part of an address that stands after `/p/`, and its query; a fragment is in neither.
  private static func parts(of link: String) -> (token: Substring, query: Substring) {
    let address = link.prefix { $0 != "#" }
    let path = address.prefix { $0 != "?" }
    let token = path.split(separator: "/").last ?? ""
    return (token, address.dropFirst(path.count).dropFirst())
  }

  /// A link to a product that was made.
  package struct ProductLink: Equatable, Sendable {
    package let product: Product
    package let url: String
    package let expiresAt: UnixTime
  }

  /// The link to a product, `url`, with what it fills in for one customer, in the place of what it filled in
  /// before.
  ///
  /// It throws `PayLinkError` if the link is good for nothing or for a document, `StorageError` else.
  package func sign(_ url: String, filling prefill: Prefill) throws -> ProductLink {
    let opened = try open(url)
    guard case .product(let product, _) = opened.target else { throw PayLinkError.notOfProduct }
    let written = Self.parts(of: url).token
    let keys = try SigningKeys(in: database)
    let token = try PayLinkToken(written, keys: keys)
    guard let key = keys[token.keyID] else { throw PayLinkError.cryptography }
    let text = try token.encoded(with: key)
    let start = url.prefix { $0 != "?" && $0 != "#" }.dropLast(written.count)
    return ProductLink(
      product: product, url: start + text + (try prefill.query(for: text, key)),
      expiresAt: opened.expiresAt)
  }
}
