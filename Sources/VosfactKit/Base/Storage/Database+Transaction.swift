import CSQLite

extension Database {
  /// Whether a transaction is open on this connection.
  var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

  /// Runs `body` in one transaction that holds the write lock from its start (`BEGIN IMMEDIATE`), and
  /// commits it; whatever is thrown undoes it all and is passed on.
  ///
  /// Inside another transaction it is a savepoint: an error undoes its own part alone.
  ///
  /// It throws what `body` throws, or a `StorageError`; the errors of several concepts meet here, so it
  /// is not typed.
  @discardableResult
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    let isOutermost = sqlite3_get_autocommit(connection) != 0
    try execute(isOutermost ? "BEGIN IMMEDIATE" : "SAVEPOINT part")
    let before = added
    do {
      let result = try body()
      try execute(isOutermost ? "COMMIT" : "RELEASE part")
      return result
    } catch {
      // SQLite may have rolled back by itself, as on a full disk.
      if sqlite3_get_autocommit(connection) == 0 {
        try? execute(isOutermost ? "ROLLBACK" : "ROLLBACK TO part; RELEASE part")
      }
      added = before
      throw error
    }
  }

  /// Runs `body` in one transaction; when it is a rehearsal, everything is undone at its end, so that
  /// what would change can be shown without changing it.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  func transaction<Result>(
    rehearsing isRehearsal: Bool, _ body: () throws -> Result
  ) throws -> Result {
    guard isRehearsal else { return try transaction(body) }
    isRehearsing = true
    defer { isRehearsing = false }
    var result: Result?
    do {
      try transaction {
        result = try body()
        throw Rehearsal.over
      }
    } catch Rehearsal.over {}
    guard let result else { preconditionFailure("a rehearsal that ends has a result") }
    return result
  }

  private enum Rehearsal: Error {
    case over
  }

  /// Runs `body` on one state of the database, whatever others write meanwhile; it must only read.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    guard sqlite3_get_autocommit(connection) != 0 else { return try body() }
    try execute("BEGIN DEFERRED")
    defer { try? execute("ROLLBACK") }
    return try body()
  }
}
