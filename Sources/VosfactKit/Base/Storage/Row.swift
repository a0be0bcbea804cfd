import CSQLite

/// The row that a statement stands on; without a name, the first of its columns is meant. It is gone with the next
/// step.
struct Row {
  private unowned(unsafe) let statement: Statement
  private var handle: OpaquePointer { statement.handle }

  init(of statement: Statement) {
    self.statement = statement
  }

  private func place(of column: StaticString?) -> Int32 {
    column.map(statement.place) ?? 0
  }

  private func isNull(_ column: StaticString?) -> Bool {
    sqlite3_column_type(handle, place(of: column)) == SQLITE_NULL
  }

  func int64(_ column: StaticString? = nil) -> Int64 {
    sqlite3_column_int64(handle, place(of: column))
  }

  func optionalInt64(_ column: StaticString? = nil) -> Int64? {
    isNull(column) ? nil : int64(column)
  }

  /// An amount of money in minor units; `nil` for one so large that sums of it would not fit, which the program never
  /// writes.
  func minorUnits(_ column: StaticString? = nil) -> Int64? {
    let units = int64(column)
    return units.magnitude <= Amount.maximumMinorUnits.magnitude * 1000 ? units : nil
  }

  func bool(_ column: StaticString? = nil) -> Bool {
    int64(column) != 0
  }

  func text(_ column: StaticString? = nil) -> String {
    withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives `body` the UTF-8 of a text, which is no text of ours yet; nothing for NULL.
  @inline(__always)
  func withUTF8<Result>(
    _ column: StaticString? = nil, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let place = place(of: column)
    let start = sqlite3_column_text(handle, place)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(handle, place))
    return body(UnsafeBufferPointer(start: start, count: count))
  }

  func optionalText(_ column: StaticString? = nil) -> String? {
    isNull(column) ? nil : text(column)
  }

  func bytes(_ column: StaticString? = nil) -> [UInt8] {
    let place = place(of: column)
    guard let start = sqlite3_column_blob(handle, place) else { return [] }
    return Array(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place))))
  }

  func optionalBytes(_ column: StaticString? = nil) -> [UInt8]? {
    isNull(column) ? nil : bytes(column)
  }

  func time(_ column: StaticString? = nil) -> UnixTime {
    UnixTime(seconds: int64(column))
  }

  func optionalTime(_ column: StaticString? = nil) -> UnixTime? {
    isNull(column) ? nil : time(column)
  }
}
