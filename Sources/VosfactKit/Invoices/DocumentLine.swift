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
  /// Why it bears no VAT; `nil` where the settings say it.
  package internal(set) var exemption: TaxExemption?
  /// When the thing was supplied, where that is said line by line.
  package internal(set) var suppliedOn: CalendarDate?
  /// Of a final invoice, the number of the deposit invoice that the line deducts.
  package internal(set) var deposit: String?

  /// Whether the line sells something on which no VAT is charged.
  var isWithoutTax: Bool { amounts != nil && TaxCategory(self).isWithoutTax }

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
    // Documents that were issued before lines had these are known by a digest without them.
    if let exemption { writer.member("exemption", exemption.description) }
    if let suppliedOn { writer.member("supplied_on", suppliedOn.description) }
    if let deposit { writer.member("deposit", deposit) }
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
    .text("exemption", as: nil) { $0.line.exemption?.description }.meaning(
      en: "Why the line bears no VAT, where it says so itself.",
      fr: "Pourquoi la ligne est sans TVA, si elle le dit elle-même."),
    .text("supplied_on", as: nil) { $0.line.suppliedOn?.description }.meaning(
      en: "When it was supplied, where that is said line by line.",
      fr: "La date de fourniture, si elle est dite ligne par ligne."),
    .text("deposit", as: nil) { $0.line.deposit }.meaning(
      en: "The deposit invoice that the line deducts.",
      fr: "La facture d’acompte que la ligne déduit."),
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
