/// Which documents a list holds; what is not set holds for all.
package struct DocumentFilter: Sendable {
  package var state: DocumentState?
  package var kind: DocumentKind?
  /// Part of the buyer's name, in any case, with or without accents.
  package var buyer: String?
  /// The first and the last day of issue.
  package var since: CalendarDate?
  package var until: CalendarDate?
  /// Only claims that are not settled and were due before this day.
  package var overdueOn: CalendarDate?
  /// The list begins just after this document.
  package var after: DocumentKey?

  package init() {}
}
