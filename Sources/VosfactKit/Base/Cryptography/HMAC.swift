import CCrypto

/// An HMAC (RFC 2104) under one key, which is set up once for many messages.
final class HMAC {
  private let context: OpaquePointer
  /// How many bytes a code has.
  private let length: Int

  /// libcrypto's algorithm, looked up once: each code would do it again. It is never changed or freed, and
  /// libcrypto lets any thread use it.
  nonisolated(unsafe) private static let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)

  /// A code with the hash function `hash` under `key`; `nil` if libcrypto cannot give one (it was built without
  /// the function, or memory is out).
  init?(_ hash: HashAlgorithm, key: [UInt8]) {
    guard let algorithm = Self.algorithm, let context = EVP_MAC_CTX_new(algorithm) else {
      return nil
    }
    self.context = context
    length = hash.length
    var digest = Array(hash.name.utf8CString)
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

  /// The bytes of the code of the parts' concatenation; `nil` if libcrypto fails.
  func code(of parts: [UInt8]...) -> [UInt8]? {
    guard EVP_MAC_init(context, nil, 0, nil) == 1 else { return nil }
    for part in parts where EVP_MAC_update(context, part, part.count) != 1 { return nil }
    var code = [UInt8](repeating: 0, count: length)
    var length = 0
    guard EVP_MAC_final(context, &code, &length, code.count) == 1, length == code.count else {
      return nil
    }
    return code
  }

  /// Puts the bytes of the code of the first `count` bytes after them; says whether libcrypto could.
  func putCode(ofFirst count: Int, in bytes: inout MutableSpan<UInt8>) -> Bool {
    precondition(bytes.count >= count + length, "there is room for the code")
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var written = 0
      return EVP_MAC_init(context, nil, 0, nil) == 1
        && EVP_MAC_update(context, buffer.baseAddress, count) == 1
        && EVP_MAC_final(context, buffer.baseAddress.map { $0 + count }, &written, length) == 1
        && written == length
    }
  }
}
