import CSQLite
import Glibc

/// The connection to the one SQLite file that holds everything.
///
/// The file is in WAL mode with `synchronous=FULL` (a commit survives a power cut) and foreign keys on.
/// Statements are `StaticString` constants, prepared once and kept.
package final class Database {
  /// What may become of the file when it is opened.
  package enum Access: Sendable {
    /// It must exist.
    case existing
    /// It is made when it is missing.
    case creating
  }

  package let path: String
  let connection: OpaquePointer
  let busyHandler: BusyHandler
  private var statements: [SQL: Statement] = [:]
  /// What was added over this connection, and not undone.
  var added = AddedRows()
  /// What becomes of the log when the work is over.
  var logEnd = LogEnd.emptied
  /// What was read as a whole in the transaction that is open.
  var memory = Memory()
  /// Whether a rehearsal is under way, in which nothing outside may be changed either.
  var isRehearsing = false
  /// What became of the parts of the batch that is under way; `nil` if none is.
  var batch: Batch?
  /// What moves the log into the file while batches go on; `nil` before the first.
  var logMover: LogMover?

  /// Before the first connection: counting every allocation, under a lock, took a twentieth of an import; and
  /// what a savepoint needs to undo its part went to a file once it was 64 KiB, twenty writes a callback.
  /// It fails only once SQLite is in use, and then nothing is lost but that.
  private static let isConfigured =
    csqlite_count_no_memory() == SQLITE_OK
    && csqlite_keep_savepoints_in_memory(4 << 20) == SQLITE_OK

  /// Before the first connection, and after what must come before everything.
  private static let isRegistered = isConfigured && csqlite_trust_names_of_logs() == SQLITE_OK

  /// How long a command waits for another process's transaction.
  private static let patience = Seconds(20)

  /// Opens the file at `path`, and brings an older schema up to date after a backup beside it.
  ///
  /// - Throws: `StorageError.missing`, `.notAFile`, `.exposed`, `.foreign`, `.newerSchema`, or what SQLite says of a
  ///   file that cannot be opened.
  ///
  /// - Parameter migrated: does what no statement of a migration can, in its transaction; it is told the schema that the
  ///   file had.
  package convenience init(
    path: String, access: Access,
    migrated: (Database, _ before: Int) throws(StorageError) -> Void = { _, _ in }
  ) throws(StorageError) {
    try Self.prepareFile(at: path, access: access)
    try self.init(unchecked: path)
    try migrate(then: migrated)
  }

  /// A database of its own in memory, with the current schema.
  static func inMemory() throws(StorageError) -> Database {
    let database = try emptyInMemory()
    try database.migrate()
    return database
  }

  /// A database of its own in memory, without any table.
  static func emptyInMemory() throws(StorageError) -> Database {
    try Database(name: ":memory:", path: ":memory:")
  }

  /// Opens the file at `path` only to read, whatever its permissions and schema.
  ///
  /// Nothing is migrated or written, and what a process that was killed left in the log stays there.
  ///
  /// - Throws: `StorageError.missing`, or what SQLite says of a file that cannot be opened.
  convenience init(inspecting path: String) throws(StorageError) {
    do throws(SystemError) {
      _ = try FileStatus(path)
    } catch {
      if error.number == ENOENT { throw .missing(path: path) }
    }
    // Opened to write all the same: who opens only to read leaves an empty log behind.
    try self.init(unchecked: path)
    logEnd = .untouched
    if let log = FileStatus.at("\(file)-wal"), log.size > 0 {
      csqlite_keep_log_at_close(connection)
    }
    try execute("PRAGMA query_only = ON")
  }

  /// The path of the file itself, links followed; empty for a database in memory.
  var file: String {
    sqlite3_db_filename(connection, "main").map { String(cString: $0) } ?? ""
  }

  /// Whether anything was written over this connection, undone or not.
  var hasWritten: Bool { sqlite3_total_changes64(connection) > 0 }

  /// Opens the file at `path` without a look at its permissions and schema.
  convenience init(unchecked path: String) throws(StorageError) {
    try self.init(name: Self.name(ofFile: path), path: path)
  }

  /// The name by which SQLite opens the file at `path`, whatever that looks like: to SQLite a name that begins with a
  /// colon, as `:memory:`, is no file, and one that begins with `file:`, as Debian builds it, is an address whose
  /// query says how to open another (https://www.sqlite.org/uri.html).
  static func name(ofFile path: String) -> String {
    path.hasPrefix("/") ? path : "./\(path)"
  }

  /// Opens what SQLite knows by `name`; errors tell of `path`.
  private init(name: String, path: String) throws(StorageError) {
    _ = Self.isRegistered
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(name, &connection, flags, nil)
    guard code == SQLITE_OK, let connection else {
      defer { sqlite3_close_v2(connection) }
      throw .cannotOpen(
        path: path,
        reason: Self.systemReason(connection) ?? String(cString: sqlite3_errstr(code)))
    }
    self.path = path
    self.connection = connection
    busyHandler = BusyHandler(limit: Self.patience)
    // Before the first statement: even a plain read may find the WAL being recovered.
    busyHandler.install(on: connection)
    moveLogAtCommit()
    try execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;")
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(connection)
  }

  /// Runs statements that take no values and give no rows.
  func execute(_ sql: StaticString) throws(StorageError) {
    let code = sqlite3_exec(
      connection, UnsafeRawPointer(sql.utf8Start).assumingMemoryBound(to: CChar.self), nil, nil, nil
    )
    guard code == SQLITE_OK else { throw failure(ResultCode(code), sql: sql.description) }
  }

  /// Runs a statement that gives no rows, and says how many rows it changed.
  @discardableResult
  func run<each Value: Bindable>(
    _ sql: StaticString, then middle: StaticString = "", _ values: repeat each Value
  ) throws(StorageError) -> Int {
    var rows = try query(sql, then: middle, repeat each values)
    _ = try rows.next()
    return Int(sqlite3_changes(connection))
  }

  /// Runs a statement that inserts a row, and gives its key; `nil` if another stood in its place.
  func insert<each Value: Bindable>(
    _ sql: StaticString, _ values: repeat each Value
  ) throws(StorageError) -> Int64? {
    sqlite3_set_last_insert_rowid(connection, 0)
    try run(sql, repeat each values)
    return lastKey == 0 ? nil : lastKey
  }

  /// Changes `columns` of the row that has this id, in the table that `table` names as the statement begins.
  func update<each Value: Bindable>(
    _ table: StaticString, _ id: some Bindable, _ columns: StaticString,
    _ values: repeat each Value
  ) throws(StorageError) {
    var rows = try query(table, then: columns, id, repeat each values, endingIn: "WHERE id = ?1")
    _ = try rows.next()
  }

  /// The key of the row that was inserted last.
  var lastKey: Int64 { sqlite3_last_insert_rowid(connection) }

  /// Starts a query; its rows are read with `next()`.
  ///
  /// - Parameters:
  ///   - middle: what stands behind `sql`, if other statements begin with the same.
  ///   - end: what stands behind that, if others end with the same.
  func query<each Value: Bindable>(
    _ sql: StaticString, then middle: StaticString = "", _ values: repeat each Value,
    endingIn end: StaticString = ""
  ) throws(StorageError) -> Rows {
    let sql = SQL(sql, middle, end)
    do throws(ResultCode) {
      let statement = try prepared(sql)
      do throws(ResultCode) {
        try statement.bind(repeat each values)
      } catch {
        statement.reset()
        throw error
      }
      return Rows(of: statement, in: self)
    } catch {
      throw failure(error, sql: sql.text, at: .preparing)
    }
  }

  /// The first row of a query, decoded by `decode`; `nil` if there is none.
  func first<Value, each Bound: Bindable>(
    _ sql: StaticString, then middle: StaticString = "", _ values: repeat each Bound,
    decode: (Row) throws(StorageError) -> Value
  ) throws(StorageError) -> Value? {
    var rows = try query(sql, then: middle, repeat each values)
    guard let row = try rows.next() else { return nil }
    return try decode(row)
  }

  /// What `decode` makes of the rows of a query, in their order; those of which it makes nothing are left out.
  func all<Value, each Bound: Bindable>(
    _ sql: StaticString, then middle: StaticString = "", _ values: repeat each Bound,
    decode: (Row) throws(StorageError) -> Value?
  ) throws(StorageError) -> [Value] {
    var rows = try query(sql, then: middle, repeat each values)
    var all: [Value] = []
    while let row = try rows.next() {
      if let value = try decode(row) { all.append(value) }
    }
    return all
  }

  /// The error for what no version of the program writes.
  func damaged(_ reason: String) -> StorageError {
    .damaged(path: path, reason: reason)
  }

  /// The number that follows one that is stored.
  ///
  /// - Throws: `StorageError.damaged` if none does, which no counting of ours leads to.
  func successor(of number: Int64) throws(StorageError) -> Int64 {
    guard number < .max else { throw .damaged(path: path, reason: "a count is at its end") }
    return number + 1
  }

  /// The statement `sql`, kept from its last use unless somebody still reads its rows.
  private func prepared(_ sql: SQL) throws(ResultCode) -> Statement {
    if let statement = statements[sql] {
      return statement.isInUse ? try Statement(sql, on: connection) : statement
    }
    let statement = try Statement(sql, on: connection)
    statements[sql] = statement
    return statement
  }

  /// The error that a result code stands for, with SQLite's own reason.
  func failure(_ code: ResultCode, sql: String, at stage: Stage = .executing) -> StorageError {
    let reason = String(cString: sqlite3_errmsg(connection))
    switch code.primary {
    case .busy, .locked, .lockingProtocol: return .busy(path: path)
    case .readOnly: return .readOnly(path: path)
    case .full: return .full(path: path)
    case .corrupt, .notADatabase: return .damaged(path: path, reason: reason)
    case .cannotOpen:
      // SQLite says only that it could not, and the system why; but where the disk is read-only, that the
      // log is missing, which could not be made.
      if access(file, W_OK) != 0, errno == EROFS { return .readOnly(path: path) }
      return .cannotOpen(path: path, reason: Self.systemReason(connection) ?? reason)
    case .inputOutput:
      return sqlite3_system_errno(connection) == ENOSPC
        ? .full(path: path) : .inputOutput(path: path, reason: reason)
    default:
      // Where all is as we make it, what was refused is our own statement, or what another program put in a row.
      if hasForeignSchema || (stage == .preparing && isAcceptedElsewhere(sql)) {
        return .altered(path: path, reason: reason)
      }
      return stage == .stepping && [.error, .constraint, .mismatch, .schema].contains(code.primary)
        ? .contradicted(path: path, reason: reason, sql: sql)
        : .statement(reason: reason, sql: sql)
    }
  }

  /// How far a statement had come when it failed.
  enum Stage {
    /// It was not accepted.
    case preparing
    /// It was accepted, and failed over what is stored.
    case stepping
    /// It was run at once, with others or by itself.
    case executing
  }

  /// What the system said when a file could not be opened; `nil` if it was not asked.
  private static func systemReason(_ connection: OpaquePointer?) -> String? {
    let code = connection.map { sqlite3_system_errno($0) } ?? 0
    return code == 0 ? nil : SystemError(code).reason
  }
}
