import CCrypto

/// Base 64 with the standard alphabet and padding (RFC 4648, section 4).
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: digits(bytes), as: UTF8.self)
  }

  /// The ASCII of the text of `bytes`.
  static func digits(_ bytes: [UInt8]) -> [UInt8] {
    // EVP_EncodeBlock ends its text with a NUL.
    var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
    text.removeLast(text.count - Int(count))
    return text
  }

  /// The bytes that `text` stands for; `nil` for another alphabet, blanks, missing padding, or bits left over
  /// that are not zero, so that one sequence of bytes has one text only.
  static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(digits: Array(text.utf8)) }

  /// The same of a text in ASCII.
  static func decode(digits: [UInt8]) -> [UInt8]? {
    let padding = digits.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    // libcrypto would pass over blanks, and take padding anywhere for zeros.
    guard digits.count.isMultiple(of: 4), digits.dropLast(padding).allSatisfy(isDigit) else {
      return nil
    }
    guard !digits.isEmpty else { return [] }
    var bytes = [UInt8](repeating: 0, count: digits.count / 4 * 3)
    guard EVP_DecodeBlock(&bytes, digits, Int32(digits.count)) == Int32(bytes.count),
      bytes.suffix(padding).allSatisfy({ $0 == 0 })
    else { return nil }
    bytes.removeLast(padding)
    return bytes
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }
}
