/// Writes documents as `invoice import` reads them.
package struct Exporter {
  let documents: DocumentStore

  /// How documents are written.
  package enum Format: String, CaseIterable, Sendable {
    /// A row for each line of a document, below a header.
    case csv
    /// A document a line, in the service's shape.
    case jsonl
    /// One array, as the invoicing service's API lists its documents.
    case service
  }

  /// Hands `write` the documents that `filter` lets through, oldest first, in pieces of the format's text;
  /// one document is in memory at a time.
  ///
  /// It throws what `write` throws, or `StorageError`.
  ///
  /// - Parameters:
  ///   - limit: how many documents at the most.
  ///   - progress: is called after each document.
  package func export(
    _ filter: DocumentFilter, limit: Int = .max, as format: Format, progress: () -> Void = {},
    write: (String) throws -> Void
  ) throws {
    var left = limit
    var isFirst = true
    switch format {
    case .csv: try write(CSVWriter.row(ExportedDocument.header))
    case .jsonl: break
    case .service: try write("[")
    }
    var list = try documents.list(filter)
    while left > 0, let document = try list.next() {
      left -= 1
      let exported = ExportedDocument(document: document, lines: try documents.lines(of: document))
      switch format {
      case .csv: for row in exported.rows { try write(CSVWriter.row(row)) }
      case .jsonl: try write(exported.json.text + "\n")
      case .service: try write((isFirst ? "\n" : ",\n") + exported.json.text)
      }
      isFirst = false
      progress()
    }
    if format == .service { try write("\n]\n") }
  }
}
