import Glibc

/// A folder of its own that only its owner may enter, taken away with all that is in it by `remove()`.
///
/// What a process leaves behind that was killed, the next one takes away that makes such a folder. Whose folder is in
/// use is told by a lock on it (flock(2)), which the system gives back when its process dies; that it is one of ours,
/// by a file in it.
package final class TemporaryFolder {
  package let path: String
  private let folder: File?

  /// How the name begins, before six letters and digits of mkdtemp(3).
  private static let prefix = "vosfact."
  /// The file that says that a folder is ours.
  private static let mark = ".vosfact-temporary"

  private static let opening: File.Opening = [.reading, .folder, .unlinked]

  /// Makes the folder, in `TMPDIR` if that is set, and takes away those there that nobody uses any more.
  ///
  /// - Throws: `StorageError.cannotOpen` if it cannot be made.
  package init(environment: [String: String] = [:]) throws(StorageError) {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    Self.removeAbandoned(in: parent)
    var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .cannotOpen(path: parent, reason: SystemError.last.reason)
    }
    path = String(cString: made)
    folder = try? File(path, Self.opening)
    // Locked before it is marked: nobody takes it for abandoned in between. Where a file system has no locks, nobody
    // gets one, and it is left alone.
    guard let folder, (try? folder.lock()) == true else { return }
    _ = try? File(Self.mark, [.writing, .new, .unlinked], in: folder)
  }

  /// The path of the file `name` in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Takes the folder away, with all that is in it.
  package func remove() {
    if let folder { Self.empty(folder) }
    try? File.removeFolder(path)
  }

  // MARK: - Taking away

  /// Takes away the folders in `parent` that are ours and in use by no process. Nothing is done about what belongs to
  /// another user, is a link, or stands there under the same name for any other reason.
  private static func removeAbandoned(in parent: String) {
    guard let parent = try? File(parent, .folder) else { return }
    for name in names(in: parent) where isName(name) {
      guard let found = try? File(name, opening, in: parent),
        let status = try? FileStatus(of: found), status.owner == geteuid(), !status.isExposed,
        isMarked(found), (try? found.lock()) == true
      else { continue }
      empty(found)
      try? File.removeFolder(name, in: parent)
    }
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6
  }

  private static func isMarked(_ folder: File) -> Bool {
    let status = try? FileStatus(mark, in: folder, following: false)
    return status?.kind == .regular && status?.owner == geteuid()
  }

  /// Takes away all that is in an open folder; links are taken away and not followed. The mark goes last, so that who
  /// is killed meanwhile leaves what the next one knows.
  private static func empty(_ folder: File) {
    for name in names(in: folder) where name != mark { remove(name, in: folder) }
    try? File.remove(mark, in: folder)
  }

  private static func remove(_ name: String, in folder: File) {
    if (try? File.remove(name, in: folder)) != nil { return }
    guard let inner = try? File(name, opening, in: folder) else { return }
    for name in names(in: inner) { remove(name, in: inner) }
    try? File.removeFolder(name, in: folder)
  }

  private static func names(in folder: File) -> [String] {
    (try? FolderEntries(of: folder))?.names ?? []
  }
}
