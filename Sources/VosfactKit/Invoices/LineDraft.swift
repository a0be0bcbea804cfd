import Localization

/// A line of a document that is about to be issued: a thing sold, or a heading.
package struct LineDraft: Equatable, Sendable {
  let name: String
  /// `nil` on a heading.
  let item: Item?

  /// What is sold.
  struct Item: Equatable, Sendable {
    let quantity: ExactDecimal
    var unit: String?
    /// The price of one, without tax.
    let unitPrice: ExactDecimal
    let taxRate: TaxRate
    /// What is taken off, from 0 to 100.
    var discountPercent: ExactDecimal?
    /// Why it bears no VAT; `nil` where the settings say it.
    var exemption: TaxExemption?
    /// When it was supplied, where that is said line by line.
    var suppliedOn: CalendarDate?
  }

  static let maximumNameLength = 2000
  static let maximumUnitLength = 50

  /// The line as a document in `currency` has it.
  ///
  /// - Throws: `Fault` if it passes the largest amount.
  func line(in currency: Currency) throws(Fault) -> DocumentLine {
    guard let item else { return DocumentLine(separator: name) }
    return DocumentLine(
      name: name, quantity: item.quantity, unit: item.unit, unitPrice: item.unitPrice,
      taxRate: item.taxRate, discountPercent: item.discountPercent,
      amounts: try LineAmounts(
        quantity: item.quantity, unitPrice: item.unitPrice, taxRate: item.taxRate,
        discountPercent: item.discountPercent, currency: currency),
      exemption: item.exemption, suppliedOn: item.suppliedOn)
  }
}
