package import Localization

extension HTML.StringInterpolation {
  /// A sentence in `language`, set as that language is set, and escaped.
  package mutating func appendInterpolation(_ text: Text, _ language: Language) {
    appendInterpolation(text.typeset(in: language))
  }
}

extension Text {
  /// The text in `language`, in French with the spaces that do not break before double punctuation and
  /// inside guillemets.
  func typeset(in language: Language) -> String {
    guard language == .french else { return en }
    var set = ""
    set.reserveCapacity(fr.utf8.count + 16)
    var previous: Character?
    for character in fr {
      if previous == " " {
        switch character {
        case ";", "!", "?": set.replaceLast(with: "\u{202F}")
        case ":", "»": set.replaceLast(with: "\u{A0}")
        default: break
        }
      }
      set.append(previous == "«" && character == " " ? "\u{A0}" : character)
      previous = character
    }
    return set
  }
}

extension String {
  fileprivate mutating func replaceLast(with character: Character) {
    removeLast()
    append(character)
  }
}
