/// A document's place among all: its day of issue in the upper bits, a serial number of that day in the
/// lower 40. Keys in rising order are documents oldest first, and a key is the cursor of a page.
package struct DocumentKey: RawRepresentable, Hashable, Comparable, Sendable, Bindable {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The smallest key of a document issued on `date`; day 1 is 0001-01-01, so that no key is negative.
  init(firstOf date: CalendarDate) {
    rawValue = Int64(date.daysSince1970 - CalendarDate.first.daysSince1970 + 1) << 40
  }

  /// A key above those of `date` and below those of the next day; the last date of all has one, too.
  init(afterLastOf date: CalendarDate) {
    rawValue = DocumentKey(firstOf: date).rawValue + (1 << 40)
  }

  static let lowest = DocumentKey(rawValue: 0)
  static let highest = DocumentKey(rawValue: .max)

  package static func < (left: DocumentKey, right: DocumentKey) -> Bool {
    left.rawValue < right.rawValue
  }
}
