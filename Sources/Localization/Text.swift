/// A sentence that a person reads, in every language, the pair side by side in the code.
///
/// The language is chosen at output: `text[.french]`.
package struct Text: Equatable, Hashable, Sendable {
  package let en: String
  package let fr: String

  package init(en: String, fr: String) {
    self.en = en
    self.fr = fr
  }

  /// A text that is the same in every language: a name, a number, an address.
  package init(verbatim: String) {
    self.init(en: verbatim, fr: verbatim)
  }

  /// The text that agrees in number with `count`: in English one thing alone is singular, in French none is
  /// as well (Unicode CLDR, plural rules for cardinals).
  package init(counting count: some BinaryInteger, one: Text, many: Text) {
    self.init(en: count == 1 ? one.en : many.en, fr: (-1...1).contains(count) ? one.fr : many.fr)
  }

  /// The text in `language`.
  package subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .french: fr
    }
  }
}
