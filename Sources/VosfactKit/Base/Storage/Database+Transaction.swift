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
  ///
  /// - Parameter isRehearsal: whether everything is undone at its end, so that what would change can be shown without
  ///   changing it.
  @discardableResult
  func transaction<Result>(
    rehearsing isRehearsal: Bool = false, _ body: () throws -> Result
  ) throws -> Result {
    let isOutermost = sqlite3_get_autocommit(connection) != 0
    guard isOutermost || batch == nil else { return try part(body) }
    try execute(isOutermost ? "BEGIN IMMEDIATE" : "SAVEPOINT part")
    if isOutermost { memory.removeAll() }
    defer { if isOutermost { memory.removeAll() } }
    let before = added
    func undo() {
      // SQLite may have rolled back by itself, as on a full disk.
      if sqlite3_get_autocommit(connection) == 0 {
        try? execute(isOutermost ? "ROLLBACK" : "ROLLBACK TO part; RELEASE part")
      }
      added = before
      memory.removeAll()
    }
    if isRehearsal { isRehearsing = true }
    defer { if isRehearsal { isRehearsing = false } }
    do {
      let result = try body()
      if isRehearsal { undo() } else { try execute(isOutermost ? "COMMIT" : "RELEASE part") }
      return result
    } catch {
      undo()
      throw error
    }
  }

  /// Whether a part of a batch has failed.
  struct Batch: Error {
    fileprivate var hasFailed = false
  }

  /// Runs `body` in one transaction of many small parts, each a transaction within it. They have no savepoints, which
  /// would copy every page that they write: if one fails, all is undone, and `body` runs once more, with savepoints.
  /// What it committed is moved from the log into the file on another thread.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  func batch<Result>(_ body: () throws -> Result) throws -> Result {
    // 32 MiB: with SQLite's two, pages that many parts write were written out and read again in between.
    try execute("PRAGMA cache_size = -32768")
    let mover = logMover ?? LogMover(path: path)
    logMover = mover
    mover.watch(connection)
    defer {
      moveLogAtCommit()
      mover.start()
    }
    do {
      defer { batch = nil }
      return try transaction {
        batch = Batch()
        let result = Swift.Result { try body() }
        if let batch, batch.hasFailed { throw batch }
        return try result.get()
      }
    } catch is Batch {
      return try transaction(body)
    }
  }

  private func part<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      batch?.hasFailed = true
      throw error
    }
  }

  /// Runs `body` on one state of the database, whatever others write meanwhile; it must only read.
  ///
  /// It throws what `body` throws, or a `StorageError`.
  func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    guard sqlite3_get_autocommit(connection) != 0 else { return try body() }
    try execute("BEGIN DEFERRED")
    memory.removeAll()
    defer {
      try? execute("ROLLBACK")
      memory.removeAll()
    }
    return try body()
  }
}
