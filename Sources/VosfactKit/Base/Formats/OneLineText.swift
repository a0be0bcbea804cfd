extension String {
  /// Whether nothing but spaces, tabs and line ends is there.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }

  /// The text without spaces, tabs and line ends around it; itself, at no cost, if there are none.
  var trimmed: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else {
      return self
    }
    return trimmingSpaces
  }

  /// Whether every character shows as what it is: none controls a terminal or the direction of writing.
  var isVisible: Bool { isPlainASCII || unicodeScalars.allSatisfy { $0.replacement == $0 } }

  /// The text on one line: what controls a terminal or ends a line is a space, and marks that turn the
  /// direction of writing, which could show a text as another, are left out.
  var asOneLine: String {
    guard !isVisible else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.compactMap(\.replacement))).trimmed
  }
}

extension Unicode.Scalar {
  /// What stands for the character in a text of one line; `nil` if nothing does.
  fileprivate var replacement: Unicode.Scalar? {
    if value < 0x7F { return value < 0x20 ? " " : self }
    // Letters with accents, the most there is beside ASCII.
    if value >= 0xC0, value < 0x300 { return self }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return " "
    case .format where value != 0x200C && value != 0x200D: return nil
    default: return self
    }
  }
}
