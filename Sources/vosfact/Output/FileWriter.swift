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
    guard descriptor >= 0, fill(descriptor, with: bytes, orRemove: path, in: AT_FDCWD) else {
      throw unwritable(path)
    }
  }

  /// Writes `bytes` into an open file and closes it; `false`, with the reason in `errno`, if that fails.
  fileprivate static func fill(
    _ descriptor: Int32, with bytes: [UInt8], orRemove name: String, in folder: Int32
  ) -> Bool {
    let isWritten = bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 { written += count } else if errno != EINTR { return false }
      }
      return true
    }
    guard !isWritten else { return close(descriptor) == 0 }
    let reason = errno
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      unlinkat(folder, name, 0)
    }
    close(descriptor)
    errno = reason
    return false
  }

  fileprivate static func unwritable(_ path: String) -> CommandError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }
}

/// A folder that many files are written into.
final class FolderWriter {
  let path: String
  private let descriptor: Int32

  /// Opens the folder, which is made if it is missing.
  ///
  /// - Throws: `CommandError.unwritable`.
  init(_ path: String) throws(CommandError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileWriter.unwritable(path) }
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileWriter.unwritable(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Makes the file `name`, or replaces what is there whole: whoever reads it sees the old or the new one.
  ///
  /// - Throws: `CommandError.unwritable`; then a new file is not there, and an old one is as it was.
  func write(_ bytes: [UInt8], to name: String) throws(CommandError) {
    // Another name first takes the system half as long again, and where there is nothing yet protects nothing.
    let new = openat(descriptor, name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    if new >= 0 {
      guard FileWriter.fill(new, with: bytes, orRemove: name, in: descriptor) else {
        throw FileWriter.unwritable("\(path)/\(name)")
      }
      return
    }
    guard errno == EEXIST else { throw FileWriter.unwritable("\(path)/\(name)") }
    let partial = "\(name).part"
    let other = openat(descriptor, partial, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
    guard other >= 0, FileWriter.fill(other, with: bytes, orRemove: partial, in: descriptor),
      renameat(descriptor, partial, descriptor, name) == 0
    else { throw FileWriter.unwritable("\(path)/\(name)") }
  }
}
