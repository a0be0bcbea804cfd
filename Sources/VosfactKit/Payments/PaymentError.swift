public import Localization

/// Why a payment could not be started, found or recorded.
public enum PaymentError: Error, Equatable, Sendable {
  case unknown(reference: String)
  case amountOverBalance(number: String, balance: Amount)
  case amountNotPositive
  case wrongSign(number: String, total: Amount)
  case wrongCurrency(number: String, expected: String)
}

extension PaymentError: KitError {
  public var nature: FaultNature {
    switch self {
    case .unknown: .notFound
    case .amountOverBalance: .refused
    case .amountNotPositive, .wrongSign, .wrongCurrency: .badValue
    }
  }

  public var text: Text {
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
        en: "a payment's amount must be above zero; nothing was started; give another",
        fr: "le montant d’un paiement doit être positif ; rien n’a commencé ; donnez-en un autre")
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
    }
  }
}
