import CCrypto

/// A private key on the curve secp256k1 (SEC 2, section 2.4.1).
final class EllipticKey {
  /// The public key, compressed: 33 bytes (SEC 1, section 2.3.3).
  let publicKey: [UInt8]
  private let key: OpaquePointer

  /// The key in a PEM text; `nil` if it is none, or one of another curve.
  init?(pem: [UInt8]) {
    guard let key = PEM.reading(pem, { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in 0 }, nil) })
    else { return nil }
    guard let point = Self.point(of: key), Self.curve(of: key) == "secp256k1" else {
      EVP_PKEY_free(key)
      return nil
    }
    self.key = key
    publicKey = point
  }

  deinit {
    EVP_PKEY_free(key)
  }

  /// The signature of `message`, ECDSA with SHA-256, in DER (RFC 3279, section 2.2.3); `nil` if libcrypto fails.
  func signature(of message: [UInt8]) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var length = 0
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestSign(context, nil, &length, message, message.count) == 1
    else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
      return nil
    }
    return Array(signature.prefix(length))
  }

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
