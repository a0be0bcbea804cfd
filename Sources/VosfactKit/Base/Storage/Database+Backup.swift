import CSQLite
import Glibc

extension Database {
  /// How many pages are copied before others get their turn.
  private static let pagesPerStep: Int32 = 1024

  private static let beginReading: StaticString = "SELECT count(*) FROM sqlite_schema"

  /// Copies the whole database into `target`, an open database that is replaced, by SQLite's online backup
  /// (https://www.sqlite.org/backup.html), while others write.
  ///
  /// The copy is of one state: a reading transaction holds it for as long as copying takes, so that no
  /// writer makes SQLite begin again.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameter progress: is told, after each piece, how many pages are copied, and of how many.
  func copy(
    into target: Database, progress: (_ copied: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    try snapshot {
      _ = try first(Self.beginReading) { row in row.int64() }
      guard let backup = sqlite3_backup_init(target.connection, "main", connection, "main") else {
        throw target.failure(ResultCode(sqlite3_errcode(target.connection)), sql: "backup")
      }
      var code = sqlite3_backup_step(backup, Self.pagesPerStep)
      while code == SQLITE_OK {
        let total = Int(sqlite3_backup_pagecount(backup))
        progress(total - Int(sqlite3_backup_remaining(backup)), total)
        code = sqlite3_backup_step(backup, Self.pagesPerStep)
      }
      sqlite3_backup_finish(backup)
      guard code == SQLITE_DONE else { throw target.failure(ResultCode(code), sql: "backup") }
    }
  }

  private static let integrity: StaticString = "PRAGMA integrity_check(1)"

  /// - Throws: `StorageError.damaged` if SQLite finds the file damaged.
  func checkIntegrity() throws(StorageError) {
    let found = try first(Self.integrity) { row in row.text() }
    guard found == "ok" else { throw .damaged(path: path, reason: found ?? "no answer") }
  }
}
