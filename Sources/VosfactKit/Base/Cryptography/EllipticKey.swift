import CCrypto

/// A private key on the curve secp256k1 (SEC 2, section 2.4.1).
struct EllipticKey {
  /// The public key, compressed: 33 bytes (SEC 1, section 2.3.3).
  let publicKey: [UInt8]
  private let key: PrivateKey

  /// The key in a PEM text; `nil` if it is none, or one of another curve.
  init?(pem: [UInt8]) {
    guard let key = PrivateKey(pem: pem), let point = Self.point(of: key.handle),
      Self.curve(of: key.handle) == "secp256k1"
    else { return nil }
    self.key = key
    publicKey = point
  }

  /// The signature of `message`, ECDSA with SHA-256, in DER (RFC 3279, section 2.2.3); `nil` if libcrypto fails.
  func signature(of message: [UInt8]) -> [UInt8]? { key.signature(of: message) }

  private static func curve(of key: OpaquePointer) -> String? {
    var name = [CChar](repeating: 0, count: 64)
    var length = 0
    guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return nil }
    return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func point(of key: OpaquePointer) -> [UInt8]? {
    var point = [UInt8](repeating: 0, count: 65)
    var length = 0
    guard
      EVP_PKEY_get_octet_string_param(
        key, OSSL_PKEY_PARAM_PUB_KEY, &point, point.count, &length) == 1
    else { return nil }
    switch (length, point[0]) {
    case (33, 2), (33, 3): return Array(point.prefix(33))
    // Both coordinates: the parity of the second says which of two it is.
    case (65, 4): return [2 + point[64] & 1] + point[1...32]
    default: return nil
    }
  }
}
