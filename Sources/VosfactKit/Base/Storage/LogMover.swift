import CSQLite

/// Moves what stands in the log beside a database (the WAL) into its file, on another thread, while the next batch is
/// written: half of what a batch has the disk do.
///
/// It has a connection of its own, which that thread alone uses until it has been waited for.
final class LogMover: @unchecked Sendable {
  /// From how many pages on a log is moved: what is less is soon moved when the work ends.
  private static let least: Int32 = 1000
  /// From how many pages on it is moved whole before it grows, so that it begins again from its start.
  private static let most: Int32 = 16_000

  private let path: String
  /// The connection, from the first move on.
  private var database: Database?
  private var move: ThreadedCall?
  /// How many pages stood in the log after the last commit.
  private var pages: Int32 = 0

  /// - Parameter path: that of the database.
  init(path: String) {
    self.path = path
  }

  /// Counts the pages of the log as `connection` commits, in the place of moving them then.
  func watch(_ connection: OpaquePointer) {
    sqlite3_wal_hook(
      connection,
      { context, _, _, pages in
        guard let context else { return SQLITE_OK }
        Unmanaged<LogMover>.fromOpaque(context).takeUnretainedValue().pages = pages
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Begins to move what was committed, if it is much. It is no reason to fail: what cannot be moved stays in the log.
  func start() {
    guard pages >= Self.least else { return }
    move?.wait()
    guard let database = database ?? (try? Database(unchecked: path)) else { return }
    self.database = database
    move = ThreadedCall { [unowned(unsafe) self] in moveAll() }
    if pages >= Self.most { move?.wait() }
  }

  private func moveAll() {
    guard let database else { return }
    sqlite3_wal_checkpoint_v2(database.connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
  }

  /// Comes back once nothing is moved any more.
  func wait() {
    move?.wait()
  }
}
