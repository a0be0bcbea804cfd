import Localization

/// The page that hands the customer over to a provider: a form that posts itself, with a button for those whose
/// browser runs no scripts, or a link.
struct HandOverPage {
  /// Where to; its address was found to be the provider's.
  let step: NextStep
  let providerTitle: String
  let document: Document
  let amount: Amount

  /// What the page runs, to be named by its hash.
  static let script = "document.forms[0].submit()"

  func page(in language: Language) -> Page {
    let button = Text(en: "Continue to \(providerTitle)", fr: "Continuer vers \(providerTitle)")[
      language]
    switch step {
    case .form(let url, let fields):
      let inputs = fields.map { field in
        "<input type=\"hidden\" name=\"\(PlainPage.escaped(field.name))\" "
          + "value=\"\(PlainPage.escaped(field.value))\">"
      }
      return PlainPage(
        title: button, paragraphs: [amount.text[language]],
        form: "<form method=\"post\" action=\"\(PlainPage.escaped(url))\">\(inputs.joined())"
          + "<button>\(PlainPage.escaped(button))</button></form><script>\(Self.script)</script>"
      ).page(
        in: language,
        policy: ContentPolicy(
          scripts: [Self.script],
          formTargets: [WebOrigin(of: url)?.description].compactMap(\.self)))
    case .redirect(let url), .page(let url):
      return PlainPage(
        title: button, paragraphs: [amount.text[language]],
        form: "<p><a href=\"\(PlainPage.escaped(url))\">\(PlainPage.escaped(button))</a></p>"
      ).page(in: language)
    }
  }
}
