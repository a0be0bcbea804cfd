import Localization

extension Text {
  /// The text with a capital at its beginning.
  var capitalizedFirst: Text { Text(en: en.capitalizedFirst, fr: fr.capitalizedFirst) }
}

extension String {
  /// A name from outside as it may stand within a sentence of a page, whatever its direction of writing:
  /// isolated from what is around it (Unicode Standard Annex 9, section 2.7), without characters that would end
  /// that, and cut where it is too long to be a name.
  var asNameOnPage: String { "\u{2068}\(asTextOnPage())\u{2069}" }

  /// A text from outside as it may stand in an element of its own that isolates it, as `bdi`.
  ///
  /// - Parameter limit: how many of Unicode's scalars are kept.
  func asTextOnPage(limit: Int = 160) -> String {
    var kept = UnicodeScalarView()
    for (index, scalar) in unicodeScalars.lazy.filter({ !$0.turnsDirection }).enumerated() {
      guard index < limit else {
        kept.append("…")
        break
      }
      kept.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(kept)
  }
}

extension Unicode.Scalar {
  /// Whether it is a mark that turns, embeds or isolates the direction of what follows.
  fileprivate var turnsDirection: Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}

extension Language {
  /// The language in which a document's pages are written: French, or English for all others.
  init(ofDocument code: String) {
    self = Language(rawValue: code) ?? .english
  }
}
