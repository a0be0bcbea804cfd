extension String {
  /// The string with whatever could steer a terminal, or make a line read otherwise than it is
  /// stored, written out as in a Swift literal: control characters, line separators, and invisible
  /// format characters, such as those that reverse the direction of writing.
  ///
  /// The two joiners of scripts and emoji (U+200C, U+200D) stay: they only shape their neighbours.
  package var escapedForTerminal: String {
    if utf8.allSatisfy(\.isPrintableASCII) { return self }
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\u{200C}", "\u{200D}": escaped.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          let code = String(scalar.value, radix: 16, uppercase: true)
          escaped.append(contentsOf: "\\u{\(code)}".unicodeScalars)
        default:
          escaped.append(scalar)
        }
      }
    }
    return String(escaped)
  }
}

extension [UInt8] {
  /// Writes out what follows `start`, a text in UTF-8, as `String.escapedForTerminal` does.
  package mutating func escapeForTerminal(from start: Int) {
    if self[start...].allSatisfy(\.isPrintableASCII) { return }
    let escaped = String(decoding: self[start...], as: UTF8.self).escapedForTerminal
    replaceSubrange(start..., with: escaped.utf8)
  }
}

extension UInt8 {
  fileprivate var isPrintableASCII: Bool { (0x20..<0x7F).contains(self) }
}
