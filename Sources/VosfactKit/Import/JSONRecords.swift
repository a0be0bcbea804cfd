/// The documents of a JSON file.
struct JSONRecords: ImportRecords, ~Copyable {
  private var stream: JSONDocumentStream

  init(_ source: consuming ByteSource) {
    stream = JSONDocumentStream(source)
  }

  mutating func next() throws(FormatError) -> ImportItem? {
    do {
      switch try stream.next() {
      case .document(let document, let line):
        return .record(ImportRecord(line: line, document: document))
      case .fault(let error): return Self.broken(error)
      case nil: return nil
      }
    } catch {
      // Nothing tells where the next document begins: the file ends here.
      guard case .json(let error) = error else { throw error }
      return Self.broken(error)
    }
  }

  private static func broken(_ error: JSONError) -> ImportItem {
    .broken(.fault(line: error.line, field: nil, reason: error.reason.text))
  }
}
