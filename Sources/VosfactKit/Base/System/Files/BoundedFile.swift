import Localization

/// Files that users name in settings: small ones, read whole.
enum BoundedFile {
  /// What the file at `path` holds.
  ///
  /// - Throws: `BoundedFileError`.
  static func content(of path: String, limit: Int) throws(BoundedFileError) -> [UInt8] {
    // Nobody must be made to wait for a pipe that somebody put there.
    let bytes = try SystemError.explained(
      File.content(of: path, .unwaiting, upTo: limit + 1)
    ) { BoundedFileError.unreadable(path: path, reason: $0) }
    guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    return bytes
  }
}

/// Why a file that a setting names could not be read.
enum BoundedFileError: Error, Equatable, Sendable {
  case unreadable(path: String, reason: String)
  case tooLarge(path: String, limit: Int)
}

extension BoundedFileError: ExplainedError {
  var nature: FaultNature { .misconfigured }

  var text: Text {
    switch self {
    case .unreadable(let path, let reason):
      Text(
        en: "cannot read \(path.shown); \(reason); check the path and its permissions",
        fr: "impossible de lire \(path.shown) ; \(reason) ; vérifiez le chemin et ses droits")
    case .tooLarge(let path, let limit):
      Text(
        en: "\(path.shown) is too large; at most \(limit / 1024) KiB are taken; make it smaller",
        fr: "\(path.shown) est trop grand ; \(limit / 1024) Kio au plus ; réduisez-le")
    }
  }
}
