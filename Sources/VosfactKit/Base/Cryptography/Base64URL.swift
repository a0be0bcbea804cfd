/// Base 64 with the URL-safe alphabet and without padding (RFC 4648, section 5).
enum Base64URL {
  private static var letters: StaticString {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  }

  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: (0..<64).map { (letter($0), $0) })

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    append(bytes.span, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what stands for `bytes` to `text`.
  static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    let whole = bytes.count - bytes.count % 3
    text.append(addingCapacity: (bytes.count * 4 + 2) / 3) { text in
      for index in stride(from: 0, to: whole, by: 3) {
        let bits =
          UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        text.append(letter(bits >> 18))
        text.append(letter(bits >> 12))
        text.append(letter(bits >> 6))
        text.append(letter(bits))
      }
      // Of one or two bytes left over, the bits that are missing in the last letter count as zero.
      guard whole < bytes.count else { return }
      let second = whole + 1 < bytes.count ? UInt32(bytes[whole + 1]) : 0
      let bits = UInt32(bytes[whole]) << 16 | second << 8
      text.append(letter(bits >> 18))
      text.append(letter(bits >> 12))
      if whole + 1 < bytes.count { text.append(letter(bits >> 6)) }
    }
  }

  /// The letter for the lowest six bits.
  @inline(__always)
  private static func letter(_ bits: UInt32) -> UInt8 { letters.utf8Start[Int(bits & 63)] }

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
