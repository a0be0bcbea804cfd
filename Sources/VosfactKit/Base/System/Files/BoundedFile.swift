import Localization

/// Files that users name in settings: small ones, read whole.
enum BoundedFile {
  /// What the file at `path` holds.
  static func content(of path: String, limit: Int) throws(Fault) -> [UInt8] {
    // Nobody must be made to wait for a pipe that somebody put there.
    let bytes = try SystemError.explained(
      File.content(of: path, .unwaiting, upTo: limit + 1)
    ) { reason in
      Fault(
        .misconfigured,
        en: "cannot read \(path.shown); \(reason); check the path and its permissions",
        fr: "impossible de lire \(path.shown) ; \(reason) ; vérifiez le chemin et ses droits")
    }
    guard bytes.count <= limit else {
      throw Fault(
        .misconfigured,
        en: "\(path.shown) is too large; at most \(limit / 1024) KiB are taken; make it smaller",
        fr: "\(path.shown) est trop grand ; \(limit / 1024) Kio au plus ; réduisez-le")
    }
    return bytes
  }
}
