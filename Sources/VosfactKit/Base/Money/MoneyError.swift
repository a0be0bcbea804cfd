package import Localization

/// Why a text is not an amount of money.
package enum MoneyError: Error, Equatable, Sendable {
  case notANumber(String)
  case tooPrecise(String, currency: String, Int)
  case tooLarge(String)
  case unknownCurrency(String)
}

extension MoneyError: ExplainedError {
  package var nature: FaultNature { .badValue }

  package var text: Text {
    switch self {
    case .notANumber(let text):
      let shown = text.shown
      return Text(
        en: "'\(shown)' is not an amount; write it as 1234.56, without spaces or symbols",
        fr: "« \(shown) » n’est pas un montant ; écrivez-le 1234,56, sans espace ni symbole")
    case .tooPrecise(let text, let currency, 0):
      let shown = text.shown
      return Text(
        en: "\(shown) is finer than \(currency) can be paid; write a whole number",
        fr: "\(shown) est plus fin que ne le permet \(currency) ; écrivez un nombre entier")
    case .tooPrecise(let text, let currency, let digits):
      let shown = text.shown
      return Text(
        en:
          "\(shown) is finer than \(currency) can be paid; write at most \(digits) digits after the point",
        fr:
          "\(shown) est plus fin que ne le permet \(currency) ; écrivez au plus \(digits) décimales"
      )
    case .tooLarge(let text):
      let shown = text.shown
      return Text(
        en: """
          \(shown) is too large an amount; at most 15 digits in minor units are kept; correct it
          """,
        fr:
          "\(shown) est un montant trop grand ; 15 chiffres en unités mineures au plus ; corrigez-le"
      )
    case .unknownCurrency(let code):
      let shown = code.shown
      return Text(
        en: "'\(shown)' is not a currency of ISO 4217; write three letters, as EUR",
        fr: "« \(shown) » n’est pas une devise d’ISO 4217 ; écrivez trois lettres, comme EUR")
    }
  }
}
