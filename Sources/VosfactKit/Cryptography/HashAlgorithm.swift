import CCrypto

/// A hash function that a provider signs with.
enum HashAlgorithm: String, CaseIterable, Sendable {
  // Old, but what some accounts are still set to; in an HMAC and with a secret it holds.
  case sha1 = "sha-1"
  case sha256 = "sha-256"
  case sha512 = "sha-512"

  /// libcrypto's name of it.
  private var name: String {
    switch self {
    case .sha1: "SHA1"
    case .sha256: "SHA256"
    case .sha512: "SHA512"
    }
  }

  /// The digest of `bytes` (FIPS 180-4); `nil` if libcrypto fails.
  func digest(_ bytes: [UInt8]) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length = 0
    guard EVP_Q_digest(nil, name, nil, bytes, bytes.count, &digest, &length) == 1 else {
      return nil
    }
    return Array(digest.prefix(length))
  }

  /// The HMAC of `bytes` under `key` (RFC 2104); `nil` if libcrypto fails.
  func authenticationCode(of bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
    var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length = 0
    // An empty key is still a key, and a null pointer is none.
    let bytesOfKey = key.isEmpty ? [0] : key
    guard
      EVP_Q_mac(
        nil, "HMAC", nil, name, nil, bytesOfKey, key.count, bytes, bytes.count, &code, code.count,
        &length) != nil
    else { return nil }
    return Array(code.prefix(length))
  }
}
