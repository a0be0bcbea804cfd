import CCrypto

/// An HMAC (RFC 2104) under one key, which is set up once for many messages.
final class HMAC {
  private let context: OpaquePointer
  /// How many bytes a code has.
  private let length: Int

  /// A code with the hash function `hash` under `key`; `nil` if libcrypto cannot give one (it was built without
  /// the function, or memory is out).
  init?(_ hash: HashAlgorithm, key: [UInt8]) {
    guard let function = hash.function, let context = HMAC_CTX_new() else { return nil }
    self.context = context
    length = hash.length
    // An empty key is still a key: a null pointer would mean "keep the one before".
    guard HMAC_Init_ex(context, key.isEmpty ? [0] : key, Int32(key.count), function, nil) == 1
    else { return nil }
  }

  deinit {
    HMAC_CTX_free(context)
  }

  /// The bytes of the code of the parts' concatenation; `nil` if libcrypto fails.
  func code(of parts: [UInt8]...) -> [UInt8]? {
    guard HMAC_Init_ex(context, nil, 0, nil, nil) == 1 else { return nil }
    for part in parts where HMAC_Update(context, part, part.count) != 1 { return nil }
    var code = [UInt8](repeating: 0, count: length)
    var length: UInt32 = 0
    guard HMAC_Final(context, &code, &length) == 1, length == code.count else { return nil }
    return code
  }

  /// Puts the bytes of the code of the first `count` bytes after them; says whether libcrypto could.
  func putCode(ofFirst count: Int, in bytes: inout MutableSpan<UInt8>) -> Bool {
    precondition(bytes.count >= count + length, "there is room for the code")
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var written: UInt32 = 0
      return HMAC_Init_ex(context, nil, 0, nil, nil) == 1
        && HMAC_Update(context, buffer.baseAddress, count) == 1
        && HMAC_Final(context, buffer.baseAddress.map { $0 + count }, &written) == 1
        && written == length
    }
  }
}
