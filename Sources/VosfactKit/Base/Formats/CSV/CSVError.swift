package import Localization

/// Where and why bytes are not the CSV that was expected.
package struct CSVError: ExplainedError, Equatable {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    /// A quoted field that nothing closes.
    case unterminatedQuote
    /// Something between a field's closing quote and the next separator.
    case textAfterQuote
    /// A quote within a field that does not begin with one (RFC 4180, section 2, rule 5).
    case quoteInsideField
    /// Bytes that are not UTF-8 (RFC 3629).
    case invalidUTF8
    /// A field of more than `limit` bytes.
    case fieldTooLong(limit: Int)
    /// A row of more than `limit` bytes.
    case rowTooLong(limit: Int)
    /// A row of more than `limit` fields.
    case tooManyColumns(limit: Int)
    /// A row that has `found` fields where the header has `expected`.
    case fieldCount(found: Int, expected: Int)
    /// Two columns of one name in the header.
    case duplicateColumn(String)
  }

  /// The line of the fault, counted from 1; for a fault of a whole row, the one that it begins on.
  package let line: Int
  /// What is wrong there.
  package let reason: Reason

  package var nature: FaultNature { .badValue }

  package var text: Text {
    let reason = reason.text
    return Text(en: "line \(line): \(reason.en)", fr: "ligne \(line) : \(reason.fr)")
  }
}

extension CSVError.Reason {
  /// What is wrong and what to do about it.
  var text: Text {
    switch self {
    case .unterminatedQuote:
      Text(
        en: "the quote that opens here is never closed; close it",
        fr: "le guillemet ouvert ici n’est jamais fermé ; fermez-le")
    case .textAfterQuote:
      Text(
        en: "text follows a field's closing quote; double the quotes inside a field",
        fr: "du texte suit le guillemet fermant d’un champ ; doublez les guillemets intérieurs")
    case .quoteInsideField:
      Text(
        en: "a quote stands inside an unquoted field; quote the field and double its quotes",
        fr: "un guillemet figure dans un champ sans guillemets ; entourez-le et doublez les siens")
    case .invalidUTF8:
      Text(
        en: "not UTF-8; save the file as UTF-8",
        fr: "ce n’est pas de l’UTF-8 ; enregistrez le fichier en UTF-8")
    case .fieldTooLong(let limit):
      Text(
        en: "a field is longer than \(limit) bytes; look for a missing quote",
        fr: "un champ dépasse \(limit) octets ; cherchez un guillemet manquant")
    case .rowTooLong(let limit):
      Text(
        en: "the row is longer than \(limit) bytes; look for a missing quote",
        fr: "la ligne dépasse \(limit) octets ; cherchez un guillemet manquant")
    case .tooManyColumns(let limit):
      Text(
        en: "the row has more than \(limit) fields; check the separator",
        fr: "la ligne compte plus de \(limit) champs ; vérifiez le séparateur")
    case .fieldCount(let found, let expected):
      Text(
        counting: found,
        one: Text(
          en: "1 field where the header has \(expected); check the separator",
          fr: "1 champ au lieu de \(expected) ; vérifiez le séparateur"),
        many: Text(
          en:
            "\(found) fields where the header has \(expected); quote fields that hold the separator",
          fr: """
            \(found) champs au lieu de \(expected) ; entourez de guillemets ceux qui contiennent le \
            séparateur
            """))
    case .duplicateColumn(let name):
      Text(
        en: "the header has two columns \(JSONValue.excerpt(of: name)); rename one",
        fr: "l’en-tête a deux colonnes \(JSONValue.excerpt(of: name)) ; renommez-en une")
    }
  }
}
