/// Base 64 with the URL-safe alphabet and without padding (RFC 4648, section 5).
enum Base64URL {
  private static let alphabet = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    append(bytes.span, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what stands for `bytes` to `text`.
  static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: (bytes.count * 4 + 2) / 3))
    var letters = text.mutableSpan
    let alphabet = alphabet.span
    var place = start
    var index = 0
    while index < bytes.count {
      // Four letters stand for three bytes; those that are missing at the end count as zero.
      let second = index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0
      let third = index + 2 < bytes.count ? UInt32(bytes[index + 2]) : 0
      let bits = UInt32(bytes[index]) << 16 | second << 8 | third
      letters[place] = alphabet[Int(bits >> 18)]
      letters[place + 1] = alphabet[Int(bits >> 12 & 63)]
      if index + 1 < bytes.count { letters[place + 2] = alphabet[Int(bits >> 6 & 63)] }
      if index + 2 < bytes.count { letters[place + 3] = alphabet[Int(bits & 63)] }
      index += 3
      place += 4
    }
  }

  /// The bytes that `text` stands for; `nil` for another alphabet, padding, or bits left over that are
  /// not zero, so that one sequence of bytes has one text only.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for character in text.utf8 {
      guard let value = values[character] else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    guard count < 6, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
    return bytes
  }
}
