import Glibc
import Localization

/// What a backup holds.
package struct BackupReport: Sendable, DataRecord {
  package let path: String
  package let bytes: Int64
  /// How many entries its journal has; `nil` for a rehearsal, which makes none.
  package let entries: Int64?

  package static let form = RecordForm<BackupReport>([
    .text("file") { $0.path }, .number("bytes") { $0.bytes },
    .number("entries") { $0.entries }.meaning(
      en: "The length of the copy's journal; `null` under `--dry-run`.",
      fr: "La longueur du journal de la copie ; `null` sous `--dry-run`."),
  ])
}

/// A copy of the whole database, made while others write, and put in its place only once it is checked
/// and on the disk.
///
/// It is written to a file beside its place, `PATH.partial`, which a run that was killed leaves behind and
/// the next one takes away. A run that was killed at its very end leaves the copy under both names: nobody
/// was told of it, so that the next run makes it anew.
struct Backup {
  let database: Database
  let clock: WallClock
  let path: String

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
  /// It throws `Fault` or `StorageError`; there is no copy then, and what was there before still is.
  ///
  /// - Parameter progress: is told how many pages are copied, and of how many.
  func make(
    replacing isReplacing: Bool, progress: (_ copied: Int, _ total: Int) -> Void
  ) throws -> BackupReport {
    try checkPlace(replacing: isReplacing)
    let file = try openPartial()
    do {
      let report = try fill(progress)
      try explained(file.force())
      try put(replacing: isReplacing)
      return report
    } catch {
      try? File.remove(partial)
      throw error
    }
  }

  private func checkPlace(replacing isReplacing: Bool) throws(Fault) {
    guard let place = FileStatus.at(path) else { return }
    if FileStatus.at(database.path)?.identity == place.identity {
      throw Fault(
        .cannotWrite,
        en: "no backup was made; \(path.shown) is the database itself; name another file",
        fr: "aucune sauvegarde ; \(path.shown) est la base elle-même ; nommez un autre fichier")
    }
    guard isReplacing || isUnfinished else { throw exists }
  }

  /// Whether what lies in the place is a copy that still has its first name too.
  private var isUnfinished: Bool {
    guard let place = FileStatus.at(path, following: false) else { return false }
    return FileStatus.at(partial, following: false)?.identity == place.identity
  }

  /// A new empty file for its owner alone, locked for as long as it is open.
  private func openPartial() throws(Fault) -> File {
    let file: File
    do throws(SystemError) {
      file = try File(partial, [.readingAndWriting, .new])
    } catch {
      guard error.number == EEXIST else { throw failure(error.reason) }
      // What a run that was killed left. Taken away rather than emptied: it may be a name of the copy
      // that the run had put in its place.
      let left = try explained(File(partial, [.readingAndWriting, .unlinked]))
      guard (try? left.lock()) == true else { throw underWay }
      // Its last name goes last, so that a run that is killed here is known as well.
      if isUnfinished { try? File.remove(path) }
      try? File.remove(partial)
      file = try explained(File(partial, [.readingAndWriting, .new]))
      withExtendedLifetime(left) {}
    }
    guard (try? file.lock()) == true else { throw underWay }
    return file
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
    let report = try Audit(database: copy, clock: clock).run()
    if let reason = report.reason {
      throw Fault(
        .inputOutput, en: "the backup was thrown away; \(reason.en); run: vosfact payment audit",
        fr: "la sauvegarde a été jetée ; \(reason.fr) ; lancez : vosfact payment audit")
    }
    return BackupReport(path: path, bytes: try size(of: copy), entries: report.entries)
  }

  private func size(of database: Database) throws(StorageError) -> Int64 {
    try database.first(Self.size) { row in row.int64() } ?? 0
  }

  /// Gives the file its name, and waits until that too is on the disk.
  private func put(replacing isReplacing: Bool) throws(Fault) {
    if isReplacing {
      try explained(File.move(partial, to: path))
    } else {
      do throws(SystemError) {
        // Unlike a rename, a link never replaces what another process has just put there.
        try File.name(partial, also: path)
      } catch {
        throw error.number == EEXIST ? exists : failure(error.reason)
      }
      try? File.remove(partial)
    }
    try explained(File.forceFolder(FileCheck.folder(of: path)))
  }

  private func explained<Value>(
    _ body: @autoclosure () throws(SystemError) -> Value
  ) throws(Fault) -> Value {
    try SystemError.explained(body(), failure)
  }

  private func failure(_ reason: String) -> Fault {
    Fault(
      .cannotWrite,
      en: "cannot write the backup \(path.shown); \(reason); check the folder and the disk",
      fr:
        "impossible d’écrire la sauvegarde \(path.shown) ; \(reason) ; vérifiez le dossier et le disque"
    )
  }

  private var exists: Fault {
    Fault(
      .cannotWrite,
      en: "no backup was made; \(path.shown) exists; name another file or give --replace",
      fr: "aucune sauvegarde ; \(path.shown) existe ; nommez un autre fichier ou donnez --replace")
  }

  private var underWay: Fault {
    Fault(
      .busy, en: "no backup was made; another process is writing \(path.shown); try again later",
      fr: "aucune sauvegarde ; un autre processus écrit \(path.shown) ; réessayez plus tard")
  }
}
