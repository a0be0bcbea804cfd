import Localization

/// What stands for a provider's payment page in simulated mode.
struct StandInPage {
  let seller: Seller
  let document: Document
  let payment: Payment
  let providerTitle: String
  /// What may come of it, the first being the usual one.
  let outcomes: [SimulatedOutcome]

  /// The page; its form is posted to the page's own address, with the field `outcome`.
  func page(in language: Language) -> Page {
    let buttons = outcomes.map { outcome in
      "<button name=\"outcome\" value=\"\(outcome.rawValue)\">\(outcome.rawValue)</button> "
    }
    return PlainPage(
      title: providerTitle, paragraphs: [document.number, payment.amount.text[language]],
      form: "<form method=\"post\">\(buttons.joined())</form>"
    ).page(in: language, policy: ContentPolicy())
  }
}
