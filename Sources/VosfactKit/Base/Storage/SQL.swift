/// The text of a statement: constants alone, one after the other, so that no input can be part of it.
///
/// What several statements have in common, as the columns of a table's rows, is a part that is written once.
struct SQL: Hashable {
  private let beginning: StaticString
  private let middle: StaticString
  private let end: StaticString

  init(_ beginning: StaticString, _ middle: StaticString, _ end: StaticString) {
    (self.beginning, self.middle, self.end) = (beginning, middle, end)
  }

  var text: String {
    [beginning, middle, end].lazy.filter { $0.utf8CodeUnitCount > 0 }.map(\.description)
      .joined(separator: "\n")
  }

  /// Two are the same if their parts are the same constants.
  static func == (left: SQL, right: SQL) -> Bool {
    left.beginning.utf8Start == right.beginning.utf8Start
      && left.middle.utf8Start == right.middle.utf8Start
      && left.end.utf8Start == right.end.utf8Start
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(beginning.utf8Start)
    hasher.combine(middle.utf8Start)
  }
}
