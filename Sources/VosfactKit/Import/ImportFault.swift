import Localization

/// Why a field keeps a document from being taken in.
enum ImportFault: Equatable {
  case missing
  case notText
  case tooLong(limit: Int)
  case hiddenCharacters
  case unknownKind(String)
  case unknownStatus(String)
  case notADate(String)
  case notADateOfSale(String)
  case notALanguage(String)
  case notACountry(String)
  case notANumber(String)
  case money(MoneyError)
  case notARate(String)
  case notAPercentage(String)
  case discountWithoutTotal
  case noPositions
  case notAPosition
  case tooManyLines(limit: Int)
  case sumTooLarge
  case contradictoryTotals(net: Amount, tax: Amount, total: Amount)
  case paidAgainstTotal(paid: Amount, total: Amount)
  case unlikeFirstRow
  case besideBrokenRow

  /// What; why; what to do.
  var text: Text {
    switch self {
    case .missing:
      return Text(
        en: "nothing is given; a document needs it; fill it in",
        fr: "rien n’est donné ; un document en a besoin ; renseignez-le")
    case .notText:
      return Text(
        en: "not a text or a number; nothing else stands here; correct it",
        fr: "ni texte ni nombre ; rien d’autre ne convient ici ; corrigez-le")
    case .tooLong(let limit):
      return Text(
        en: "the text is too long; at most \(limit) characters are kept; shorten it",
        fr: "le texte est trop long ; \(limit) caractères au plus sont gardés ; raccourcissez-le")
    case .hiddenCharacters:
      return Text(
        en: "the number holds characters that do not show; two could look alike; remove them",
        fr:
          "le numéro contient des caractères invisibles ; deux numéros se confondraient ; retirez-les"
      )
    case .unknownKind(let kind):
      let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
      return Text(
        en: "'\(kind.shown)' is no kind of document kept here; write one of \(kinds)",
        fr: "« \(kind.shown) » n’est pas un type de document tenu ici ; écrivez l’un de : \(kinds)")
    case .unknownStatus(let status):
      return Text(
        en: """
          '\(status.shown)' is no status; it tells what is paid; write issued, sent, paid, partial, \
          accepted, rejected or canceled
          """,
        fr: """
          « \(status.shown) » n’est pas un statut ; il dit ce qui est payé ; écrivez issued, sent, \
          paid, partial, accepted, rejected ou canceled
          """)
    case .notADate(let date):
      return Text(
        en: "'\(date.shown)' is no date of the calendar; write it as 2026-01-31",
        fr: "« \(date.shown) » n’est pas une date du calendrier ; écrivez-la 2026-01-31")
    case .notADateOfSale(let date):
      return Text(
        en: "'\(date.shown)' is no date of sale; write it as 2026-01-31, 2026-01 or off",
        fr: "« \(date.shown) » n’est pas une date de vente ; écrivez 2026-01-31, 2026-01 ou off")
    case .notALanguage(let code):
      return Text(
        en: "'\(code.shown)' is no language of ISO 639-1; write two letters, as fr",
        fr: "« \(code.shown) » n’est pas une langue d’ISO 639-1 ; écrivez deux lettres, comme fr")
    case .notACountry(let code):
      return Text(
        en: "'\(code.shown)' is no country of ISO 3166; write two letters, as FR",
        fr: "« \(code.shown) » n’est pas un pays d’ISO 3166 ; écrivez deux lettres, comme FR")
    case .notANumber(let text):
      return Text(
        en: """
          '\(text.shown)' is not a number of at most 15 digits, 9 of them after the point; write it \
          as 1234.5
          """,
        fr: """
          « \(text.shown) » n’est pas un nombre d’au plus 15 chiffres, dont 9 décimales ; \
          écrivez-le 1234,5
          """)
    case .money(let error): return error.text
    case .notARate(let rate):
      return Text(
        en: "'\(rate.shown)' is not a VAT rate; write a percentage from 0 to 100, np or disabled",
        fr:
          "« \(rate.shown) » n’est pas un taux de TVA ; écrivez un pourcentage de 0 à 100, np ou disabled"
      )
    case .notAPercentage(let text):
      return Text(
        en:
          "'\(text.shown)' is not a discount; it takes off from 0 to 100 percent; write it as 12.5",
        fr:
          "« \(text.shown) » n’est pas une remise ; elle va de 0 à 100 pour cent ; écrivez-la 12,5")
    case .discountWithoutTotal:
      return Text(
        en: "the discount is an amount; the line's total does not follow; give total_price_net",
        fr:
          "la remise est un montant ; le total de la ligne n’en découle pas ; donnez total_price_net"
      )
    case .noPositions:
      return Text(
        en: "the document has no lines; it needs one; export it with include_positions=true",
        fr: "le document n’a pas de lignes ; il en faut une ; exportez avec include_positions=true")
    case .notAPosition:
      return Text(
        en: "not a line of a document; its fields are missing; write it between { and }",
        fr: "ce n’est pas une ligne de document ; ses champs manquent ; écrivez-la entre { et }")
    case .tooManyLines(let limit):
      return Text(
        en: "the document has too many lines; at most \(limit) are kept; split it",
        fr: "le document a trop de lignes ; \(limit) au plus sont gardées ; divisez-le")
    case .sumTooLarge:
      return Text(
        en: "the amounts are too large; at most 15 digits in minor units are kept; correct them",
        fr: "les montants sont trop grands ; 15 chiffres en unités mineures au plus ; corrigez-les")
    case .contradictoryTotals(let net, let tax, let total):
      return Text(
        en: """
          \(net.decimal) net and \(tax.decimal) of VAT do not make \(total.decimal); the totals \
          contradict each other; correct them
          """,
        fr: """
          \(net.decimal) hors taxe et \(tax.decimal) de TVA ne font pas \(total.decimal) ; les totaux \
          se contredisent ; corrigez-les
          """)
    case .paidAgainstTotal(let paid, let total):
      return Text(
        en: "\(paid.text.en) cannot be paid of \(total.text.en); the signs differ; correct it",
        fr:
          "\(paid.text.fr) ne peuvent être payés sur \(total.text.fr) ; les signes diffèrent ; corrigez"
      )
    case .unlikeFirstRow:
      return Text(
        en:
          "another value than in the document's first row; both rows have its number; correct one",
        fr:
          "autre valeur qu’à la première ligne du document ; les deux en ont le numéro ; corrigez l’une"
      )
    case .besideBrokenRow:
      return Text(
        en: "a row next to the document is broken; it may be one of its lines; mend that row first",
        fr:
          "une ligne voisine du document est illisible ; elle en fait peut-être partie ; réparez-la d’abord"
      )
    }
  }
}
