import Glibc

extension Database {
  /// Makes the file readable by its owner alone, or checks that it is.
  ///
  /// The files that SQLite puts beside it (the WAL and its index) take its permissions.
  static func prepareFile(at path: String, access: Access) throws(StorageError) {
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus(path)
    } catch {
      guard error.number == ENOENT else { throw .cannotOpen(path: path, reason: error.reason) }
      guard access == .creating else { throw .missing(path: path) }
      return try create(path)
    }
    guard status.kind == .regular else { throw .notAFile(path: path) }
    guard !status.isExposed else { throw .exposed(path: path) }
  }

  private static func create(_ path: String) throws(StorageError) {
    do throws(SystemError) {
      try File.make(path, holding: [])
    } catch {
      // Another process may just have made it: that is as good.
      guard error.number == EEXIST else { throw .cannotOpen(path: path, reason: error.reason) }
    }
  }
}
