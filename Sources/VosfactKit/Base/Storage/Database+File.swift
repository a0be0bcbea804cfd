import Glibc

extension Database {
  /// Makes the file readable by its owner alone, or checks that it is.
  ///
  /// The files that SQLite puts beside it (the WAL and its index) take its permissions.
  static func prepareFile(at path: String, access: Access) throws(StorageError) {
    var status = stat()
    if stat(path, &status) != 0 {
      guard errno == ENOENT else { throw .cannotOpen(path: path, reason: systemReason()) }
      guard access == .creating else { throw .missing(path: path) }
      try create(path)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notAFile(path: path)
    }
    guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
  }

  private static func create(_ path: String) throws(StorageError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // Another process has just made it: that is as good.
      if errno == EEXIST { return }
      throw .cannotOpen(path: path, reason: systemReason())
    }
    close(descriptor)
  }

  private static func systemReason() -> String {
    String(cString: strerror(errno))
  }
}
