import Glibc

/// What a backup holds.
package struct BackupReport: Sendable {
  package let path: String
  package let bytes: Int64
  /// How many entries its journal has; `nil` for a rehearsal, which makes none.
  package let entries: Int64?

  package var json: JSONValue {
    [
      "file": .string(path), "bytes": .integer(bytes),
      "entries": entries.map { .integer($0) } ?? .null,
    ]
  }
}

/// A copy of the whole database, made while others write, and put in its place only once it is checked
/// and on the disk.
///
/// It is written to a file beside its place, `PATH.partial`, which a run that was killed leaves behind and
/// the next one takes away. A run that was killed at its very end leaves the copy under both names: nobody
/// was told of it, so that the next run makes it anew.
struct Backup {
  let database: Database
  let path: String
  /// Audits the copy.
  let audit: (Database) throws -> AuditReport

  private var partial: String { "\(path).partial" }

  private static let size: StaticString = """
    SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)
    """

  /// How large the copy will be, and whether it may be made.
  func rehearse(replacing isReplacing: Bool) throws -> BackupReport {
    try checkPlace(replacing: isReplacing)
    return BackupReport(path: path, bytes: try size(of: database), entries: nil)
  }

  /// Makes the copy.
  ///
  /// It throws `BackupError` or `StorageError`; there is no copy then, and what was there before still is.
  ///
  /// - Parameter progress: is told how many pages are copied, and of how many.
  func make(
    replacing isReplacing: Bool, progress: (_ copied: Int, _ total: Int) -> Void
  ) throws -> BackupReport {
    try checkPlace(replacing: isReplacing)
    let descriptor = try openPartial()
    defer { close(descriptor) }
    do {
      let report = try fill(progress)
      guard fsync(descriptor) == 0 else { throw failure() }
      try put(replacing: isReplacing)
      return report
    } catch {
      unlink(partial)
      throw error
    }
  }

  private func checkPlace(replacing isReplacing: Bool) throws(BackupError) {
    var place = stat()
    guard stat(path, &place) == 0 else { return }
    var own = stat()
    if stat(database.path, &own) == 0, own.st_ino == place.st_ino, own.st_dev == place.st_dev {
      throw .isDatabase(path: path)
    }
    guard isReplacing || isUnfinished else { throw .exists(path: path) }
  }

  /// Whether what lies in the place is a copy that still has its first name too.
  private var isUnfinished: Bool {
    var place = stat()
    var first = stat()
    return lstat(path, &place) == 0 && lstat(partial, &first) == 0 && place.st_ino == first.st_ino
      && place.st_dev == first.st_dev
  }

  /// A new empty file for its owner alone, locked for as long as it is open.
  private func openPartial() throws(BackupError) -> Int32 {
    let made = O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC
    var descriptor = open(partial, made, 0o600)
    if descriptor < 0, errno == EEXIST {
      // What a run that was killed left. Taken away rather than emptied: it may be a name of the copy
      // that the run had put in its place.
      let left = open(partial, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard left >= 0 else { throw failure() }
      defer { close(left) }
      guard flock(left, LOCK_EX | LOCK_NB) == 0 else { throw .underWay(path: path) }
      // Its last name goes last, so that a run that is killed here is known as well.
      if isUnfinished { unlink(path) }
      unlink(partial)
      descriptor = open(partial, made, 0o600)
    }
    guard descriptor >= 0 else { throw failure() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .underWay(path: path)
    }
    return descriptor
  }

  /// Copies, and checks the copy; every connection to it is closed at the end.
  private func fill(_ progress: (_ copied: Int, _ total: Int) -> Void) throws -> BackupReport {
    let copy = try Database(unchecked: partial)
    do {
      try database.copy(into: copy, progress: progress)
      // One file that stands alone, without a log beside it.
      try copy.execute("PRAGMA journal_mode = DELETE")
      try copy.checkIntegrity()
    } catch StorageError.damaged(_, let reason) {
      // Page by page the same: it is the database that is damaged, and stays when the copy goes.
      throw StorageError.damaged(path: database.path, reason: reason)
    } catch StorageError.full {
      throw StorageError.full(path: path)
    }
    let report = try audit(copy)
    if let reason = report.reason { throw BackupError.unsound(reason: reason) }
    return BackupReport(path: path, bytes: try size(of: copy), entries: report.entries)
  }

  private func size(of database: Database) throws(StorageError) -> Int64 {
    try database.first(Self.size) { row in row.int64(0) } ?? 0
  }

  /// Gives the file its name, and waits until that too is on the disk.
  private func put(replacing isReplacing: Bool) throws(BackupError) {
    if isReplacing {
      guard rename(partial, path) == 0 else { throw failure() }
    } else {
      // Unlike a rename, a link never replaces what another process has just put there.
      guard link(partial, path) == 0 else {
        if errno == EEXIST { throw .exists(path: path) }
        throw failure()
      }
      unlink(partial)
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  private func failure() -> BackupError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }
}
