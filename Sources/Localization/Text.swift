/// A sentence that a person reads, in every language, the pair side by side in the code.
///
/// The language is chosen at output: `text[.french]`.
public struct Text: Equatable, Hashable, Sendable {
  public let en: String
  public let fr: String

  public init(en: String, fr: String) {
    self.en = en
    self.fr = fr
  }

  /// A text that is the same in every language: a name, a number, an address.
  public init(verbatim: String) {
    self.init(en: verbatim, fr: verbatim)
  }

  /// The text that agrees in number with `count`: in English one thing alone is singular, in French none is
  /// as well (Unicode CLDR, plural rules for cardinals).
  public init(counting count: some BinaryInteger, one: Text, many: Text) {
    self.init(
      en: count == 1 ? one.en : many.en, fr: (-1...1).contains(count) ? one.fr : many.fr)
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .french: fr
    }
  }
}
