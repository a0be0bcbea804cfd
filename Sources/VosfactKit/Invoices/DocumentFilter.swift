/// Which documents a list holds; what is not set holds for all.
public struct DocumentFilter: Sendable {
  public var state: DocumentState?
  public var kind: DocumentKind?
  /// Part of the buyer's name, in any case, with or without accents.
  public var buyer: String?
  /// The first and the last day of issue.
  public var since: CalendarDate?
  public var until: CalendarDate?
  /// Only claims that are not settled and were due before this day.
  public var overdueOn: CalendarDate?
  /// The list begins just after this document.
  public var after: DocumentKey?

  public init() {}
}
