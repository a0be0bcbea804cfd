extension String {
  /// Whether both texts have the same bytes, where `==` goes by canonical equivalence.
  func hasBytes(of other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let (bytes, others) = (utf8.span, other.utf8.span)
    return bytes.indices.allSatisfy { bytes[$0] == others[$0] }
  }

  /// Whether those are the text's bytes.
  func hasBytes(of other: Span<UInt8>) -> Bool {
    guard utf8.count == other.count else { return false }
    let bytes = utf8.span
    return bytes.indices.allSatisfy { bytes[$0] == other[$0] }
  }

  /// Whether every byte is ASCII and shows as a character: none is a control character.
  var isPlainASCII: Bool {
    let bytes = utf8.span
    return bytes.indices.allSatisfy { (0x20..<0x7F).contains(bytes[$0]) }
  }
}

extension StringProtocol {
  /// Whether there is a digit of ASCII and nothing else: `Int` would also take a sign.
  var isDigits: Bool { !utf8.isEmpty && utf8.allSatisfy(\.isDigit) }
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  @inline(__always)
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether it is a letter of ASCII, in either case.
  @inline(__always)
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  /// Whether it is a letter or a digit of ASCII.
  @inline(__always)
  var isLetterOrDigit: Bool { isLetter || isDigit }

  /// Whether it is a hexadecimal digit, a letter in lower case.
  var isLowerHexadecimal: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self) }

  /// Whether it is a character of ASCII that shows, and no blank.
  @inline(__always)
  var isVisible: Bool { (0x21..<0x7F).contains(self) }

  /// The character of ASCII, if it may stand for itself, else `mark` and the byte's two digits in capital letters.
  func escaped(by mark: String, unless isLiteral: (UInt8) -> Bool) -> String {
    isLiteral(self)
      ? String(Unicode.Scalar(self))
      : mark + String(decoding: [self].hexadecimalDigits(upperCase: true), as: UTF8.self)
  }
}

extension Span<UInt8> {
  /// Whether both have the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    count == other.count && indices.allSatisfy { self[$0] == other[$0] }
  }

  /// The number that the few digits in `range` write; `nil` if they are none.
  func number(_ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Whether the first bytes are those of `text`.
  func begins(with text: String) -> Bool {
    count >= text.utf8.count && text.hasBytes(of: extracting(first: text.utf8.count))
  }

  /// Whether the last bytes are those of `text`.
  func ends(with text: String) -> Bool {
    count >= text.utf8.count && text.hasBytes(of: extracting(last: text.utf8.count))
  }

  /// Whether the bytes come before those of `other`, compared one by one from the first.
  func precedes(_ other: Span<UInt8>) -> Bool {
    for index in 0..<min(count, other.count) where self[index] != other[index] {
      return self[index] < other[index]
    }
    return count < other.count
  }
}

extension ArraySlice<UInt8> {
  /// The text of the bytes; `nil` if they are not UTF-8.
  var text: String? {
    guard let text = try? UTF8Span(validating: span) else { return nil }
    return String(copying: text)
  }

  /// Whether the bytes are UTF-8.
  var isText: Bool { (try? UTF8Span(validating: span)) != nil }
}

extension [UInt8] {
  /// Appends the bytes of `span`.
  mutating func append(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
