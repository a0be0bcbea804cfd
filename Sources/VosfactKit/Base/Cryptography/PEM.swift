import CCrypto

/// The text in which certificates and keys are kept (RFC 7468).
enum PEM {
  /// What `body` gives, which reads from a stream of `bytes`.
  static func reading<Value>(_ bytes: [UInt8], _ body: (OpaquePointer) -> Value?) -> Value? {
    // The stream keeps the address, not the bytes.
    bytes.withUnsafeBytes { buffer in
      guard Libcrypto.isReady, let address = buffer.baseAddress,
        let count = Int32(exactly: buffer.count),
        let stream = BIO_new_mem_buf(address, count)
      else { return nil }
      defer {
        BIO_free(stream)
        // What libcrypto noted of a text that ends would count against the next call.
        ERR_clear_error()
      }
      return body(stream)
    }
  }

  /// What `body` writes to a stream; `nil` if it does not give 1.
  static func written(_ body: (OpaquePointer) -> Int32) -> [UInt8]? {
    guard Libcrypto.isReady, let stream = BIO_new(BIO_s_mem()) else { return nil }
    defer { BIO_free(stream) }
    guard body(stream) == 1 else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = BIO_read(stream, &buffer, Int32(buffer.count)), count > 0 {
      bytes += buffer[..<Int(count)]
    }
    return bytes
  }
}
