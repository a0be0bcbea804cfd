import Localization

/// The page that hands the customer over to a provider: a form that posts itself, with a button for those whose
/// browser runs no scripts, or a link.
struct HandOverPage {
  let seller: Seller
  /// Where to; its address was found to be the provider's.
  let step: NextStep
  let providerTitle: String
  let amount: Amount

  /// What the page runs, to be named by its hash.
  static let script = "document.forms[0].submit()"

  func page(in language: Language) -> Page {
    let provider = providerTitle.asNameOnPage
    let heading = Text(en: "You are going to \(provider)", fr: "Vous allez vers \(provider)")
    let button = Text(en: "Continue to \(provider)", fr: "Continuer vers \(provider)")
    var frame = PageFrame(seller: seller, language: language, title: heading)
    let way: HTML
    switch step {
    case .form(let url, let fields):
      // In simulated mode the form leads to what stands for the provider here.
      frame.postsToUs = true
      frame.scripts = [Self.script]
      frame.formTargets = [WebOrigin(of: url)?.description].compactMap(\.self)
      let inputs: [HTML] = fields.map { name, value in
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
      }
      way = """
        <form method="post" action="\(url)">
        \(inputs)<button>\(button, language)</button>
        </form>
        """
    case .redirect(let url), .page(let url):
      way = "<p><a class=\"button\" href=\"\(url)\">\(button, language)</a></p>"
    }
    let explanation = Text(
      en: "You will pay \(amount.text.en) there, then come back here.",
      fr: "Vous y réglerez \(amount.text.fr), puis vous reviendrez ici.")
    return frame.page("<h1>\(heading, language)</h1>\n<p>\(explanation, language)</p>\n\(way)")
  }
}
