import Localization

/// A country, as a customer chooses it.
struct Country: Equatable, Sendable {
  /// ISO 3166-1, two upper-case letters.
  let code: String
  let name: Text

  init(_ code: String, _ english: String, _ french: String) {
    self.code = code
    name = Text(en: english, fr: french)
  }

  /// The country with this code; `nil` if ISO 3166-1 has none.
  static func named(_ code: String) -> Country? {
    byCode[code]
  }

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  /// Every country as a list offers it: France first, then by the alphabet, which takes an accented letter
  /// for the plain one.
  static func list(in language: Language) -> [Country] {
    let others = all.lazy.filter { $0.code != "FR" }
      .map { (key: $0.name[language].foldedForSearch, country: $0) }
      .sorted { $0.key < $1.key }
      .map(\.country)
    return all.filter { $0.code == "FR" } + others
  }
}

extension SettingType<String> {
  /// ISO 3166-1, two letters.
  package static let country = SettingType(
    en: "two letters of ISO 3166, as FR", fr: "deux lettres d’ISO 3166, comme FR"
  ) { text in
    let isCode =
      text.utf8.count == 2 && text.utf8.allSatisfy { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 }
    return isCode ? text.uppercased() : nil
  }
}
