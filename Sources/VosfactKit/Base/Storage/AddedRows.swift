/// The rows that were added to some tables over one connection and are committed, as far as those who add them note
/// it, so that a command can tell at its end what it did.
package struct AddedRows: Equatable, Sendable {
  /// The rows of one table.
  package struct OfTable: Equatable, Sendable {
    /// The keys of the first of them.
    package private(set) var keys: [Int64] = []
    /// How many there are.
    package private(set) var count = 0

    /// How many are told of one by one.
    private static let limit = 3

    fileprivate mutating func add(_ key: Int64) {
      if keys.count < Self.limit { keys.append(key) }
      count += 1
    }
  }

  private var tables: [String: OfTable] = [:]

  /// Notes that the row `key` was added to `table`.
  mutating func add(_ key: Int64, to table: String) {
    tables[table, default: OfTable()].add(key)
  }

  /// Those that were added to `table`.
  subscript(table: String) -> OfTable { tables[table] ?? OfTable() }
}
