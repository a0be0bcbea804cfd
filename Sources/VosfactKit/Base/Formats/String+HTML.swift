extension StringProtocol {
  /// The text as it may stand between HTML's tags, and in an attribute's value in double or single quotes.
  ///
  /// The five characters that mean something there are written as references, and what no document may hold
  /// is replaced: control characters but for white space, and noncharacters (HTML Standard, section 13.2.3.5,
  /// "Preprocessing the input stream").
  package var escapedForHTML: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count + 32)
    bytes.appendEscapedForHTML(String(self))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of what `text.escapedForHTML` gives.
  mutating func appendEscapedForHTML(_ text: String) {
    var text = text
    text.withUTF8 { source in
      // What stands between the last replaced character and `index` is kept as it is.
      var kept = 0
      var index = 0
      while index < source.count {
        guard source[index].mayNeedEscape,
          let (length, replacement) = source.escape(at: index)
        else {
          index += 1
          continue
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: source[kept..<index]))
        replacement.withUTF8Buffer { append(contentsOf: $0) }
        index += length
        kept = index
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: source[kept...]))
    }
  }
}

extension UInt8 {
  /// Whether a byte of UTF-8 is, or may begin, a character that cannot stay as it is.
  fileprivate var mayNeedEscape: Bool {
    switch self {
    case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x7F:
      true
    // The C1 controls begin with C2; noncharacters with EF, or with what is beyond three bytes.
    case 0xC2, 0xEF, 0xF0...: true
    default: false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes the character at `index` of valid UTF-8 has and what stands in its place; `nil` if it stays.
  fileprivate func escape(at index: Int) -> (length: Int, replacement: StaticString)? {
    switch self[index] {
    case UInt8(ascii: "&"): (1, "&amp;")
    case UInt8(ascii: "<"): (1, "&lt;")
    case UInt8(ascii: ">"): (1, "&gt;")
    case UInt8(ascii: "\""): (1, "&quot;")
    case UInt8(ascii: "'"): (1, "&#39;")
    case 0x09, 0x0A, 0x0C, 0x0D: nil
    case 0..<0x20, 0x7F: (1, "\u{FFFD}")
    case 0xC2: self[index + 1] < 0xA0 ? (2, "\u{FFFD}") : nil
    case 0xEF:
      switch (self[index + 1], self[index + 2]) {
      // U+FDD0 to U+FDEF, and U+FFFE and U+FFFF.
      case (0xB7, 0x90...0xAF), (0xBF, 0xBE...0xBF): (3, "\u{FFFD}")
      default: nil
      }
    // The last two characters of each plane.
    case 0xF0...:
      self[index + 1] & 0x0F == 0x0F && self[index + 2] == 0xBF && self[index + 3] >= 0xBE
        ? (4, "\u{FFFD}") : nil
    default: nil
    }
  }
}
