extension JSONReader {
  /// Reads the string whose opening quote stands at `position`.
  mutating func string(in bytes: Span<UInt8>) throws(JSONError) -> String {
    position += 1
    let start = position
    let isASCII = skipPlain(in: bytes)
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    guard bytes[position] == UInt8(ascii: "\"") else {
      return try escapedString(in: bytes, from: start)
    }
    let text = try text(in: bytes, start..<position, isASCII: isASCII)
    position += 1
    return text
  }

  /// Reads the rest of a string that begins at `start` and holds something other than plain
  /// characters at `position`.
  private mutating func escapedString(
    in bytes: Span<UInt8>, from start: Int
  ) throws(JSONError) -> String {
    decoded.removeAll(keepingCapacity: true)
    var runStart = start
    while position < bytes.count {
      let run = runStart..<position
      // A run between two escapes is UTF-8 by itself, so its faults are found at their own places.
      switch bytes[position] {
      case UInt8(ascii: "\""):
        try append(run, of: bytes)
        position += 1
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try append(run, of: bytes)
        try appendEscape(in: bytes)
        runStart = position
      case let byte: throw error(.controlCharacter(byte))
      }
      _ = skipPlain(in: bytes)
    }
    throw error(.unexpectedEnd)
  }

  private mutating func append(_ run: Range<Int>, of bytes: Span<UInt8>) throws(JSONError) {
    guard !run.isEmpty else { return }
    decoded.append(contentsOf: try text(in: bytes, run, isASCII: false).utf8)
  }

  /// Moves to the next byte that is not simply part of a string: a quote, a backslash, or a control
  /// character. Whether all bytes passed over are ASCII.
  @inline(__always)
  private mutating func skipPlain(in bytes: Span<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var seen: UInt64 = 0
    // Eight bytes at a time: a byte less than n borrows into its high bit when n is subtracted. A borrow
    // can falsely mark only bytes behind a true mark, and the loop below looks at each by itself.
    while position + 8 <= bytes.count {
      let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      let quotes = (word ^ (ones &* 0x22)) &- ones
      let backslashes = (word ^ (ones &* 0x5C)) &- ones
      let controls = word &- (ones &* 0x20)
      guard (quotes | backslashes | controls) & ~word & highBits == 0 else { break }
      seen |= word
      position += 8
    }
    var isASCII = seen & highBits == 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      if byte >= 0x80 { isASCII = false }
      position += 1
    }
    return isASCII
  }

  /// The text of `range`, which must be UTF-8.
  @inline(__always)
  private func text(
    in bytes: Span<UInt8>, _ range: Range<Int>, isASCII: Bool
  ) throws(JSONError) -> String {
    let span = bytes.extracting(range)
    if isASCII { return String(copying: UTF8Span(unchecked: span, isKnownASCII: true)) }
    do {
      return String(copying: try UTF8Span(validating: span))
    } catch {
      throw self.error(.invalidUTF8, at: range.lowerBound + error.byteOffsets.lowerBound)
    }
  }

  /// Decodes the escape whose backslash stands at `position` (RFC 8259, section 7).
  private mutating func appendEscape(in bytes: Span<UInt8>) throws(JSONError) {
    let start = position
    guard start + 1 < bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(bytes[start + 1])
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): try appendUnicodeEscape(in: bytes, from: start)
    default: throw error(.invalidEscape, at: start)
    }
  }

  /// Decodes the `\uXXXX` from `start`, and the second one that must follow a high surrogate;
  /// `position` stands at the first hexadecimal digit.
  private mutating func appendUnicodeEscape(
    in bytes: Span<UInt8>, from start: Int
  ) throws(JSONError) {
    var value = try hexadecimal(in: bytes, from: start)
    if 0xD800...0xDBFF ~= value {
      for byte in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        guard bytes[position] == byte else { throw error(.loneSurrogate, at: start) }
        position += 1
      }
      let low = try hexadecimal(in: bytes, from: position - 2)
      guard 0xDC00...0xDFFF ~= low else { throw error(.loneSurrogate, at: start) }
      value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw error(.loneSurrogate, at: start) }
    decoded.append(contentsOf: String(scalar).utf8)
  }

  private mutating func hexadecimal(
    in bytes: Span<UInt8>, from start: Int
  ) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw error(.unexpectedEnd) }
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw error(.invalidEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// Reads the number that begins at `position`, as its literal (RFC 8259, section 6).
  mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    let integerStart = position
    try digits(in: bytes, of: start)
    if bytes[integerStart] == UInt8(ascii: "0"), position > integerStart + 1 {
      throw error(.invalidNumber, at: start)
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      try digits(in: bytes, of: start)
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try digits(in: bytes, of: start)
    }
    if position == bytes.count, !endsInput { throw error(.unexpectedEnd) }
    return try text(in: bytes, start..<position, isASCII: true)
  }

  /// Moves past one or more digits of the number that begins at `start`.
  private mutating func digits(in bytes: Span<UInt8>, of start: Int) throws(JSONError) {
    let first = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    guard position > first else {
      guard position < bytes.count else { throw error(.unexpectedEnd) }
      throw error(.invalidNumber, at: start)
    }
  }
}
