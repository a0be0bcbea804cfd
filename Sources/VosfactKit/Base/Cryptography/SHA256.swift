import CCrypto

/// SHA-256 (FIPS 180-4).
enum SHA256 {
  /// libcrypto's function, made once. It is never changed or freed, and libcrypto lets any thread use it.
  nonisolated(unsafe) static let function = Libcrypto.isReady ? ccrypto_sha256() : nil

  /// The 32 bytes of the digest of `bytes`.
  ///
  /// SHA-256 fails only when memory is out or libcrypto was built without it: nothing that input causes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    precondition(
      EVP_Digest(bytes, bytes.count, &digest, nil, function, nil) == 1,
      "libcrypto gives no SHA-256")
    return digest
  }
}
