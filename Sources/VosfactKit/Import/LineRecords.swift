import Localization

/// The lines of a document in a file of CSV, by the columns that documents' lines have where they are imported: nothing
/// else is taken of it, and all is worked out anew.
package struct LineRecords {
  /// Reads every line from `descriptor`.
  ///
  /// It throws `FormatError` if the file cannot be read, or lacks a column; the first of the `Importer.Notice`s that it
  /// gives is why it has no lines.
  ///
  /// - Parameters:
  ///   - descriptor: an open file or pipe, which stays open.
  ///   - currency: the document's.
  package static func lines(
    from descriptor: Int32, in currency: Currency
  ) throws(FormatError) -> (lines: [LineDraft], notices: [Importer.Notice]) {
    var reader = try CSVReader(ByteSource(fileDescriptor: descriptor))
    let columns = reader.header.map { $0.trimmingSpaces.lowercased() }
    let missing = ["name", "quantity", "price_net", "tax"].filter { !columns.contains($0) }
    guard missing.isEmpty else { throw .header(.missingColumns(missing)) }
    let unknown = columns.filter { !$0.isEmpty && !CSVRecords.isOfLine($0) }
    guard unknown.isEmpty else { throw .header(.columnsOfNoLine(unknown)) }
    var lines: [LineDraft] = []
    var notices: [Importer.Notice] = []
    while let item = try reader.next() {
      switch item {
      case .fault(let error):
        notices.append(.fault(line: error.line, field: nil, reason: error.reason.text))
      case .row(let fields, let line):
        guard lines.count < ImportRecord.maximumLines else {
          return ([], notices + [.fault(line: line, field: nil, reason: ImportRecord.tooManyLines)])
        }
        var row = LineReader(
          CSVRecords.position(fields, columns), line: line, position: nil, currency: currency)
        let read = row.draft()
        notices += row.notices
        if let read { lines.append(read) }
      }
    }
    return (notices.allSatisfy(\.isWarning) ? lines : [], notices)
  }
}
