import Localization

extension DocumentSheet {
  /// The names of the values, those first that are looked up most.
  private static let names: MustacheNames = [
    "label", "has_discounts", "has_taxes", "language", "kind", "number", "seller", "buyer",
    "button", "colors", "transfer", "facts", "lines", "taxes", "totals", "amount_due", "stamp",
    "mentions", "pdf_address",
  ]

  /// Names of single values, which the built-in template shows as part of others.
  static let singleNames = [
    "issued_on", "due_on", "order_reference", "net", "tax", "total", "paid", "balance",
  ]
  private static let allNames = names + MustacheNames(singleNames)

  /// The values that templates name, of this sheet of `document`.
  ///
  /// - Parameters:
  ///   - seller: the seller with what is the same on each page.
  ///   - hasSingles: whether the values of `singleNames` are wanted.
  func value(
    of document: Document, seller: MustacheValue, label: MustacheValue, colors: MustacheValue,
    button: MustacheValue, transfer: MustacheValue, pdfAddress: String?, hasSingles: Bool
  ) -> MustacheValue {
    var values: [MustacheValue] = [
      label, .boolean(hasDiscounts), .boolean(!taxes.isEmpty), .text(language.rawValue),
      .text(kind), .text(number), seller, buyer.value(logo: nil), button, colors, transfer,
      .list(facts.map(\.templateValue)), .list(lines.map(\.templateValue)),
      .list(taxes.map(\.templateValue)), .list(totals.dropLast().map(\.templateValue)),
      totals.last.map(\.templateValue) ?? .null, stamp.map(\.templateValue) ?? .null,
      .list(mentions.map { .text($0) }), .optional(pdfAddress),
    ]
    guard hasSingles else { return .object(MustacheObject(Self.names, values)) }
    let content = document.content
    values += [
      .text(content.issuedOn.text(in: language)), .optional(content.dueOn?.text(in: language)),
      .optional(content.orderReference),
      .text(document.amount(content.totals.net).text(in: language)),
      .text(document.amount(content.totals.tax).text(in: language)),
      .text(document.total.text(in: language)), .text(document.paid.text(in: language)),
      .text(document.balance.text(in: language)),
    ]
    return .object(MustacheObject(Self.allNames, values))
  }
}

extension DocumentSheet.Party {
  private static let names: MustacheNames = ["name", "address", "identifiers", "email", "logo"]

  func value(logo: String?) -> MustacheValue {
    .object(
      Self.names, .text(name), .list(address.map { .text($0) }),
      .list(identifiers.map(\.templateValue)), .optional(email), .optional(logo))
  }
}

extension DocumentSheet.Fact {
  private static let names: MustacheNames = ["label", "value"]

  fileprivate var templateValue: MustacheValue { .object(Self.names, .text(label), .text(value)) }
}

extension DocumentSheet.TaxRow {
  private static let names: MustacheNames = ["rate", "net", "tax", "exemption"]

  fileprivate var templateValue: MustacheValue {
    .object(Self.names, .text(rate), .text(net), .text(tax), .optional(exemption))
  }
}

extension DocumentSheet.Stamp {
  private static let names: MustacheNames = ["class", "text"]

  fileprivate var templateValue: MustacheValue {
    .object(Self.names, .text(kind.rawValue), .text(text))
  }
}

extension DocumentSheet.Line {
  private static let names: MustacheNames = [
    "name", "is_separator", "quantity", "unit_price", "discount", "tax_rate", "net",
    "supply",
  ]

  fileprivate var templateValue: MustacheValue {
    .object(
      Self.names, .text(name), .boolean(isSeparator), .optional(quantity), .optional(unitPrice),
      .optional(discount), .optional(taxRate), .optional(net), .optional(supply))
  }
}
