import CSQLite

/// The row that a statement stands on; its columns count from 0. It is gone with the next step.
struct Row {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  func int64(_ column: Int32) -> Int64 {
    sqlite3_column_int64(statement, column)
  }

  func optionalInt64(_ column: Int32) -> Int64? {
    isNull(column) ? nil : int64(column)
  }

  /// An amount of money in minor units; `nil` for one so large that sums of it would not fit, which the program never
  /// writes.
  func minorUnits(_ column: Int32) -> Int64? {
    let units = int64(column)
    return units.magnitude <= Amount.maximumMinorUnits.magnitude * 1000 ? units : nil
  }

  func bool(_ column: Int32) -> Bool {
    int64(column) != 0
  }

  func text(_ column: Int32) -> String {
    withUTF8(column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives `body` the UTF-8 of a text, which is no text of ours yet; nothing for NULL.
  @inline(__always)
  func withUTF8<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = sqlite3_column_text(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    return body(UnsafeBufferPointer(start: start, count: count))
  }

  func optionalText(_ column: Int32) -> String? {
    isNull(column) ? nil : text(column)
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    return Array(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  func optionalBytes(_ column: Int32) -> [UInt8]? {
    isNull(column) ? nil : bytes(column)
  }

  func time(_ column: Int32) -> UnixTime {
    UnixTime(seconds: int64(column))
  }

  func optionalTime(_ column: Int32) -> UnixTime? {
    isNull(column) ? nil : time(column)
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }
}
