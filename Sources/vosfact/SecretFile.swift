import Glibc
import VosfactKit

/// A file that a new secret is written to.
enum SecretFile {
  /// Writes `secret` on a line of a new file at `path`, which its owner alone may read, and waits until it is on the
  /// disk.
  ///
  /// - Throws: `CommandError.unwritable`, also if the file exists.
  static func write(_ secret: Secret, to path: String) throws(CommandError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    guard secret.writeLine(to: descriptor), fsync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      throw .unwritable(path: path, reason: reason)
    }
  }
}
