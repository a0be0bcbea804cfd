import Localization
import Testing

@testable import VosfactKit

/// The pages as values: that every browser reads them alike, and that nothing from outside becomes markup.
@Suite(.waiting) struct PagesTests {
  private static let strict = PythonCounterpart(package: "html5lib", script: "strict_html")

  /// Names that are made to break a page.
  private static let names = [
    "Zoë & Fils", "<script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>",
    "a\u{0}b\u{1B}[0m",
    "\u{202E}txt.exe", "שלום", String(repeating: "W", count: 500), "👩‍👩‍👧‍👦\u{FEFF}",
    "</title></style><!--",
  ]

  @Test(
    "every page is markup without a fault, below 20 KB, whatever names it shows",
    .enabled(if: strict.canTest), arguments: Language.allCases)
  func markup(_ language: Language) throws {
    let pages =
      try Self.names.flatMap { name in
        try self.pages(name, language) + noncePages(name, language)
      } + statePages(language)
    for page in pages {
      #expect(page.html.bytes.count < 20_000)
      #expect(page.html.markup.contains("<html lang=\"\(language.rawValue)\">"))
    }
    let verdicts = try Self.strict.judge(pages.map { .string($0.html.markup) })
    #expect(verdicts == pages.map { _ in "ok" })
  }

  @Test(
    "a page allows its own style by the hash, and no script at all", arguments: Language.allCases)
  func policy(_ language: Language) throws {
    for page in try pages("Zoë", language) + statePages(language) {
      let policy = page.policy.text
      let styles = page.html.styles
      #expect(styles.count == 1)
      for style in styles {
        let hash = Base64.encode(SHA256.digest(Array(style.utf8)))
        #expect(policy.contains("style-src 'sha256-\(hash)'"))
      }
      #expect(policy.hasPrefix("default-src 'none'"))
      #expect(!policy.contains("script-src"))
      #expect(!page.html.markup.contains("<script"))
      #expect(!page.html.markup.contains(" style="))
    }
  }

  @Test(
    "the page that hands a form over runs the one script whose hash it tells, and may post there only"
  )
  func handOver() throws {
    let shop = try Shop()
    let document = try shop.document()
    let page = HandOverPage(
      seller: seller("Zoë"),
      step: .form(
        url: "https://secure.example/pay", fields: [("a\"b", "<c>'"), ("signature", "x+y/=")]),
      providerTitle: "PayZen", amount: document.total
    ).page(in: .french)
    let hash = Base64.encode(SHA256.digest(Array(HandOverPage.script.utf8)))
    #expect(page.policy.text.contains("script-src 'sha256-\(hash)';"))
    #expect(page.policy.text.contains("form-action 'self' https://secure.example;"))
    #expect(page.html.markup.contains("<script>\(HandOverPage.script)</script>"))
    #expect(page.html.markup.contains("name=\"a&quot;b\" value=\"&lt;c&gt;&#39;\""))
    #expect(page.html.markup.contains("<button>Continuer vers"))
  }

  @Test("French punctuation stays with its word, and a name cannot turn a sentence around")
  func typesetting() {
    let text = Text(en: "One: two?", fr: "Un : « deux » ; trois ?")
    #expect(text.typeset(in: .english) == "One: two?")
    #expect(
      text.typeset(in: .french) == "Un\u{A0}: «\u{A0}deux\u{A0}»\u{202F}; trois\u{202F}?")
    #expect("a\u{202E}b\u{2069}c".asNameOnPage == "\u{2068}abc\u{2069}")
    #expect("a\nb".asTextOnPage() == "a b")
    #expect("abcdef".asTextOnPage(limit: 3) == "abc…")
  }

  @Test(
    "the account is shown where a document cannot be paid online, but not to who guesses addresses")
  func otherWays() throws {
    let shop = try Shop()
    let document = try shop.document()
    let account = "FR76 3000 6000 0112 3456 7890 189"
    for state in StatePage.State.all {
      let page = StatePage(state: state, seller: seller("Zoë"), subject: PageSubject(document))
      let html = page.page(in: .french).html.markup
      let isShown =
        [
          .overMaximum, .notActivated, .kindNotPayable, .noProvider, .linkExpired, .linkRevoked,
          .tooManyAttempts(wait: Seconds(60)), .notStarted(.noAnswer), .notStarted(.refused),
        ].contains(state)
      #expect(html.contains(account) == isShown, "\(state)")
    }
  }

  @Test(
    "a page says that no money moves only where it moves by none of the means",
    arguments: [
      ([.simulated, .simulated], "no provider is asked"),
      ([.test, .simulated], "Test and simulated modes"), ([.test], "test cards only"),
      ([.live, .live], nil),
    ] as [([ProviderMode], String?)])
  func simulation(_ modes: [ProviderMode], _ said: String?) throws {
    let shop = try Shop()
    let document = try shop.document()
    let page = PayPage(
      seller: seller("Shop"), item: try item(document, of: shop), amount: document.balance,
      offers: modes.enumerated().map { index, mode in
        ProviderOffer(
          name: "p\(index)", label: "P", means: Text(en: "card", fr: "carte"), mode: mode,
          targets: [])
      }, countryField: .off)
    let html = page.page(in: .english).html.markup
    for notice in ["no provider is asked", "Test and simulated modes", "test cards only"] {
      #expect(html.contains(notice) == (notice == said))
    }
  }

  private func item(_ document: Document, of shop: Shop) throws -> PayPage.Item {
    .document(
      document, .whole, lines: try shop.kit.documents.lines(of: document),
      previewAddress: "https://pay.example/invoice/x")
  }

  private func seller(_ name: String) -> Seller {
    Seller(
      name: name, email: "a@example.org", iban: "FR7630006000011234567890189", bic: "AGRIFRPP",
      logo: "data:image/png;base64,iVBORw0KGgo=")
  }

  /// Every page about a document whose buyer, seller and provider have one name.
  private func pages(_ name: String, _ language: Language) throws -> [Page] {
    let shop = try Shop()
    var draft = DocumentDraft(
      kind: .invoice, buyer: Buyer(name: name),
      lines: try (1...60).map { try LineDraft("Line \($0);\($0);10.50;20") })
    draft.language = language.rawValue
    let document = try shop.kit.invoicing.issue(draft)
    let subject = PageSubject(document)
    let payment = try shop.attempt(document, "AB12")
    let offers = ["one", "two"].map {
      ProviderOffer(
        name: $0, label: name, means: Text(en: "card", fr: "carte"), mode: .simulated, targets: [])
    }
    var pay = PayPage(
      seller: seller(name), item: try item(document, of: shop), amount: document.balance,
      offers: offers, countryField: .optional)
    var pages = [pay.page(in: language)]
    pay.faults = [
      .provider, .country, .notStarted(.noAnswer, providerTitle: name, hasOthers: true),
    ]
    pages.append(pay.page(in: language))
    let folder = try TemporaryFolder()
    let template = try ReturnTemplate(
      path: folder.write(ReturnTemplate.source.utf8, to: "return.html"))
    for outcome in [
      ReturnPage.Outcome.paid, .waiting(refreshAddress: "https://pay.example/r/x?wait=1"),
      .waiting(refreshAddress: nil), .checking(.alreadySettled), .checking(.canceledDocument),
      .checking(nil), .refunded, .declined, .canceled, .nothingStarted,
    ] {
      let page = ReturnPage(
        outcome: outcome, seller: seller(name), subject: subject, payment: payment,
        payAddress: "https://pay.example/p/x")
      pages.append(page.page(in: language))
      pages.append(try template.page(of: page.values(in: language), in: language))
    }
    pages.append(
      StandInPage(
        seller: seller(name), subject: subject, payment: payment, providerTitle: "Stripe",
        outcomes: [.paid, .failed]
      ).page(in: language))
    return pages
  }

  private func statePages(_ language: Language) -> [Page] {
    StatePage.State.all.map {
      StatePage(state: $0, seller: seller("Zoë"), payAddress: "https://pay.example/p/x?a&b")
        .page(in: language)
    }
  }

  /// The page that asks for a card by a provider's script, which has a token of this text.
  private func noncePages(_ name: String, _ language: Language) throws -> [Page] {
    let shop = try Shop()
    let document = try shop.document()
    let payment = try shop.attempt(document, "AB12")
    return [false, true].map { wasRefused in
      NoncePage(
        seller: seller(name), subject: PageSubject(document), payment: payment,
        form: BraintreeCardForm(token: name, isLive: payment.mode == .live, isVerified: true),
        payAddress: "https://pay.example/p/x", wasRefused: wasRefused
      ).page(in: language)
    }
  }
}

extension StatePage.State {
  /// Every state there is something to say of.
  fileprivate static let all: [Self] = [
    .paid, .canceled, .nothingLeft, .linkExpired, .linkRevoked, .notFound, .overMaximum,
    .notActivated, .kindNotPayable, .noProvider, .badRequest, .methodNotAllowed, .requestTimeout,
    .tooLarge, .unsupportedType, .tooManyAttempts(wait: Seconds(60)), .notStarted(.noAnswer),
    .notStarted(.refused),
    .sentByOtherSite, .fault, .unavailable,
  ]
}
