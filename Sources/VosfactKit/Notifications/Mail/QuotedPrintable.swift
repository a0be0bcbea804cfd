/// Text in the quoted-printable encoding (RFC 2045, section 6.7): lines of at most 76 characters, all of them ASCII.
enum QuotedPrintable {
  /// The longest line, without its end (rule 5).
  private static let lineLimit = 76

  /// `text` encoded, with a line feed where a line ends. Every line end of the text, whatever its form, is one line
  /// end.
  static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(lineFeed) }
      append(Array(line.utf8), to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ line: [UInt8], to bytes: inout [UInt8]) {
    var column = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      var isPlain = isLiteral(byte, isFirst: column == 0, isLast: isLast)
      // The line's last character may take the place of the "=" of a soft break.
      if column + (isPlain ? 1 : 3) > (isLast ? lineLimit : lineLimit - 1) {
        bytes += [equalsSign, lineFeed]
        column = 0
        isPlain = isLiteral(byte, isFirst: true, isLast: isLast)
      }
      bytes += isPlain ? [byte] : [equalsSign] + [byte].hexadecimalDigits(upperCase: true)
      column += isPlain ? 1 : 3
    }
  }

  /// Whether `byte` may stand for itself. Spaces at the end of a line get lost on the way (rule 3); a point that
  /// begins a line, and "From" in that place, mean something to programs that pass mail on.
  private static func isLiteral(_ byte: UInt8, isFirst: Bool, isLast: Bool) -> Bool {
    switch byte {
    case equalsSign: false
    case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
    case UInt8(ascii: "."), UInt8(ascii: "F"): !isFirst
    default: (0x21...0x7E).contains(byte)
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let equalsSign = UInt8(ascii: "=")
}
