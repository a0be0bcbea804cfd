extension StringProtocol {
  /// The text as it may stand between HTML's tags, and in an attribute's value in double or single quotes.
  ///
  /// The five characters that mean something there are written as references, and what no document may hold
  /// is replaced: control characters but for white space, and noncharacters (HTML Standard, section 13.2.3.5,
  /// "Preprocessing the input stream").
  public var escapedForHTML: String {
    guard utf8.contains(where: { Self.mayNeedEscape($0) }) else { return String(self) }
    var escaped = ""
    escaped.reserveCapacity(utf8.count + 32)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar.isAllowedInHTML ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  /// Whether a byte of UTF-8 is, or may begin, a character that cannot stay as it is.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x7F:
      true
    // The C1 controls begin with C2; noncharacters with EF, or with what is beyond three bytes.
    case 0xC2, 0xEF, 0xF0...: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isAllowedInHTML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D: true
    case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
