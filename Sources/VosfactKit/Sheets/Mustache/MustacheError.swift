package import Localization

/// Where and why a template cannot be used.
package struct MustacheError: Error, Equatable, Sendable {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    /// A tag that nothing closes, which `closer` would.
    case openTag(closer: String)
    /// A section that ends nowhere.
    case openSection(String)
    /// The end of a section while another is open, or none.
    case unexpectedEnd(String, open: String?)
    /// A tag that names nothing, or no name.
    case badName(String)
    /// A tag that sets delimiters, but not two of them.
    case badDelimiters
    /// A part that there is not.
    case unknownPartial(String)
    /// A part that holds itself.
    case recursivePartial(String)
    /// Sections and parts within each other, deeper than `limit`.
    case tooDeep(limit: Int)
    /// A template of more than `limit` bytes.
    case tooLong(limit: Int)
    /// A result of more than `limit` bytes.
    case resultTooLong(limit: Int)
    /// Bytes that are not UTF-8.
    case notUTF8
  }

  /// The template's file, or its name.
  package let file: String
  /// The line of the fault, counted from 1.
  package let line: Int
  package let reason: Reason
}

extension MustacheError: ExplainedError {
  package var nature: FaultNature { .badValue }

  package var text: Text {
    let reason = reason.text
    let place = "\(file.shown):\(line)"
    return Text(en: "\(place): \(reason.en)", fr: "\(place): \(reason.fr)")
  }
}

extension MustacheError.Reason {
  /// What is wrong and what to do about it.
  var text: Text {
    switch self {
    case .openTag(let closer):
      let shown = closer.shown
      return Text(
        en: "the tag that begins here is never closed; close it with \(shown)",
        fr: "la balise ouverte ici n’est jamais fermée ; fermez-la par \(shown)")
    case .openSection(let name):
      let shown = name.shown
      return Text(
        en: "the section '\(shown)' that begins here never ends; end it with {{/\(shown)}}",
        fr:
          "la section « \(shown) » ouverte ici ne finit jamais ; terminez-la par {{/\(shown)}}")
    case .unexpectedEnd(let name, nil):
      let shown = name.shown
      return Text(
        en: "the section '\(shown)' ends here but never began; begin it with {{#\(shown)}}",
        fr:
          "la section « \(shown) » finit ici sans avoir commencé ; commencez-la par {{#\(shown)}}")
    case .unexpectedEnd(let name, let open?):
      let (shown, expected) = (name.shown, open.shown)
      return Text(
        en: "the section '\(shown)' ends here while '\(expected)' is open; end that one first",
        fr:
          "la section « \(shown) » finit ici alors que « \(expected) » est ouverte ; terminez d’abord celle-ci"
      )
    case .badName(let name):
      let shown = name.shown
      return Text(
        en: "'\(shown)' is not a name; a name is one word, or words joined by points",
        fr: "« \(shown) » n’est pas un nom ; un nom est un mot, ou des mots joints par des points")
    case .badDelimiters:
      return Text(
        en: "these delimiters cannot be set; two are needed; write it as {{=<% %>=}}",
        fr: "ces délimiteurs sont refusés ; il en faut deux ; écrivez {{=<% %>=}}")
    case .unknownPartial(let name):
      let shown = name.shown
      return Text(
        en: "there is no part '\(shown)'; files cannot be taken in; write its text here",
        fr:
          "il n’y a pas de morceau « \(shown) » ; les fichiers ne sont pas inclus ; écrivez son texte ici"
      )
    case .recursivePartial(let name):
      let shown = name.shown
      return Text(
        en: "the part '\(shown)' holds itself; it would never end; take it out",
        fr: "le morceau « \(shown) » se contient lui-même ; il ne finirait pas ; retirez-le")
    case .tooDeep(let limit):
      return Text(
        en: "more than \(limit) sections stand within each other; make the template flatter",
        fr: "plus de \(limit) sections sont imbriquées ; aplatissez le modèle")
    case .tooLong(let limit):
      return Text(
        en: "the template has more than \(limit) bytes; make it shorter",
        fr: "le modèle dépasse \(limit) octets ; raccourcissez-le")
    case .resultTooLong(let limit):
      return Text(
        en: "the result would have more than \(limit) bytes; look for sections within each other",
        fr: "le résultat dépasserait \(limit) octets ; cherchez des sections imbriquées")
    case .notUTF8:
      return Text(
        en: "not UTF-8; save the template as UTF-8",
        fr: "ce n’est pas de l’UTF-8 ; enregistrez le modèle en UTF-8")
    }
  }
}
