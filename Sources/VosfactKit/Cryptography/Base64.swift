import CCrypto

/// Base 64 with the standard alphabet and padding (RFC 4648, section 4).
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    // EVP_EncodeBlock ends its text with a NUL.
    var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
    return String(decoding: text.prefix(Int(count)), as: UTF8.self)
  }

  /// The bytes that `text` stands for; `nil` for another alphabet, blanks, missing padding, or bits left over
  /// that are not zero, so that one sequence of bytes has one text only.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    guard !digits.isEmpty else { return [] }
    var bytes = [UInt8](repeating: 0, count: digits.count / 4 * 3)
    let count = EVP_DecodeBlock(&bytes, digits, Int32(digits.count))
    let padding = digits.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard count == bytes.count else { return nil }
    let decoded = Array(bytes.dropLast(padding))
    // What libcrypto is lenient about does not come out the same again.
    return encode(decoded).utf8.elementsEqual(digits) ? decoded : nil
  }
}
