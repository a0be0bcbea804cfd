package import Glibc

/// Names are given and taken here: every path is in `folder` if that is given and the path is relative.
extension File {
  /// Gives the file at `path` the name `target`; what had it is gone.
  package static func move(
    _ path: String, to target: String, in folder: File? = nil
  ) throws(SystemError) {
    _ = try retried { renameat(folder.place, path, folder.place, target) }
  }

  /// Gives the file at `path` another name, which nothing may have; where links are not followed.
  static func name(_ path: String, also other: String) throws(SystemError) {
    _ = try retried { link(path, other) }
  }

  /// Takes away the name of a file or link.
  package static func remove(_ path: String, in folder: File? = nil) throws(SystemError) {
    _ = try retried { unlinkat(folder.place, path, 0) }
  }

  /// Takes away an empty folder.
  static func removeFolder(_ path: String, in folder: File? = nil) throws(SystemError) {
    _ = try retried { unlinkat(folder.place, path, AT_REMOVEDIR) }
  }

  /// Makes a folder, unless something is at the path already.
  ///
  /// - Returns: whether it was made.
  @discardableResult
  package static func makeFolder(
    _ path: String, permissions: mode_t = 0o700
  ) throws(SystemError) -> Bool {
    do throws(SystemError) {
      _ = try retried { mkdir(path, permissions) }
      return true
    } catch {
      guard error.number == EEXIST else { throw error }
      return false
    }
  }

  /// Waits until the names in the folder at `path` are on the disk.
  static func forceFolder(_ path: String) throws(SystemError) {
    try File(path, .folder).force()
  }

  /// The path at which the file at `path` itself is, links followed.
  package static func realPath(_ path: String) throws(SystemError) -> String {
    guard let real = realpath(path, nil) else { throw .last }
    defer { free(real) }
    return String(cString: real)
  }
}
