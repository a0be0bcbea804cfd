/// A line of an issued document: a thing sold, with its amounts, or a separator, with none.
package struct DocumentLine: Equatable, Sendable {
  package let name: String
  package let quantity: ExactDecimal?
  package let unit: String?
  /// The price of one, without tax.
  package let unitPrice: ExactDecimal?
  package let taxRate: TaxRate?
  package let discountPercent: ExactDecimal?
  /// In minor units of the document's currency; `nil` on a separator.
  package let amounts: LineAmounts?

  /// Writes the line as the digest of its document holds it, whatever else scripts may read of it.
  func write(to writer: inout JSONWriter, in currency: Currency) {
    let whole = (line: self, currency: currency)
    writer.member("name", name)
    writer.member("quantity", quantity?.description)
    writer.member("unit", unit)
    writer.member("unit_price", unitPrice?.description)
    writer.member("tax_rate", taxRate?.description)
    writer.member("discount_percent", discountPercent?.description)
    writer.member("net", amount(\.net, of: whole)?.decimal)
    writer.member("tax", amount(\.tax, of: whole)?.decimal)
    writer.member("total", amount(\.total, of: whole)?.decimal)
  }

  /// What scripts read of a line in its document's currency.
  static let form = RecordForm<(line: DocumentLine, currency: Currency)>([
    .text("name") { $0.line.name },
    .text("quantity", as: "2") { $0.line.quantity?.description },
    .text("unit", as: "h") { $0.line.unit },
    .text("unit_price", as: "50.00") { $0.line.unitPrice?.description },
    .text("tax_rate", as: "20") { $0.line.taxRate?.description },
    .text("discount_percent", as: nil) { $0.line.discountPercent?.description },
    .amount("net", as: "100.00") { amount(\.net, of: $0) },
    .amount("tax", as: "20.00") { amount(\.tax, of: $0) },
    .amount("total") { amount(\.total, of: $0) },
  ])
}

private func amount(
  _ units: (LineAmounts) -> Int64, of whole: (line: DocumentLine, currency: Currency)
) -> Amount? {
  whole.line.amounts.map { Amount(minorUnits: units($0), currency: whole.currency) }
}

extension DocumentLine {
  /// A heading or a subtotal between lines, which carries no amount.
  init(separator name: String) {
    self.init(
      name: name, quantity: nil, unit: nil, unitPrice: nil, taxRate: nil, discountPercent: nil,
      amounts: nil)
  }
}

/// What a line comes to, in minor units.
package struct LineAmounts: Equatable, Sendable {
  package let net: Int64
  package let tax: Int64

  fileprivate var total: Int64 { net + tax }
}
