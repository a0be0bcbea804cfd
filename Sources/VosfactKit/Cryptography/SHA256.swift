import CCrypto

/// SHA-256 (FIPS 180-4) over bytes that arrive in parts.
struct SHA256: ~Copyable {
  private let context: OpaquePointer?
  private var isSound: Bool

  init() {
    context = EVP_MD_CTX_new()
    isSound = context != nil && EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  mutating func update(_ bytes: [UInt8]) {
    isSound = isSound && EVP_DigestUpdate(context, bytes, bytes.count) == 1
  }

  /// The 32 bytes of the digest.
  ///
  /// SHA-256 fails only when memory is out or libcrypto was built without it: nothing that input causes.
  consuming func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    precondition(
      isSound && EVP_DigestFinal_ex(context, &digest, nil) == 1, "libcrypto gives no SHA-256")
    return digest
  }

  /// The digest of `bytes`.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }
}
