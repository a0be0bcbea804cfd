import Glibc

/// A folder of its own that only its owner may enter, taken away with all that is in it when it is let go of.
///
/// What a process leaves behind that was killed, the next one takes away that makes such a folder. Whose folder is in
/// use is told by a lock on it (flock(2)), which the system gives back when its process dies; that it is one of ours,
/// by a file in it.
package final class TemporaryFolder {
  package let path: String
  private let descriptor: Int32

  /// How the name begins, before six letters and digits of mkdtemp(3).
  private static let prefix = "vosfact."
  /// The file that says that a folder is ours.
  private static let mark = ".vosfact-temporary"

  /// Makes the folder, in `TMPDIR` if that is set, and takes away those there that nobody uses any more.
  ///
  /// - Throws: `StorageError.cannotOpen` if it cannot be made.
  package init(environment: [String: String] = [:]) throws(StorageError) {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    Self.removeAbandoned(in: parent)
    var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .cannotOpen(path: parent, reason: String(cString: strerror(errno)))
    }
    path = String(cString: made)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    // Locked before it is marked: nobody takes it for abandoned in between. Where a file system has no locks, nobody
    // gets one, and it is left alone.
    let flags = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    let mark = openat(descriptor, Self.mark, flags, 0o600)
    if mark >= 0 { close(mark) }
  }

  /// The path of the file `name` in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  deinit {
    if descriptor >= 0 {
      Self.empty(descriptor)
      close(descriptor)
    }
    rmdir(path)
  }

  // MARK: - Taking away

  /// Takes away the folders in `parent` that are ours and in use by no process. Nothing is done about what belongs to
  /// another user, is a link, or stands there under the same name for any other reason.
  private static func removeAbandoned(in parent: String) {
    let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    for name in names(in: folder) where isName(name) {
      let found = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard found >= 0 else { continue }
      defer { close(found) }
      var status = stat()
      guard fstat(found, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0,
        isMarked(found), flock(found, LOCK_EX | LOCK_NB) == 0
      else { continue }
      empty(found)
      unlinkat(folder, name, AT_REMOVEDIR)
    }
  }

  private static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6
  }

  private static func isMarked(_ folder: Int32) -> Bool {
    var status = stat()
    return fstatat(folder, mark, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
  }

  /// Takes away all that is in an open folder; links are taken away and not followed. The mark goes last, so that who
  /// is killed meanwhile leaves what the next one knows.
  private static func empty(_ folder: Int32) {
    for name in names(in: folder) where name != mark { remove(name, in: folder) }
    unlinkat(folder, mark, 0)
  }

  private static func remove(_ name: String, in folder: Int32) {
    if unlinkat(folder, name, 0) == 0 { return }
    let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard inner >= 0 else { return }
    for name in names(in: inner) { remove(name, in: inner) }
    close(inner)
    unlinkat(folder, name, AT_REMOVEDIR)
  }

  /// The names in an open folder.
  private static func names(in folder: Int32) -> [String] {
    // Another descriptor, as the stream closes its own; opened anew, so that it has a place of its own to read at.
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
