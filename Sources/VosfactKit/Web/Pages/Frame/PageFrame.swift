import Localization

/// What every page has around its content: the head, the seller's name and logo above, and below whom to ask.
struct PageFrame {
  let seller: Seller
  let language: Language
  /// What the browser's tab and a screen reader say first, without the seller's name.
  let title: Text
  /// Rules of this page alone, after those of every page.
  var rules = ""
  /// Shows another address after some seconds.
  var refresh: (seconds: Int, address: String)?
  /// Scripts that run once the content is there.
  var scripts: [String] = []
  /// Addresses of scripts from outside, before those.
  var loadedScripts: [String] = []
  var outside = ContentPolicy.Outside()
  var formTargets: [String] = []
  /// Whether a form of the page is posted to us, so that the browser has to say whose page it was.
  var postsToUs = false

  /// The page around `content`, to be sent with `status`.
  func page(status: HTTPStatus = .ok, _ content: HTML) -> Page {
    let style = Stylesheet(accent: seller.accent).text + rules
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(fullTitle)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex, nofollow">
      <meta name="format-detection" content="telephone=no">
      \(referrerElement)\(refreshElement)<link rel="icon" href="data:,">
      <style>\(HTML(markup: style))</style>
      </head>
      <body>
      \(header)<main>
      \(content)
      </main>
      \(footer)\(scriptElements)</body>
      </html>

      """
    return Page(
      status: status, language: language, html: html,
      policy: ContentPolicy(
        styles: [style], scripts: scripts, outside: outside, formTargets: formTargets))
  }

  private var fullTitle: String {
    let own = title.typeset(in: language)
    guard let name = seller.name else { return own }
    return "\(own) – \(name.asNameOnPage)"
  }

  /// The policy of the header, `no-referrer`, lets browsers send `Origin: null` with a form even to ourselves (Fetch,
  /// section 3.2.5, "append a request Origin header"); this one tells our own site, and no other, the page's origin.
  private var referrerElement: HTML? {
    postsToUs ? "<meta name=\"referrer\" content=\"same-origin\">\n" : nil
  }

  private var refreshElement: HTML? {
    refresh.map { seconds, address in
      "<meta http-equiv=\"refresh\" content=\"\(seconds);url=\(address)\">\n"
    }
  }

  private var header: HTML? {
    guard seller.name != nil || seller.logo != nil else { return nil }
    let name: HTML? = seller.name.map { "<bdi>\($0.asTextOnPage())</bdi>" }
    // The name stands beside it: the logo tells nothing more.
    let alternative =
      seller.name == nil ? Text(en: "Logo of the seller", fr: "Logo du vendeur")[language] : ""
    let logo: HTML? = seller.logo.map { "<img src=\"\($0)\" alt=\"\(alternative)\">" }
    return "<header>\(logo)\(name)</header>\n"
  }

  private var footer: HTML? {
    guard let email = seller.email else { return nil }
    let question = Text(en: "Any question? Write to", fr: "Une question ? Écrivez à")
    return """
      <footer><p>\(question, language) <a href="mailto:\(email)">\(email)</a></p></footer>

      """
  }

  private var scriptElements: HTML {
    HTML(loadedScripts.map { "<script src=\"\($0)\"></script>\n" })
      + HTML(scripts.map { "<script>\(HTML(markup: $0))</script>\n" })
  }
}
