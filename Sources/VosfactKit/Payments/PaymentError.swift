package import Localization

/// Why a payment could not be started, found or recorded.
package enum PaymentError: Error, Equatable, Sendable {
  case unknown(reference: String)
  case amountOverBalance(number: String, balance: Amount)
  case amountNotPositive
  case wrongSign(number: String, total: Amount)
  case wrongCurrency(number: String, expected: String)
  case nothingLeft(number: String)
  case canceledDocument(number: String)
  case namedTwice(number: String)
  case notYet(CalendarDate)
  case badReference
  case otherReceipt(reference: String)
}

extension PaymentError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknown: .notFound
    case .amountOverBalance, .nothingLeft, .canceledDocument, .otherReceipt: .refused
    case .amountNotPositive, .wrongSign, .wrongCurrency, .namedTwice, .notYet, .badReference:
      .badValue
    }
  }

  package var text: Text {
    switch self {
    case .unknown(let reference):
      let shown = reference.shown
      return Text(
        en: "no payment '\(shown)'; the id is not known; see 'vosfact payment list'",
        fr:
          "aucun paiement « \(shown) » ; l’identifiant est inconnu ; voyez « vosfact payment list »"
      )
    case .amountOverBalance(let number, let balance):
      let shown = number.shown
      return Text(
        en: "the amount is over what \(shown) still asks; \(balance.text.en) is left; give less",
        fr:
          "le montant dépasse ce que demande encore \(shown) ; il reste \(balance.text.fr) ; donnez moins"
      )
    case .amountNotPositive:
      return Text(
        en: "a payment's amount must be above zero; nothing was done; give another",
        fr: "le montant d’un paiement doit être positif ; rien n’a été fait ; donnez-en un autre")
    case .wrongSign(let number, let total):
      let shown = number.shown
      return Text(
        en: "the amount cannot settle \(shown); its total is \(total.text.en); give the same sign",
        fr:
          "ce montant ne peut régler \(shown) ; son total est de \(total.text.fr) ; gardez le signe"
      )
    case .wrongCurrency(let number, let expected):
      let shown = number.shown
      return Text(
        en: "\(shown) is not asked in that currency; nothing was recorded; give it in \(expected)",
        fr:
          "\(shown) n’est pas dans cette devise ; rien n’est noté ; donnez le montant en \(expected)"
      )
    case .nothingLeft(let number):
      let shown = number.shown
      return Text(
        en: "nothing is left to pay of \(shown); nothing was recorded; leave it out",
        fr: "il ne reste rien à payer de \(shown) ; rien n’est noté ; ne le nommez pas")
    case .canceledDocument(let number):
      let shown = number.shown
      return Text(
        en: "\(shown) is canceled; no money is due for it; name another document",
        fr: "\(shown) est annulé ; aucune somme n’est due ; nommez un autre document")
    case .namedTwice(let number):
      let shown = number.shown
      return Text(
        en: "\(shown) is named twice; nothing was recorded; name it once",
        fr: "\(shown) est nommé deux fois ; rien n’est noté ; nommez-le une fois")
    case .notYet(let date):
      return Text(
        en: "\(date) is yet to come; only money that came is recorded; give its day",
        fr: "le \(date) est à venir ; seul l’argent reçu est noté ; donnez le jour de sa réception")
    case .badReference:
      return Text(
        en: """
          the reference cannot be kept; it is empty, over 100 characters, or does not show; give another
          """,
        fr: """
          la référence ne peut être gardée ; elle est vide, de plus de 100 caractères ou invisible ; \
          donnez-en une autre
          """)
    case .otherReceipt(let reference):
      let shown = reference.shown
      return Text(
        en: """
          '\(shown)' was recorded with other documents, amount, date or method; nothing was changed; \
          give the same, or another reference
          """,
        fr: """
          « \(shown) » est déjà noté avec d’autres documents, montant, date ou moyen ; rien n’a changé ; \
          donnez les mêmes, ou une autre référence
          """)
    }
  }
}
