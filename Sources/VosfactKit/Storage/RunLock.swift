import Glibc

/// A lock that one process at a time holds, beside the database; it is given back when it is let go of,
/// and by the system when the process dies.
final class RunLock {
  private let descriptor: Int32

  /// Takes the lock that is the file at `path`, which is made if it is missing and stays.
  ///
  /// - Parameter isMaking: whether a missing file is made; if it is not, nobody has ever held the lock, and
  ///   there is nothing to hold.
  /// - Throws: `StorageError.cannotOpen` if the file cannot be made or opened.
  /// - Returns: `nil` if another process holds it.
  init?(path: String, makingFile isMaking: Bool = true) throws(StorageError) {
    descriptor = open(path, (isMaking ? O_CREAT : 0) | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      if !isMaking, errno == ENOENT { return }
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
