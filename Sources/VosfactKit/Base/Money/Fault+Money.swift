import Localization

extension Fault {
  /// A text that is no amount.
  static func notAnAmount(_ text: String) -> Fault {
    Fault(
      .badValue,
      en: "'\(text.shown)' is not an amount; write it as 1234.56, without spaces or symbols",
      fr: "« \(text.shown) » n’est pas un montant ; écrivez-le 1234,56, sans espace ni symbole")
  }

  /// A number with more digits than the currency is paid in.
  static func tooPrecise(_ text: String, _ currency: Currency) -> Fault {
    guard currency.digits > 0 else {
      return Fault(
        .badValue,
        en: "\(text.shown) is finer than \(currency.code) can be paid; write a whole number",
        fr:
          "\(text.shown) est plus fin que ne le permet \(currency.code) ; écrivez un nombre entier")
    }
    return Fault(
      .badValue,
      en:
        "\(text.shown) is finer than \(currency.code) can be paid; write at most \(currency.digits) digits after the point",
      fr:
        "\(text.shown) est plus fin que ne le permet \(currency.code) ; écrivez au plus \(currency.digits) décimales"
    )
  }

  /// A number beyond the largest amount.
  static func tooLargeAnAmount(_ text: String) -> Fault {
    Fault(
      .badValue,
      en:
        "\(text.shown) is too large an amount; at most 15 digits in minor units are kept; correct it",
      fr:
        "\(text.shown) est un montant trop grand ; 15 chiffres en unités mineures au plus ; corrigez-le"
    )
  }

  /// A code that is no currency's.
  static func unknownCurrency(_ code: String) -> Fault {
    Fault(
      .badValue, en: "'\(code.shown)' is not a currency of ISO 4217; write three letters, as EUR",
      fr: "« \(code.shown) » n’est pas une devise d’ISO 4217 ; écrivez trois lettres, comme EUR")
  }
}
