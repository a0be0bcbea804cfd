package import Localization

/// Why a document could not be made, found or changed.
package enum DocumentError: Error, Equatable, Sendable {
  case unknown(reference: String)
  case noLines
  case tooLarge
  case numberTaken(String)
  case beforeLast(of: String, CalendarDate)
  case alreadyCanceled(number: String)
  case paid(number: String)
  case badPattern(String)
}

extension DocumentError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknown: .notFound
    case .noLines, .tooLarge, .beforeLast: .badValue
    case .alreadyCanceled, .paid: .refused
    case .numberTaken, .badPattern: .misconfigured
    }
  }

  package var text: Text {
    switch self {
    case .unknown(let reference):
      let shown = reference.shown
      return Text(
        en: "no document '\(shown)'; it is neither a number nor an id; see 'vosfact invoice list'",
        fr:
          "aucun document « \(shown) » ; ce n’est ni un numéro ni un identifiant ; voyez « vosfact invoice list »"
      )
    case .noLines:
      return Text(
        en:
          "a document needs a line; none was given; add --line 'NAME;QUANTITY;UNIT PRICE;VAT RATE'",
        fr:
          "un document a besoin d’une ligne ; aucune n’est donnée ; ajoutez --line 'NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA'"
      )
    case .tooLarge:
      return Text(
        en: """
          the document's total is too large; at most 15 digits in minor units are kept; split it
          """,
        fr: """
          le total du document est trop grand ; 15 chiffres en unités mineures au plus ; divisez-le
          """)
    case .numberTaken(let number):
      let shown = number.shown
      return Text(
        en: """
          the number \(shown) is taken; two kinds of document share a pattern; change one with \
          'vosfact settings set documents.number-pattern.KIND PATTERN'
          """,
        fr: """
          le numéro \(shown) est déjà pris ; deux types de document partagent un modèle ; changez-en \
          un avec « vosfact settings set documents.number-pattern.TYPE MODÈLE »
          """)
    case .beforeLast(let series, let date):
      let shown = series.shown
      return Text(
        en: """
          numbers are chronological; the last document of \(shown) was issued on \(date); give that \
          date or a later one
          """,
        fr: """
          les numéros suivent les dates ; le dernier document de \(shown) date du \(date) ; donnez \
          cette date ou une date plus tardive
          """)
    case .alreadyCanceled(let number):
      let shown = number.shown
      return Text(
        en: "\(shown) is canceled already; nothing was changed",
        fr: "\(shown) est déjà annulée ; rien n’a changé")
    case .paid(let number):
      let shown = number.shown
      return Text(
        en: "\(shown) cannot be canceled; money was received for it; issue a credit note",
        fr: "\(shown) ne peut être annulée ; de l’argent a été reçu ; émettez un avoir")
    case .badPattern(let pattern):
      let shown = pattern.shown
      return Text(
        en: "'\(shown)' numbers no documents; it lacks {serial}; write it as F-{year}-{serial:6}",
        fr: "« \(shown) » ne numérote rien ; il y manque {serial} ; écrivez-le F-{year}-{serial:6}")
    }
  }
}
