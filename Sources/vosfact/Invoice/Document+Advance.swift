import Localization
import VosfactKit

extension Document {
  /// What is to be done about money that came on a quote or an order; `nil` if none did.
  var advanceAdvice: Text? {
    advance.map { advance in
      Text(
        en: """
          \(advance.text.en) came on \(number.shown); VAT may be due on it; run: vosfact invoice convert \(number.shown) \
          --to deposit-invoice
          """,
        fr: """
          \(advance.text.fr) reçus sur \(number.shown) ; la TVA peut en être due ; lancez : vosfact invoice convert \
          \(number.shown) --to deposit-invoice
          """)
    }
  }
}
