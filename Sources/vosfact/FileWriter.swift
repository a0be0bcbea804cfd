import Glibc

/// Writes files that a user named.
enum FileWriter {
  /// Makes or replaces the file at `path`; a new one has the permissions `mode`.
  ///
  /// - Throws: `CommandError.unwritable`; a file that could not be written whole is taken away, unless it is
  ///   a device or a pipe.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o600
  ) throws(CommandError) {
    let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw unwritable(path) }
    let output = Output(file: descriptor)
    do {
      try output.write(bytes)
      try output.flush()
    } catch {
      let reason = unwritable(path)
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { unlink(path) }
      close(descriptor)
      throw reason
    }
    guard close(descriptor) == 0 else { throw unwritable(path) }
  }

  private static func unwritable(_ path: String) -> CommandError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }
}
