/// Text in a mail's header: as it is where it is plain ASCII, else in encoded words (RFC 2047).
enum EncodedWords {
  /// The longest encoded word: less than the standard's 75 characters (section 2), so that one fits on the line of
  /// the header's name.
  private static let wordLimit = 64

  private static let opening = "=?utf-8?Q?"
  private static let base64Opening = "=?utf-8?B?"
  private static let closing = "?="

  /// The parts, to be joined by spaces or folds, of a text such as a subject. Control characters become spaces.
  static func tokens(ofText text: String) -> [String] {
    let line = oneLine(text)
    // What looks like an encoded word must be encoded, or it would be decoded.
    let isPlain = line.isPlainASCII && !line.contains("=?")
    let words = line.split(separator: " ").map(String.init)
    // A word that no fold can part must not make the line too long.
    if isPlain, words.allSatisfy({ $0.utf8.count <= wordLimit }) { return words }
    return encoded(line)
  }

  /// The parts of a phrase, such as the name of a mailbox (RFC 5322, section 3.2.5).
  static func tokens(ofPhrase text: String) -> [String] {
    let line = oneLine(text)
    guard line.isPlainASCII, !line.contains("=?") else { return encoded(line) }
    let words = line.split(separator: " ").map(String.init)
    guard !words.isEmpty, words.allSatisfy({ $0.utf8.count <= wordLimit }) else {
      return encoded(line)
    }
    if words.allSatisfy({ $0.utf8.allSatisfy(isAtomByte) }) { return words }
    let escaped = words.map { word in
      word.replacing(scalar: "\\", with: "\\\\").replacing(scalar: "\"", with: "\\\"")
    }
    // The quotes hold the words together; a fold between them is a space all the same.
    var tokens = escaped
    tokens[0] = "\"\(tokens[0])"
    tokens[tokens.count - 1] += "\""
    return tokens
  }

  /// The text on one line: what ends a line or steers a terminal is a space.
  private static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: line.append(" ")
      default: line.append(scalar)
      }
    }
    return String(line).trimmingSpaces
  }

  /// Encoded words; the decoder joins what follows one another without the space between (section 6.2). Each holds
  /// whole characters (section 5).
  private static func encoded(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let literals = bytes.count { isQLiteral($0) || $0 == UInt8(ascii: " ") }
    if literals * 2 >= bytes.count {
      let room = wordLimit - opening.utf8.count - closing.utf8.count
      return pieces(of: text, room) { quoted($0).utf8.count }.map { piece in
        opening + piece.map(quoted).joined() + closing
      }
    }
    let room = (wordLimit - base64Opening.utf8.count - closing.utf8.count) / 4 * 3
    return pieces(of: text, room) { UTF8.width($0) }.map { piece in
      base64Opening + Base64.encode(Array(String(piece).utf8)) + closing
    }
  }

  /// The text in pieces that take no more than `room` each.
  private static func pieces(
    of text: String, _ room: Int, _ width: (Unicode.Scalar) -> Int
  ) -> [String.UnicodeScalarView] {
    var pieces: [String.UnicodeScalarView] = []
    var taken = room
    for scalar in text.unicodeScalars {
      let width = width(scalar)
      if taken + width > room {
        pieces.append(String.UnicodeScalarView())
        taken = 0
      }
      pieces[pieces.count - 1].append(scalar)
      taken += width
    }
    return pieces
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    if scalar == " " { return "_" }
    return String(scalar).utf8.map { $0.escaped(by: "=", unless: isQLiteral) }.joined()
  }

  /// What stands for itself in an encoded word wherever that stands (section 5, rule 3).
  private static func isQLiteral(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "!*+-/".utf8.contains(byte)
  }

  /// What an atom is made of (RFC 5322, section 3.2.3).
  static func isAtomByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }
}
