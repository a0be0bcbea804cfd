/// What a document says. Once issued it never changes; a mistake is mended by a credit note.
package struct DocumentContent: Equatable, Sendable {
  package let kind: DocumentKind
  package let issuedOn: CalendarDate
  /// When the thing was sold, as given: a date, a month, or "off".
  package internal(set) var soldOn: String?
  package let dueOn: CalendarDate?
  package let currency: Currency
  /// ISO 639-1, as `fr`.
  package let language: String
  package let totals: Totals
  /// The order number of the seller's own shop.
  package internal(set) var orderReference: String?
  package internal(set) var buyer: Buyer
  /// Of a credit note, the number of the document that it corrects.
  package internal(set) var corrects: String?
  /// The number of the quote or the order that it was made of.
  package internal(set) var convertedFrom: String?

  /// The SHA-256 of the number, the content and the lines, which the journal keeps: by it an alteration
  /// of an issued document shows, and an import tells a known document from another of the same number.
  func digest(number: String, lines: [DocumentLine]) -> [UInt8] {
    let canonical = JSONWriter.object { writer in
      writer.member("number", number)
      writer.member("kind", kind.rawValue)
      writer.member("issued_on", issuedOn.description)
      writer.member("sold_on", soldOn)
      writer.member("due_on", dueOn?.description)
      writer.member("currency", currency.code)
      writer.member("language", language)
      writer.member("net", totals.net)
      writer.member("tax", totals.tax)
      writer.member("total", totals.total)
      writer.member("order_reference", orderReference)
      writer.member("buyer") { buyer.write(to: &$0) }
      if let corrects { writer.member("corrects", corrects) }
      if let convertedFrom { writer.member("converted_from", convertedFrom) }
      writer.member("lines", of: lines) { $1.write(to: &$0, in: currency) }
    }
    return SHA256.digest(canonical)
  }
}
