import Localization

/// A document as a file gives it, not yet looked into: whatever the file's format, an object with the
/// fields of the invoicing service's API.
struct ImportRecord {
  /// The line that it begins on, counted from 1.
  let line: Int
  let document: JSONValue
  /// The line of each position, where each has its own; else all are on the document's.
  var positionLines: [Int] = []
  /// What was found wrong already in putting the document together.
  var faults: [Importer.Notice] = []

  /// How many lines a document may have.
  static let maximumLines = 10_000
  static let tooManyLines = Text(
    en: "the document has too many lines; at most \(maximumLines) are kept; split it",
    fr: "le document a trop de lignes ; \(maximumLines) au plus sont gardées ; divisez-le")
}

/// What a file holds next.
enum ImportItem {
  case record(ImportRecord)
  /// Something broken where a document was expected.
  case broken(Importer.Notice)
}

/// A file of documents that are read one at a time.
protocol ImportRecords: ~Copyable {
  /// What comes next; `nil` at the end.
  mutating func next() throws(FormatError) -> ImportItem?
}
