import Localization

/// The files that a user keeps for PayPal: authorities, and certificates that were fetched.
enum PayPalFiles {
  /// How much is read of a file: the system's list of authorities has a quarter of it.
  private static let limit = 1024 * 1024

  /// What the file at `path` holds; `nil` if it cannot be read, or holds more than a mebibyte.
  static func content(of path: String) -> [UInt8]? {
    // Nobody must be made to wait for a pipe that somebody put there.
    guard let bytes = try? File.content(of: path, .unwaiting, upTo: limit + 1),
      bytes.count <= limit
    else { return nil }
    return bytes
  }

  /// The certificates in the file of authorities at `path`.
  ///
  /// - Throws: `ProviderError.badValue` if it cannot be read, or holds none.
  static func certificates(ofAuthorities path: String) throws(ProviderError) -> [Certificate] {
    guard let bytes = content(of: path), let certificates = Certificate.all(in: bytes),
      !certificates.isEmpty
    else {
      throw PayPalProvider.badValue(
        of: "ca-file", en: "a file of certificates in PEM that can be read",
        fr: "un fichier lisible de certificats en PEM")
    }
    return certificates
  }

  /// Accepts a file of authorities that are all within their validity.
  ///
  /// - Throws: `ProviderError.badValue`.
  static func check(authorities path: String, now: UnixTime) throws(ProviderError) {
    for certificate in try certificates(ofAuthorities: path) where !certificate.isValid(at: now) {
      let name = (certificate.commonName ?? "?").shown
      throw PayPalProvider.badValue(
        of: "ca-file", en: "certificates that are valid now, which '\(name)' is not",
        fr: "des certificats valables maintenant, ce que « \(name) » n’est pas")
    }
  }

  /// Accepts a folder that is there.
  ///
  /// - Throws: `ProviderError.badValue`.
  static func check(folder path: String) throws(ProviderError) {
    guard FileStatus.at(path)?.kind == .folder else {
      throw PayPalProvider.badValue(
        of: "certificate-directory", en: "a folder that exists", fr: "un dossier qui existe")
    }
  }

  /// Puts `bytes` into the file at `path`, as a whole or not at all: a callback may be verified meanwhile.
  ///
  /// It is written beside it first, in a file that the next one takes over if it was left by a process that was killed.
  static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
    do throws(SystemError) {
      let draft = try FileDraft.shared(
        "\(path).partial", for: path, waiting: true, permissions: 0o644)
      try draft?.put(bytes, forced: true)
    } catch {
      throw Fault(
        .cannotWrite,
        en:
          "\(PayPalProvider.name)'s certificate cannot be stored; \(path.shown): \(error.reason); check the folder",
        fr:
          "le certificat de \(PayPalProvider.name) ne peut être rangé ; \(path.shown) : \(error.reason) ; vérifiez le dossier"
      )
    }
  }
}
