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

  private func members(in currency: Currency) -> KeyValuePairs<StaticString, String?> {
    let decimal: (Int64?) -> String? = { units in
      units.map { Amount(minorUnits: $0, currency: currency).decimal }
    }
    return [
      "name": name, "quantity": quantity?.description, "unit": unit,
      "unit_price": unitPrice?.description, "tax_rate": taxRate?.description,
      "discount_percent": discountPercent?.description, "net": decimal(amounts?.net),
      "tax": decimal(amounts?.tax), "total": decimal(amounts.map { $0.net + $0.tax }),
    ]
  }

  /// Writes the line as the digest of its document holds it.
  func write(to writer: inout JSONWriter, in currency: Currency) {
    for (name, value) in members(in: currency) { writer.member(name, value) }
  }

  func json(in currency: Currency) -> JSONValue {
    .object(members(in: currency).map { JSONMember($0.description, .optional($1)) })
  }
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
}
