import Localization

/// The products that customers buy online without a document first.
package struct Products {
  let database: Database
  let clock: WallClock
  let random: RandomSource

  var store: ProductStore { ProductStore(database: database) }
  private var journal: Journal { Journal(database: database) }

  /// Makes a product, or gives the one that has these very terms; one that was retired is on sale again.
  ///
  /// It throws `StorageError`.
  package func create(_ terms: ProductTerms) throws -> Product {
    try database.transaction {
      if let known = try store.product(terms) {
        guard known.retiredAt != nil else { return known }
        try store.setSale(known.key, retiredAt: nil, linksNotBefore: known.linksNotBefore)
        try journal.append(
          .productRevived, about: .product(known.publicID), ["name": .string(terms.name)],
          at: clock.now)
        return try stored(terms)
      }
      try store.insert(terms, publicID: PublicID(rawValue: random.int64()), at: clock.now)
      let product = try stored(terms)
      try journal.append(
        .productCreated, about: .product(product.publicID),
        [
          "id": .string(product.publicID.description), "name": .string(terms.name),
          "amount": .string(terms.amount.decimal),
          "currency": .string(terms.amount.currency.code),
          "digest": .string(terms.digest.hexadecimal),
        ], at: clock.now)
      return product
    }
  }

  private func stored(_ terms: ProductTerms) throws(StorageError) -> Product {
    guard let product = try store.product(terms) else {
      throw database.damaged("a product was not stored")
    }
    return product
  }

  /// The product that a user names by its id.
  ///
  /// It throws `Fault` or `StorageError`.
  package func named(_ reference: String) throws -> Product {
    guard let id = PublicID(reference.lowercased()), let product = try store.product(id) else {
      throw Fault.noProduct(reference)
    }
    return product
  }

  /// Gives `body` every product, oldest first, one after the other.
  ///
  /// It throws `StorageError`, and what `body` throws.
  package func forEach(_ body: (Product) throws -> Void) throws {
    try store.forEach(body)
  }

  /// Takes a product off sale: every link to it that was made so far is refused, also once it is on sale
  /// again. What was started is still taken in.
  ///
  /// It throws `Fault` or `StorageError`.
  @discardableResult
  package func retire(_ product: Product) throws -> Product {
    try database.transaction {
      let current = try store.product(product.key) ?? product
      guard current.retiredAt == nil else {
        throw Fault(
          .refused,
          en:
            "'\(current.terms.name.shown)' is retired already; nothing was changed; make it again with 'vosfact pay-link create'",
          fr:
            "« \(current.terms.name.shown) » est déjà retiré ; rien n’a changé ; refaites-le avec « vosfact pay-link create »"
        )
      }
      let notBefore = max(clock.now, current.linksNotBefore) + Seconds(1)
      try store.setSale(current.key, retiredAt: clock.now, linksNotBefore: notBefore)
      try journal.append(
        .productRetired, about: .product(current.publicID),
        ["name": .string(current.terms.name), "not_before": .integer(notBefore.seconds)],
        at: clock.now)
      return try stored(current.terms)
    }
  }
}

extension Fault {
  /// A reference that is neither a document's nor a product's.
  static func noProduct(_ reference: String) -> Fault {
    Fault(
      .notFound,
      en:
        "no document or product '\(reference.shown)'; it is no number or id; see 'vosfact invoice list' and 'vosfact pay-link list'",
      fr:
        "ni document ni produit « \(reference.shown) » ; ce n’est ni un numéro ni un identifiant ; voyez « vosfact invoice list » et « vosfact pay-link list »"
    )
  }
}
