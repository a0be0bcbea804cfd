import Localization

/// A template of the user's own for the page that customers come back to.
package struct ReturnTemplate: Sendable {
  private let mustache: Mustache

  /// The template in the file at `path`; it may take in the built-in style as a part.
  ///
  /// It throws `Fault`, with the line that is wrong if one is.
  package init(path: String) throws {
    let bytes = try BoundedFile.content(of: path, limit: Mustache.sourceLimit)
    try self.init(bytes, named: path, accent: .standard)
  }

  private init(_ bytes: [UInt8], named name: String, accent: Seller.Accent) throws(Fault) {
    mustache = try Mustache(
      bytes: bytes, named: name, parts: ["style": Stylesheet(accent: accent).text])
  }

  /// The template that the settings name, with the seller's colour in its style; `nil` if they name none.
  init?(_ settings: Settings, of seller: Seller) throws {
    guard let path = try settings.value(.redirectTemplate) else { return nil }
    try self.init(
      BoundedFile.content(of: path, limit: Mustache.sourceLimit), named: path,
      accent: seller.accent)
  }

  /// A template to start from, which makes the built-in page.
  package static let source = """
    {{! The page after paying. A name in double braces stands for its value, escaped for HTML; what stands
        between #name and /name is left out without a value, and repeated for a list. >style takes in the
        built-in style. Known are: language title heading paragraphs is_paid is_pending is_failed is_canceled
        seller(name email logo) subject(kind name) amount date simulated retry_address
        refresh(seconds address). Browsers run no script here and load nothing: pictures are data: addresses. }}
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <title>{{title}}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    {{#refresh}}<meta http-equiv="refresh" content="{{seconds}};url={{address}}">{{/refresh}}
    <link rel="icon" href="data:,">
    <style>{{>style}}</style>
    </head>
    <body>
    {{#seller}}<header>{{#logo}}<img src="{{logo}}" alt="">{{/logo}}<bdi>{{name}}</bdi></header>{{/seller}}
    <main>
    <h1>{{heading}}</h1>
    {{#paragraphs}}
    <p>{{.}}</p>
    {{/paragraphs}}
    <dl>
    {{#amount}}<div><dt>{{#is_fr}}Montant{{/is_fr}}{{^is_fr}}Amount{{/is_fr}}</dt><dd>{{amount}}</dd></div>{{/amount}}
    {{#date}}<div><dt>Date</dt><dd>{{date}}</dd></div>{{/date}}
    {{#subject}}<div><dt>{{kind}}</dt><dd><bdi>{{name}}</bdi></dd></div>{{/subject}}
    </dl>
    {{#simulated}}<p class="notice">{{simulated}}</p>{{/simulated}}
    {{#retry_address}}
    <p><a class="button" href="{{retry_address}}">{{#is_fr}}Réessayer{{/is_fr}}{{^is_fr}}Try again{{/is_fr}}</a></p>
    {{/retry_address}}
    </main>
    </body>
    </html>

    """

  /// The page that the template makes of `values`.
  ///
  /// - Throws: `Fault` if it is too long.
  func page(of values: MustacheValue, in language: Language) throws(Fault) -> Page {
    let html = HTML(markup: try mustache.render(values))
    return Page(
      status: .ok, language: language, html: html,
      policy: ContentPolicy(styles: html.styles))
  }
}

extension ReturnPage {
  /// What a template of the user's own is told.
  func values(in language: Language) -> MustacheValue {
    var refresh: MustacheValue = .null
    if case .waiting(let address?) = outcome {
      refresh = ["seconds": .text(String(Self.refreshInterval)), "address": .text(address)]
    }
    let isOver = outcome == .declined || outcome == .canceled
    return [
      "language": .text(language.rawValue), "is_fr": .boolean(language == .french),
      "title": .text(heading.typeset(in: language)),
      "heading": .text(heading.typeset(in: language)),
      "paragraphs": .list(paragraphs.map { .text($0.typeset(in: language)) }),
      "is_paid": .boolean(outcome.redirectState == .paid),
      "is_pending": .boolean(outcome.redirectState == .pending),
      "is_failed": .boolean(outcome == .declined),
      "is_canceled": .boolean(outcome.redirectState == .canceled),
      "seller": seller.name.map { name in
        [
          "name": .text(name.asTextOnPage()), "email": .optional(seller.email),
          "logo": .optional(seller.logo),
        ]
      } ?? .null,
      "subject": [
        "kind": .text(subject.kind.capitalizedFirst[language]),
        "name": .text(subject.name.asTextOnPage()),
      ],
      "amount": .optional(shownAmount?.text[language]),
      "date": .optional(paidOn?.text[language]),
      "simulated": .optional(notice?.typeset(in: language)),
      "retry_address": isOver ? .text(payAddress) : .null, "refresh": refresh,
    ]
  }
}

extension SettingType<String> {
  /// The absolute path of a template of the page that customers come back to.
  static let returnTemplate = SettingType.file(
    en:
      "the absolute path of a template, as 'vosfact pay-link test-redirect --template' writes one",
    fr:
      "le chemin absolu d’un modèle, comme en écrit « vosfact pay-link test-redirect --template »"
  ) { _ = try ReturnTemplate(path: $0) }
}
