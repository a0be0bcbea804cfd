import Localization

/// The seller's logo, as documents and pages carry it: within themselves, so that nothing is fetched.
package struct Logo: Equatable, Sendable {
  /// The picture as a `data:` address (RFC 2397).
  package let address: String

  /// How many bytes a logo may have: each document carries it.
  static let sizeLimit = 256 * 1024
  /// How many pixels wide and high a picture may be.
  static let pixelLimit = 4096

  /// The logo in the file at `path`.
  ///
  /// It throws `Fault` if the file cannot be read, or is no picture that documents can carry.
  package init(path: String) throws {
    let bytes = try BoundedFile.content(of: path, limit: Self.sizeLimit)
    let type = try Self.type(of: bytes, path: path)
    address = "data:\(type);base64,\(Base64.encode(bytes))"
  }

  /// The logo that the settings name; `nil` if they name none. It throws as `init(path:)` does.
  package init?(_ settings: Settings) throws {
    guard let path = try settings.value(.companyLogo) else { return nil }
    try self.init(path: path)
  }

  /// The media type of a picture, told by its bytes.
  private static func type(of bytes: [UInt8], path: String) throws(Fault) -> String {
    // PNG (ISO/IEC 15948), section 5.2: the signature, then the header with width and height.
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      guard bytes.count > 45, bytes[12..<16].elementsEqual("IHDR".utf8),
        bytes.suffix(8).starts(with: "IEND".utf8)
      else { throw truncated(path) }
      let sides = [bytes[16..<20], bytes[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
      guard sides.allSatisfy({ (1...pixelLimit).contains($0) }) else {
        throw noLogo(
          path, en: "it is over \(pixelLimit) pixels wide or high; make it smaller",
          fr: "plus de \(pixelLimit) pixels de côté ; réduisez-le")
      }
      return "image/png"
    }
    // JPEG (ITU-T T.81), annex B: start of image, a marker, in the end the end of image.
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      guard bytes.suffix(64).contains(0xD9) else { throw truncated(path) }
      return "image/jpeg"
    }
    do throws(VectorPicture.Fault) {
      try VectorPicture.check(bytes)
      return "image/svg+xml"
    } catch {
      switch error {
      case .notSVG:
        throw noLogo(
          path, en: "it is neither PNG, JPEG nor plain SVG; give another file",
          fr: "ce n’est ni PNG, ni JPEG, ni SVG simple ; donnez un autre fichier")
      case .active(let what):
        throw noLogo(
          path, en: "it holds \(what.shown), which pictures need not; take it out",
          fr: "il contient \(what.shown), inutile à une image ; retirez-le")
      }
    }
  }

  private static func truncated(_ path: String) -> Fault {
    noLogo(
      path, en: "the picture is cut short; save it again",
      fr: "l’image est tronquée ; enregistrez-la à nouveau")
  }

  private static func noLogo(_ path: String, en: String, fr: String) -> Fault {
    Fault(
      .misconfigured, en: "\(path.shown) is no logo; \(en)",
      fr: "\(path.shown) n’est pas un logo ; \(fr)")
  }
}

extension SettingType<String> {
  /// The absolute path of a picture that documents can carry.
  static let logo = SettingType.file(
    en: "the absolute path of a PNG, JPEG or SVG picture",
    fr: "le chemin absolu d’une image PNG, JPEG ou SVG"
  ) { _ = try Logo(path: $0) }
}
