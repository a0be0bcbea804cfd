import Localization

extension DocumentSheet {
  /// The values that templates name, of this sheet of `document`.
  func value(
    of document: Document, seller: MustacheValue, label: MustacheValue, colors: MustacheValue,
    button: MustacheValue, transfer: MustacheValue, pdfAddress: String?
  ) -> MustacheValue {
    let content = document.content
    let hasDiscounts = hasDiscounts
    return [
      "language": .text(language.rawValue), "kind": .text(kind), "number": .text(number),
      "label": label, "seller": seller, "buyer": buyer.value(logo: nil),
      "button": button, "colors": colors, "transfer": transfer,
      "facts": .list(facts.map(\.templateValue)), "lines": .list(lines.map { $0.templateValue }),
      "has_discounts": .boolean(hasDiscounts), "has_taxes": .boolean(!taxes.isEmpty),
      "taxes": .list(
        taxes.map { ["rate": .text($0.rate), "net": .text($0.net), "tax": .text($0.tax)] }),
      "totals": .list(totals.dropLast().map(\.templateValue)),
      "amount_due": totals.last.map(\.templateValue) ?? .null,
      "stamp": stamp.map { ["class": .text($0.kind.rawValue), "text": .text($0.text)] } ?? .null,
      "mentions": .list(mentions.map { .text($0) }), "pdf_address": .optional(pdfAddress),
      "issued_on": .text(content.issuedOn.text[language]),
      "due_on": .optional(content.dueOn?.text[language]),
      "order_reference": .optional(content.orderReference),
      "net": .text(document.amount(content.totals.net).text(in: language)),
      "tax": .text(document.amount(content.totals.tax).text(in: language)),
      "total": .text(document.total.text(in: language)),
      "paid": .text(document.paid.text(in: language)),
      "balance": .text(document.balance.text(in: language)),
    ]
  }
}

extension DocumentSheet.Party {
  func value(logo: String?) -> MustacheValue {
    [
      "name": .text(name), "address": .list(address.map { .text($0) }),
      "identifiers": .list(identifiers.map(\.templateValue)), "email": .optional(email),
      "logo": .optional(logo),
    ]
  }
}

extension DocumentSheet.Fact {
  fileprivate var templateValue: MustacheValue {
    ["label": .text(label), "value": .text(self.value)]
  }
}

extension DocumentSheet.Line {
  fileprivate var templateValue: MustacheValue {
    [
      "name": .text(name), "is_separator": .boolean(isSeparator), "quantity": .optional(quantity),
      "unit_price": .optional(unitPrice), "discount": .optional(discount),
      "tax_rate": .optional(taxRate), "net": .optional(net),
    ]
  }
}
