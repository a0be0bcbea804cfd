import CCrypto

/// A hash function that a provider signs with.
enum HashAlgorithm: String, CaseIterable, Sendable {
  // Old, but what some accounts are still set to; in an HMAC and with a secret it holds.
  case sha1 = "sha-1"
  case sha256 = "sha-256"
  case sha512 = "sha-512"

  /// How many bytes a digest has.
  var length: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha512: 64
    }
  }

  /// libcrypto's functions, looked up once: each digest would do it again. They are never changed or freed, and
  /// libcrypto lets any thread use them.
  nonisolated(unsafe) private static let functionSHA1 = fetched("SHA1")
  nonisolated(unsafe) private static let functionSHA512 = fetched("SHA512")

  private static func fetched(_ name: String) -> OpaquePointer? {
    Libcrypto.isReady ? EVP_MD_fetch(nil, name, nil) : nil
  }

  var function: OpaquePointer? {
    switch self {
    case .sha1: Self.functionSHA1
    case .sha256: SHA256.function
    case .sha512: Self.functionSHA512
    }
  }

  /// The digest of `bytes` (FIPS 180-4); `nil` if libcrypto fails.
  func digest(_ bytes: [UInt8]) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: length)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, function, nil) == 1 else { return nil }
    return digest
  }
}
