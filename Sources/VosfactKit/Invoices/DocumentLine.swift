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

  init(
    name: String, quantity: ExactDecimal?, unit: String?, unitPrice: ExactDecimal?,
    taxRate: TaxRate?, discountPercent: ExactDecimal?, amounts: LineAmounts?
  ) {
    self.name = name
    self.quantity = quantity
    self.unit = unit
    self.unitPrice = unitPrice
    self.taxRate = taxRate
    self.discountPercent = discountPercent
    self.amounts = amounts
  }

  /// A heading or a subtotal between lines, which carries no amount.
  init(separator name: String) {
    self.init(
      name: name, quantity: nil, unit: nil, unitPrice: nil, taxRate: nil, discountPercent: nil,
      amounts: nil)
  }

  /// Writes the line as the digest of its document holds it.
  func write(to writer: inout JSONWriter, in currency: Currency) {
    let decimal: (Int64?) -> String? = { units in
      units.map { Amount(minorUnits: $0, currency: currency).decimal }
    }
    writer.member("name", name)
    writer.member("quantity", quantity?.description)
    writer.member("unit", unit)
    writer.member("unit_price", unitPrice?.description)
    writer.member("tax_rate", taxRate?.description)
    writer.member("discount_percent", discountPercent?.description)
    writer.member("net", decimal(amounts?.net))
    writer.member("tax", decimal(amounts?.tax))
    writer.member("total", decimal(amounts.map { $0.net + $0.tax }))
  }

  func json(in currency: Currency) -> JSONValue {
    let decimal: (Int64?) -> JSONValue = { units in
      .optional(units.map { Amount(minorUnits: $0, currency: currency).decimal })
    }
    return [
      "name": .string(name), "quantity": .optional(quantity?.description),
      "unit": .optional(unit), "unit_price": .optional(unitPrice?.description),
      "tax_rate": .optional(taxRate?.description),
      "discount_percent": .optional(discountPercent?.description), "net": decimal(amounts?.net),
      "tax": decimal(amounts?.tax), "total": decimal(amounts.map { $0.net + $0.tax }),
    ]
  }
}

/// What a line comes to, in minor units.
package struct LineAmounts: Equatable, Sendable {
  package let net: Int64
  package let tax: Int64
}
