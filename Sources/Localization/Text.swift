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

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .french: fr
    }
  }
}
