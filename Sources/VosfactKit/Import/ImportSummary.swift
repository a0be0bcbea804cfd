extension Importer {
  /// What became of a file's documents.
  package struct Summary: Equatable, Sendable {
    /// How many documents the file holds, faulty ones included.
    package internal(set) var read = 0
    /// How many were stored; none if a fault undid the whole file.
    package internal(set) var created = 0
    /// How many were known already.
    package internal(set) var unchanged = 0
    /// How many have faults.
    package internal(set) var rejected = 0
    /// How many warnings there were.
    package internal(set) var warnings = 0
  }
}

extension Importer.Summary: DataRecord {
  package static let form = RecordForm<Importer.Summary>([
    .number("read") { $0.read }, .number("created") { $0.created },
    .number("unchanged") { $0.unchanged }, .number("rejected") { $0.rejected },
    .number("warnings") { $0.warnings },
  ])
}
