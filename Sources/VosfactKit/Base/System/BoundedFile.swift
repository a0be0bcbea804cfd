import Glibc
import Localization

/// Files that users name in settings: small ones, read whole.
enum BoundedFile {
  /// What the file at `path` holds.
  ///
  /// - Throws: `BoundedFileError`.
  static func content(of path: String, limit: Int) throws(BoundedFileError) -> [UInt8] {
    // Nobody must be made to wait for a pipe that somebody put there.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    }
  }

  private static func unreadable(_ path: String) -> BoundedFileError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
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
