import CCrypto

/// HMAC-SHA256 (RFC 2104, FIPS 180-4) under one key, which is set up once for many messages.
final class HMACSHA256 {
  private let context: OpaquePointer

  /// A code under `key`; `nil` if libcrypto cannot give one (it was built without SHA-256, or memory is out).
  init?(key: [UInt8]) {
    guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
    self.context = context
    var digest = Array("SHA256".utf8CString)
    // The parameters keep the addresses of both texts, which must live until they are used.
    let isKeyed = OSSL_MAC_PARAM_DIGEST.withCString { name in
      digest.withUnsafeMutableBufferPointer { digest in
        var parameters = [
          OSSL_PARAM_construct_utf8_string(name, digest.baseAddress, 0),
          OSSL_PARAM_construct_end(),
        ]
        // An empty key is still a key: a null pointer would mean "keep the one before".
        let bytes = key.isEmpty ? [0] : key
        return EVP_MAC_init(context, bytes, key.count, &parameters) == 1
      }
    }
    guard isKeyed else { return nil }
  }

  deinit {
    EVP_MAC_CTX_free(context)
  }

  /// The 32 bytes of the code of the parts' concatenation; `nil` if libcrypto fails.
  func code(of parts: [UInt8]...) -> [UInt8]? {
    guard EVP_MAC_init(context, nil, 0, nil) == 1 else { return nil }
    for part in parts where EVP_MAC_update(context, part, part.count) != 1 { return nil }
    var code = [UInt8](repeating: 0, count: 32)
    var length = 0
    guard EVP_MAC_final(context, &code, &length, code.count) == 1, length == 32 else { return nil }
    return code
  }

  /// Puts the 32 bytes of the code of the first `count` bytes after them; says whether libcrypto could.
  func putCode(ofFirst count: Int, in bytes: inout MutableSpan<UInt8>) -> Bool {
    precondition(bytes.count >= count + 32, "there is room for the code")
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var length = 0
      return EVP_MAC_init(context, nil, 0, nil) == 1
        && EVP_MAC_update(context, buffer.baseAddress, count) == 1
        && EVP_MAC_final(context, buffer.baseAddress.map { $0 + count }, &length, 32) == 1
        && length == 32
    }
  }
}
