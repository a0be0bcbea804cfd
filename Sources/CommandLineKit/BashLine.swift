/// A line that bash completes: how it is read, and how a word is written into it.
///
/// Unlike other shells, bash leaves quotation as it was typed, and what it puts in the place of the word that is
/// typed must be quoted as that place wants it. What it takes for that word begins after an opening quotation
/// mark, and after an equals sign or a colon.
package struct BashLine {
  /// The words after the first, which names the command, without their quotation; the last is being typed.
  package let words: [String]
  /// What stands in the last word before what is replaced.
  private let kept: BashText

  /// - Parameters:
  ///   - line: the command line up to the cursor.
  ///   - replaced: what of its end is replaced by what completes it.
  package init(_ line: String, replacing replaced: String) {
    let text = BashText(line.utf8)
    let word = line.utf8.dropFirst(text.lastStart)
    let isAtEnd = word.reversed().starts(with: replaced.utf8.reversed())
    words = text.words.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    kept = BashText(word.dropLast(isAtEnd ? replaced.utf8.count : word.count))
  }

  /// What takes the place of what is replaced so that the last word becomes `word`; `nil` if that does not begin
  /// as it is typed.
  package func completion(by word: String) -> String? {
    guard word.utf8.starts(with: (words.last ?? "").utf8) else { return nil }
    let rest = String(decoding: word.utf8.dropFirst(kept.words[0].count), as: UTF8.self)
    return rest.unicodeScalars.reduce(into: "") { $0 += quoted($1) }
  }

  /// The character as it means itself where it is written.
  private func quoted(_ character: Unicode.Scalar) -> String {
    switch (kept.openMark, character) {
    case (BashText.apostrophe, "'"): #"'\''"#
    // Between double quotes a backslash would stay, and without one a command of the history be meant.
    case (BashText.quotationMark, "!"): #""\!""#
    case (BashText.quotationMark, "\\"), (BashText.quotationMark, "\""),
      (BashText.quotationMark, "$"), (BashText.quotationMark, "`"):
      "\\\(character)"
    case (nil, _) where character.isASCII && !character.isPlain: "\\\(character)"
    default: String(character)
    }
  }
}

/// The words of a text of bash's, split at blanks, without their quotation (Bash Reference Manual, 3.1.2).
private struct BashText {
  static let apostrophe = UInt8(ascii: "'")
  static let quotationMark = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// The words, the last of which is empty after a blank.
  private(set) var words: [[UInt8]] = [[]]
  /// Where the last word begins, quotation included.
  private(set) var lastStart = 0
  /// The quotation mark that is not closed.
  private(set) var openMark: UInt8?

  init(_ bytes: some Sequence<UInt8>) {
    var isEscaped = false
    for (place, byte) in bytes.enumerated() {
      if isEscaped {
        if openMark != nil, !"\\\"$`".utf8.contains(byte) { add(Self.backslash) }
        add(byte)
        isEscaped = false
      } else if byte == Self.backslash, openMark != Self.apostrophe {
        isEscaped = true
      } else if byte == openMark {
        openMark = nil
      } else if openMark == nil, byte == Self.apostrophe || byte == Self.quotationMark {
        openMark = byte
      } else if openMark == nil, " \t\n".utf8.contains(byte) {
        if place > lastStart { words.append([]) }
        lastStart = place + 1
      } else {
        add(byte)
      }
    }
  }

  private mutating func add(_ byte: UInt8) {
    words[words.count - 1].append(byte)
  }
}

extension Unicode.Scalar {
  /// Whether the ASCII character means nothing but itself to bash, wherever it stands.
  fileprivate var isPlain: Bool {
    properties.isAlphabetic || ("0"..."9").contains(self)
      || "%+,-./:=@_".unicodeScalars.contains(self)
  }
}
