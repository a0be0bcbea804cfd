/// A document that is about to be issued: what its author decides, the rest is worked out.
public struct DocumentDraft: Sendable {
  public var kind: DocumentKind
  public var buyer: Buyer
  public var lines: [LineDraft]
  /// Today, where the seller is, unless it is given.
  public var issuedOn: CalendarDate?
  /// The date of issue and the payment term, unless it is given.
  public var dueOn: CalendarDate?
  public var currency: Currency?
  /// ISO 639-1.
  public var language: String?
  public var orderReference: String?
  /// Whether it carries no pay button, whatever the settings say.
  public var hidesButton = false

  public init(kind: DocumentKind, buyer: Buyer, lines: [LineDraft]) {
    self.kind = kind
    self.buyer = buyer
    self.lines = lines
  }
}
