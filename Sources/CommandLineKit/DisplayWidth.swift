extension String {
  /// How many columns of a terminal the string takes: two for a wide character of East Asia or an
  /// emoji, none for a combining mark, a format character or a control character, one for any other.
  ///
  /// The widths are those of Unicode Standard Annex 11; ambiguous characters count as narrow.
  package var displayWidth: Int {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  /// How many columns of a terminal the character takes: as many as its widest scalar, since the
  /// others are drawn over it or joined with it.
  var displayWidth: Int {
    let widest = unicodeScalars.lazy.map(\.displayWidth).max() ?? 0
    // The last of these, variation selector 16, asks for the emoji form of a narrow symbol.
    return widest == 1 && unicodeScalars.contains("\u{FE0F}") ? 2 : widest
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator:
      return 0
    case .format:
      // The soft hyphen is the one format character that terminals draw.
      return self == "\u{AD}" ? 1 : 0
    default:
      return isWide ? 2 : 1
    }
  }

  /// Whether the scalar is wide or full-width. The emoji among these need no table of ours.
  private var isWide: Bool {
    guard value >= 0x1100 else { return false }
    return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) }
  }

  /// The wide and full-width blocks of EastAsianWidth.txt, ascending.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul Jamo, leading consonants
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // CJK radicals, ideographic description, CJK punctuation
    0x3041...0x3247,  // Kana, Bopomofo, Hangul compatibility, enclosed CJK
    0x3250...0x4DBF,  // enclosed CJK, CJK compatibility, extension A
    0x4E00...0xA4CF,  // unified ideographs, Yi
    0xA960...0xA97F,  // Hangul Jamo extended A
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // compatibility ideographs
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6F,  // CJK compatibility forms, small form variants
    0xFF01...0xFF60,  // full-width ASCII
    0xFFE0...0xFFE6,  // full-width signs
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FF,  // Kana supplement and extended, Nushu
    0x1F200...0x1F265,  // enclosed ideographic supplement
    0x20000...0x2FFFD,  // extensions B to F, compatibility supplement
    0x30000...0x3FFFD,  // extensions G and beyond
  ]
}
