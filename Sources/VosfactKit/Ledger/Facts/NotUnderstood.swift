package import Localization

/// What a provider said, surely, and nobody here can read: a kind, a state or a shape that came after this version of the
/// program.
package struct NotUnderstood: Equatable, Sendable {
  /// What the provider calls it. Somebody is to look once a kind.
  package let kind: String
  /// What is wrong with it, as the middle part of a sentence.
  package let reason: Text
  /// Our reference, and the names of the payment that it is about, as far as they could be read.
  var reference: String? = nil
  var identifiers: [String] = []

  /// What a person must know.
  func explanation(from provider: String) -> Text {
    Text(
      en: """
        \(provider) told of '\(kind.shown)', which this version cannot read (\(reason.en.shown)); look there, or update \
        and replay it
        """,
      fr: """
        \(provider) annonce « \(kind.shown) », que cette version ne sait pas lire (\(reason.fr.shown)) ; voyez chez lui, \
        ou mettez à jour et rejouez-le
        """)
  }
}

extension Text {
  /// That a provider's word for what happened came after this version of the program.
  static let unknownKind = Text(en: "its kind is not known", fr: "son genre est inconnu")
}
