import CSQLite

extension Database {
  /// What becomes of the log beside the file (the WAL) when the work over this connection ends.
  enum LogEnd {
    /// What stands in it is moved into the file, which then is all there is; a copy of it loses nothing.
    case emptied
    /// It stays for the next process, as long as it is small.
    case kept
    /// It is as it was found.
    case untouched
  }

  /// From how many bytes on a log is too large to be kept: each process that finds nobody else at the database reads
  /// it from its beginning to its end.
  private static let keptLogSize: Int64 = 256 << 10

  /// Keeps the log for the next process. To empty it takes two waits for the disk, and whoever makes it anew has to
  /// wait for its name and its beginning.
  func keepLog() {
    logEnd = .kept
    csqlite_keep_log_at_close(connection)
  }

  /// Has the log moved into the file as a transaction is committed, once it is long. Of many in a row most write the same
  /// pages: a longer log spares moving them each time.
  func moveLogAtCommit() {
    sqlite3_wal_autocheckpoint(connection, 4000)
  }

  /// Empties the log if its end wants that. It is no reason to fail: where it cannot be, the next process can.
  func putLogAway() {
    logMover?.wait()
    logMover = nil
    switch logEnd {
    case .untouched: break
    case .kept: if hasWritten { emptyLog(from: Self.keptLogSize) }
    case .emptied: emptyLog(from: 1)
    }
  }

  private func emptyLog(from size: Int64) {
    guard !file.isEmpty, let log = FileStatus.at("\(file)-wal"), log.size >= size else { return }
    var (all, moved): (Int32, Int32) = (0, 0)
    // Nobody is waited for, and nobody waits: the log is cut only once all of it is in the file.
    sqlite3_busy_handler(connection, nil, nil)
    let code = sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, &all, &moved)
    if code == SQLITE_OK, all == moved {
      sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
    busyHandler.install(on: connection)
  }
}
