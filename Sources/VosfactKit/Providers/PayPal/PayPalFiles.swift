import Glibc
import Localization

/// The files that a user keeps for PayPal: authorities, and certificates that were fetched.
enum PayPalFiles {
  /// How much is read of a file: the system's list of authorities has a quarter of it.
  private static let limit = 1024 * 1024

  /// What the file at `path` holds; `nil` if it cannot be read, or holds more than a mebibyte.
  static func content(of path: String) -> [UInt8]? {
    // Nobody must be made to wait for a pipe that somebody put there.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0, bytes.count + count <= limit else { return nil }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The certificates in the file of authorities at `path`.
  ///
  /// - Throws: `ProviderError.badValue` if it cannot be read, or holds none.
  static func certificates(ofAuthorities path: String) throws(ProviderError) -> [Certificate] {
    guard let bytes = content(of: path), let certificates = Certificate.all(in: bytes),
      !certificates.isEmpty
    else {
      throw badAuthorities(
        Text(
          en: "a file of certificates in PEM that can be read",
          fr: "un fichier lisible de certificats en PEM"))
    }
    return certificates
  }

  /// Accepts a file of authorities that are all within their validity.
  ///
  /// - Throws: `ProviderError.badValue`.
  static func check(authorities path: String, now: UnixTime) throws(ProviderError) {
    for certificate in try certificates(ofAuthorities: path) where !certificate.isValid(at: now) {
      let name = (certificate.commonName ?? "?").shown
      throw badAuthorities(
        Text(
          en: "certificates that are valid now, which '\(name)' is not",
          fr: "des certificats valables maintenant, ce que « \(name) » n’est pas"))
    }
  }

  /// Accepts a folder that is there.
  ///
  /// - Throws: `ProviderError.badValue`.
  static func check(folder path: String) throws(ProviderError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .badValue(
        provider: PayPalProvider.name, key: "certificate-directory",
        allowed: Text(en: "a folder that exists", fr: "un dossier qui existe"))
    }
  }

  /// Puts `bytes` into the file at `path`, as a whole or not at all: a callback may be verified meanwhile.
  ///
  /// It is written beside it first, in a file that the next one takes over if it was left by a process that was killed.
  ///
  /// - Throws: `ProviderError.unwritable`.
  static func write(_ bytes: [UInt8], to path: String) throws(ProviderError) {
    let partial = "\(path).partial"
    var descriptor: Int32
    repeat {
      descriptor = open(partial, O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { throw unwritable(path) }
      // What another process has put in place meanwhile is no longer to be written to.
      if isFile(descriptor, at: partial) { break }
      close(descriptor)
    } while true
    let isWritten =
      ftruncate(descriptor, 0) == 0
      && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
      && fsync(descriptor) == 0 && rename(partial, path) == 0
    let error = errno
    if !isWritten { unlink(partial) }
    close(descriptor)
    errno = error
    guard isWritten else { throw unwritable(path) }
  }

  private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && lstat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev
  }

  private static func unwritable(_ path: String) -> ProviderError {
    .unwritable(
      provider: PayPalProvider.name, path: path, reason: String(cString: strerror(errno)))
  }

  private static func badAuthorities(_ allowed: Text) -> ProviderError {
    .badValue(provider: PayPalProvider.name, key: "ca-file", allowed: allowed)
  }
}
