import CSQLite

/// What SQLite answered (https://www.sqlite.org/rescode.html), as an extended code.
struct ResultCode: RawRepresentable, Hashable, Sendable {
  let rawValue: Int32

  init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  init(_ rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The code without its extension: the kind of fault.
  var primary: ResultCode { ResultCode(rawValue & 0xFF) }

  static let ok = ResultCode(SQLITE_OK)
  static let busy = ResultCode(SQLITE_BUSY)
  static let locked = ResultCode(SQLITE_LOCKED)
  static let readOnly = ResultCode(SQLITE_READONLY)
  static let inputOutput = ResultCode(SQLITE_IOERR)
  static let corrupt = ResultCode(SQLITE_CORRUPT)
  static let error = ResultCode(SQLITE_ERROR)
  static let mismatch = ResultCode(SQLITE_MISMATCH)
  static let schema = ResultCode(SQLITE_SCHEMA)
  static let full = ResultCode(SQLITE_FULL)
  static let cannotOpen = ResultCode(SQLITE_CANTOPEN)
  static let constraint = ResultCode(SQLITE_CONSTRAINT)
  /// Too many processes began or ended using the WAL at once.
  static let lockingProtocol = ResultCode(SQLITE_PROTOCOL)
  static let notADatabase = ResultCode(SQLITE_NOTADB)
  static let row = ResultCode(SQLITE_ROW)
  static let done = ResultCode(SQLITE_DONE)
}
