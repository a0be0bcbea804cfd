import Localization

/// The page where a card is asked for by the provider's own script, which yields a nonce: Braintree's.
struct NoncePage {
  let seller: Seller
  let document: Document
  let payment: Payment
  /// What the provider's script asks for before it works with our shop.
  let clientToken: String
  /// Whether the provider just refused what the page gave, so that it is asked for again.
  var wasRefused = false

  /// The page; its form is posted to the page's own address, with the field `nonce`.
  func page(in language: Language) -> Page {
    PlainPage(
      title: payment.amount.text[language], paragraphs: [document.number],
      form: "<form method=\"post\"><input name=\"nonce\"><button>OK</button></form>"
    ).page(in: language, policy: ContentPolicy())
  }
}
