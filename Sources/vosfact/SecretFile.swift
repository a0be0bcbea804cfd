import VosfactKit

/// A file that a new secret is written to.
enum SecretFile {
  /// Writes `secret` on a line of a new file at `path`, which its owner alone may read, and waits until it is on the
  /// disk.
  ///
  /// - Throws: `CommandError.unwritable`, also if the file exists.
  static func write(_ secret: Secret, to path: String) throws(CommandError) {
    try SystemError.explained(secret.writeLine(to: path)) {
      CommandError.unwritable(path: path, reason: $0)
    }
  }
}
