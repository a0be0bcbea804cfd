/// Something that is bought online without a document first: a name, a price, and what follows from a
/// purchase. What it says never changes; another price is another product.
package struct Product: Equatable, Sendable {
  let key: ProductKey
  /// 64 random bits that stand for the product in links.
  package let publicID: PublicID
  package let terms: ProductTerms
  package let createdAt: UnixTime
  /// When it was taken off sale; `nil` while it can be bought.
  package let retiredAt: UnixTime?
  /// Links made before this moment are revoked.
  let linksNotBefore: UnixTime
  /// How many purchases of it count.
  package let bought: Int64
  /// What these purchases brought, refunds taken off, in minor units.
  let takenMinorUnits: Int64

  /// What its purchases brought, refunds taken off.
  package var taken: Amount {
    Amount(minorUnits: takenMinorUnits, currency: terms.amount.currency)
  }

  /// Whether it stands for one order, and can be paid once.
  var isForOneOrder: Bool { terms.orderReference != nil }
}

/// A product's place among all: later ones have higher keys.
struct ProductKey: RawRepresentable, Hashable, Sendable, Bindable {
  let rawValue: Int64
}
