import CCrypto

/// A private key of libcrypto's, of any kind.
final class PrivateKey {
  let handle: OpaquePointer

  /// Takes over the key at `handle`, and frees it in the end.
  init(owning handle: OpaquePointer) {
    self.handle = handle
  }

  /// The key in a PEM text; `nil` if there is none, or if it needs a passphrase.
  convenience init?(pem: [UInt8]) {
    let handle = PEM.reading(pem) { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in 0 }, nil) }
    guard let handle else { return nil }
    self.init(owning: handle)
  }

  deinit {
    EVP_PKEY_free(handle)
  }

  /// The signature of the SHA-256 of `message`, as keys of this kind sign; `nil` if libcrypto fails.
  func signature(of message: [UInt8]) -> [UInt8]? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    var length = 0
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, handle) == 1,
      EVP_DigestSign(context, nil, &length, message, message.count) == 1
    else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
      return nil
    }
    return Array(signature.prefix(length))
  }
}
