/// A document that is about to be issued: what its author decides, the rest is worked out.
package struct DocumentDraft: Sendable {
  package var kind: DocumentKind
  package var buyer: Buyer
  package var lines: [LineDraft]
  /// Today, where the seller is, unless it is given.
  package var issuedOn: CalendarDate?
  /// The date of issue and the payment term, unless it is given.
  package var dueOn: CalendarDate?
  package var currency: Currency?
  /// ISO 639-1.
  package var language: String?
  package var orderReference: String?
  /// Of a credit note, the document that it corrects.
  package var corrects: Document?
  /// Of a final invoice, the deposit invoices that it deducts.
  package var deposits: [Document] = []
  /// Whether it carries no pay button, whatever the settings say.
  package var hidesButton = false

  package init(kind: DocumentKind, buyer: Buyer, lines: [LineDraft]) {
    self.kind = kind
    self.buyer = buyer
    self.lines = lines
  }
}
