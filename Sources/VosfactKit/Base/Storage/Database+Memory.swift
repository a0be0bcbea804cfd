import CSQLite

extension Database {
  /// What was read of small tables as a whole, so that many questions in one transaction are one statement.
  ///
  /// It holds until a transaction begins or ends, as others may write then, or until what was read is written, which
  /// whoever writes it says by `forget`.
  struct Memory {
    fileprivate var values: [String: Any] = [:]
    fileprivate var changes: Int64 = 0

    mutating func removeAll() { values.removeAll(keepingCapacity: true) }
  }

  /// What `read` gives for `name`, read once.
  func remembered<Value>(
    _ name: String, _ read: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    let changes = sqlite3_total_changes64(connection)
    if !isInTransaction, changes != memory.changes { memory.removeAll() }
    memory.changes = changes
    if let known = memory.values[name], let value = known as? Value { return value }
    let value = try read()
    memory.values[name] = value
    return value
  }

  /// Remembers `value` for `name` from now on.
  func remember<Value>(_ value: Value, as name: String) {
    if isInTransaction { memory.values[name] = value }
  }

  /// Forgets what was read for `name`, as it is written.
  func forget(_ name: String) {
    memory.values[name] = nil
  }
}
