import Localization

/// What a document comes to, in minor units of its currency.
package struct Totals: Equatable, Sendable {
  package let net: Int64
  package let tax: Int64
  package let total: Int64
}

extension Totals {
  /// The totals of `lines`: VAT is computed once for each rate, on the sum of its lines, and rounded
  /// half-up to the minor unit. On what deducts a deposit it is what the deposit bore.
  ///
  /// - Throws: `Fault` if a sum passes the largest amount.
  init(of lines: [DocumentLine]) throws(Fault) {
    let rows = TaxSums(of: lines).rows
    let net = rows.reduce(0) { $0 + $1.net }
    let tax = rows.reduce(0) { $0 + $1.tax }
    self.init(
      net: try Self.bounded(net), tax: try Self.bounded(tax), total: try Self.bounded(net + tax))
  }

  private static func bounded(_ sum: Int128) throws(Fault) -> Int64 {
    guard let units = Int64(exactly: sum), units.magnitude <= Amount.maximumMinorUnits.magnitude
    else { throw .totalTooLarge }
    return units
  }
}

extension LineAmounts {
  /// What `quantity` of a thing at `unitPrice` comes to, less a discount: the net amount rounded half-up
  /// once to the currency's minor unit, and the tax on it.
  ///
  /// - Throws: `Fault` if it passes the largest amount.
  init(
    quantity: ExactDecimal, unitPrice: ExactDecimal, taxRate: TaxRate,
    discountPercent: ExactDecimal?, currency: Currency
  ) throws(Fault) {
    // 15 digits each, and at most 100.00 % with its digits: 128 bits hold 38.
    var product = Int128(quantity.coefficient) * Int128(unitPrice.coefficient)
    var scale = quantity.scale + unitPrice.scale
    if let discountPercent {
      let hundred = 100 * ExactDecimal.powerOfTen(discountPercent.scale)
      let (reduced, overflow) = product.multipliedReportingOverflow(
        by: hundred - Int128(discountPercent.coefficient))
      guard !overflow else { throw .totalTooLarge }
      product = reduced
      scale += 2 + discountPercent.scale
    }
    guard let net = ExactDecimal.rounded(product, scale: scale, digits: currency.digits),
      net.magnitude <= Amount.maximumMinorUnits.magnitude,
      let tax = taxRate.tax(onMinorUnits: net)
    else { throw .totalTooLarge }
    self.init(net: net, tax: tax)
  }
}

extension Fault {
  /// A document that comes to more than the largest amount.
  static let totalTooLarge = Fault(
    .badValue,
    en: "the document's total is too large; at most 15 digits in minor units are kept; split it",
    fr: "le total du document est trop grand ; 15 chiffres en unités mineures au plus ; divisez-le")
}
