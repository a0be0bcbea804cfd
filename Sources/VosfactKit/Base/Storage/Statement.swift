import CSQLite
import Glibc

/// A prepared statement, which owns its handle.
///
/// It is prepared once, kept by its `Database`, and reset after each use, also after an error.
final class Statement {
  let handle: OpaquePointer
  let sql: String
  /// Whether somebody still reads its rows; it must not be bound anew meanwhile.
  private(set) var isInUse = false
  /// The columns that were asked for, by where their names lie, in the order of the last row.
  private var columns: [(name: UnsafePointer<UInt8>, place: Int32)] = []
  /// Which of them is likely to be asked for next.
  private var next = 0

  /// The statement `sql`, prepared to be used many times.
  ///
  /// - Throws: the result code if SQLite does not accept it.
  init(_ sql: SQL, on connection: OpaquePointer) throws(ResultCode) {
    var handle: OpaquePointer?
    let text = sql.text
    let code = ResultCode(
      sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil))
    guard code == .ok, let handle else { throw code }
    self.handle = handle
    self.sql = text
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Binds `values` to the parameters ?1, ?2 … and takes the statement into use.
  func bind<each Value: Bindable>(_ values: repeat each Value) throws(ResultCode) {
    isInUse = true
    var index: Int32 = 0
    var code = SQLITE_OK
    for value in repeat each values {
      index += 1
      if code == SQLITE_OK { code = value.bind(to: handle, at: index) }
    }
    precondition(
      index == sqlite3_bind_parameter_count(handle), "as many values as parameters: \(sql)")
    guard code == SQLITE_OK else { throw ResultCode(code) }
  }

  /// Steps once: true on a row, false at the end.
  func step() throws(ResultCode) -> Bool {
    let code = ResultCode(sqlite3_step(handle))
    switch code {
    case .row: return true
    case .done: return false
    default: throw code
    }
  }

  /// The place of the column `name`. Rows are mostly read in one order, so that it is found at once from the second on.
  ///
  /// That there is none is the programmer's mistake and stops the program.
  func place(of name: StaticString) -> Int32 {
    if next == columns.count { next = 0 }
    let likely = next < columns.count && columns[next].name == name.utf8Start ? next : nil
    if let known = likely ?? columns.firstIndex(where: { $0.name == name.utf8Start }) {
      next = known + 1
      return columns[known].place
    }
    let place = (0..<sqlite3_column_count(handle)).first { column in
      sqlite3_column_name(handle, column).map { strcmp($0, name.description) } == 0
    }
    guard let place else { preconditionFailure("no column \(name): \(sql)") }
    columns.append((name.utf8Start, place))
    next = columns.count
    return place
  }

  /// Ends the use: the locks of its reading are given back, and the values bound are forgotten.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    isInUse = false
  }
}

extension ResultCode: Error {}
