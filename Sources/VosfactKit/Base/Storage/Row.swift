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

  /// What `read` finds at the place of a column; `nil` for NULL.
  private func unlessNull<Value>(_ column: StaticString?, _ read: (Int32) -> Value) -> Value? {
    let place = place(of: column)
    return sqlite3_column_type(handle, place) == SQLITE_NULL ? nil : read(place)
  }

  func int64(_ column: StaticString? = nil) -> Int64 { int64(at: place(of: column)) }

  private func int64(at place: Int32) -> Int64 { sqlite3_column_int64(handle, place) }

  func optionalInt64(_ column: StaticString? = nil) -> Int64? {
    unlessNull(column) { int64(at: $0) }
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

  func text(_ column: StaticString? = nil) -> String { text(at: place(of: column)) }

  private func text(at place: Int32) -> String {
    withUTF8(at: place) { String(decoding: $0, as: UTF8.self) }
  }

  func optionalText(_ column: StaticString? = nil) -> String? {
    unlessNull(column) { text(at: $0) }
  }

  /// Gives `body` the UTF-8 of a text, which is no text of ours yet; nothing for NULL.
  @inline(__always)
  func withUTF8<Result>(
    _ column: StaticString? = nil, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUTF8(at: place(of: column), body)
  }

  @inline(__always)
  private func withUTF8<Result>(
    at place: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let start = sqlite3_column_text(handle, place)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(handle, place))
    return body(UnsafeBufferPointer(start: start, count: count))
  }

  func bytes(_ column: StaticString? = nil) -> [UInt8] { bytes(at: place(of: column)) }

  private func bytes(at place: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, place) else { return [] }
    return Array(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place))))
  }

  func optionalBytes(_ column: StaticString? = nil) -> [UInt8]? {
    unlessNull(column) { bytes(at: $0) }
  }

  func time(_ column: StaticString? = nil) -> UnixTime {
    UnixTime(seconds: int64(column))
  }

  func optionalTime(_ column: StaticString? = nil) -> UnixTime? {
    optionalInt64(column).map { UnixTime(seconds: $0) }
  }
}
