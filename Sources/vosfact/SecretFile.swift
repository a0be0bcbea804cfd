import Localization
import VosfactKit

/// A file that a new secret is written to.
enum SecretFile {
  /// Writes `secret` on a line of a new file at `path`, which its owner alone may read, and waits until it is on the
  /// disk.
  ///
  /// - Throws: `Fault`, also if the file exists.
  static func write(_ secret: Secret, to path: String) throws(Fault) {
    try Fault.writing(path, secret.writeLine(to: path))
  }
}
