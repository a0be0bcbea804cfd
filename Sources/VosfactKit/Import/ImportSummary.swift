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

    /// The summary as scripts read it.
    package var json: JSONValue {
      [
        "read": .integer(read), "created": .integer(created), "unchanged": .integer(unchanged),
        "rejected": .integer(rejected), "warnings": .integer(warnings),
      ]
    }
  }
}
