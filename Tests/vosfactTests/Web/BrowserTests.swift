import Testing

@testable import VosfactKit

/// What customers see and do, in Chromium, under lighttpd.
@Suite(.waiting, .enabled(if: BrowserShop.canTest))
struct BrowserTests {
  static let number = "F-2026-000123"

  @Test("a customer opens the link, chooses, pays, comes back, and the invoice is paid")
  func paid() throws {
    let shop = try BrowserShop()
    try shop.walk("paid")
    #expect(try shop.state(Self.number) == "paid")
    let payments = try shop.payments(Self.number)
    #expect(payments.map { $0["state"]?.string } == ["paid"])
    #expect(payments.map { $0["mode"]?.string } == ["simulated"])
  }

  @Test("after a payment that was declined, another attempt pays")
  func declined() throws {
    let shop = try BrowserShop()
    try shop.walk("declined")
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["failed", "paid"])
  }

  @Test("a payment that was given up leaves the invoice as it was")
  func canceled() throws {
    let shop = try BrowserShop()
    try shop.walk("canceled")
    #expect(try shop.state(Self.number) == "issued")
  }

  @Test("while a payment is pending the page asks again by itself, but not for ever")
  func pending() throws {
    let shop = try BrowserShop()
    try shop.walk("pending")
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["pending"])
  }

  @Test("money under way is told of, and to pay it otherwise takes a second step")
  func underWay() throws {
    let shop = try BrowserShop()
    try shop.walk("under_way", ["open": .string(shop.link(Self.number))])
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["pending", "paid"])
    #expect(try shop.state(Self.number) == "paid")
  }

  @Test("a debit that fails is asked for again")
  func failedDebit() throws {
    let shop = try BrowserShop()
    let link: [String: JSONValue] = ["open": .string(try shop.link(Self.number))]
    let started = try shop.workplace.succeed(
      "payment", "start", Self.number, "--provider", "stripe", "--format", "json"
    ).json["payment"]?["id"]?.string
    let payment = try #require(started)
    for (outcome, walk) in [("processing", "waits"), ("failed", "asked")] {
      try shop.workplace.succeed(
        "provider", "simulate", "stripe", "--payment", payment, "--outcome", outcome, "--output",
        "\(outcome).http")
      try shop.workplace.succeed("payment", "receive", "--provider", "stripe", "\(outcome).http")
      try shop.walk(walk, link)
    }
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["failed"])
  }

  @Test("a country that is required is asked for until it is given")
  func country() throws {
    let shop = try BrowserShop()
    try shop.set("online-payments.country-field", "required")
    try shop.walk("country")
    #expect(try shop.payments(Self.number).count == 1)
  }

  @Test("pages speak the browser's language, else the document's")
  func languages() throws {
    try BrowserShop().walk("languages")
  }

  @Test(
    "a phone, the keyboard alone, and a browser without scripts are enough",
    arguments: ["narrow", "keyboard", "scriptless", "handed"])
  func means(_ walk: String) throws {
    let shop = try BrowserShop()
    if walk == "narrow" { try shop.set("online-payments.country-field", "optional") }
    try shop.walk(walk)
    #expect(try shop.state(Self.number) == (walk == "narrow" ? "issued" : "paid"))
  }

  @Test("a double click and a second tab give one attempt")
  func twice() throws {
    let shop = try BrowserShop()
    try shop.walk("twice")
    #expect(try shop.payments(Self.number).count == 1)
  }

  @Test(
    "forms of our pages are taken, also where the browser names but their origin; another site's start nothing",
    arguments: ["http://127.0.0.1", "http://shop.example"])
  func elsewhere(_ host: String) throws {
    let shop = try BrowserShop()
    try shop.set(
      "pay-link.base-url", shop.server.base.replacing("http://127.0.0.1", with: host))
    try shop.walk(
      "elsewhere",
      [
        "open": .string(try shop.link(Self.number)),
        "flags": ["--host-resolver-rules=MAP *.example 127.0.0.1"],
      ])
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["failed", "failed"])
  }

  @Test("a customer buys a product without a document first, and gets the document once it is paid")
  func product() throws {
    let shop = try BrowserShop()
    try shop.set("online-payments.country-field", "required")
    func link(_ options: String...) throws -> JSONValue {
      let words = ["pay-link", "create", "--amount", "10", "--tax-rate", "20"] + options
      let made = try shop.workplace.run(Workplace.executable, words)
      return .string(String(try #require(made.output.split(separator: "\n").first)))
    }
    try shop.walk(
      "product",
      [
        "product": link("--product", "Compte Premium", "--email", "jane@example.org"),
        "order": link("--product", "Panier <42>", "--order", "C-42"),
      ])
    let bought = try shop.workplace.succeed(
      "invoice", "list", "--state", "paid", "--format", "json")
    let buyers = try bought.json.array?.map { $0["buyer"]?["email"]?.string }
    #expect(buyers == ["fr@example.org", "en@example.org", "jane@example.org"])
    #expect(try bought.json.array?.map { $0["language"]?.string } == ["fr", "en", "fr"])
    let failed = try shop.workplace.succeed(
      "payment", "list", "--state", "failed", "--format", "json")
    #expect(try failed.json.array?.map { $0["document"] } == [.null])
    try shop.workplace.succeed("payment", "audit")
  }

  @Test("a card is asked for in fields of Braintree's, under a policy that lets in those alone")
  func card() throws {
    let shop = try BrowserShop()
    let hosts = try StandIn("braintree_host")
    let api = try StandIn("braintree_api")
    try shop.workplace.use(.braintree, at: api.base)
    try shop.walk(
      "card",
      [
        "open": .string(try shop.link(Self.number)),
        "english": .string(try shop.link("F-2026-000124")),
        "flags": [
          .string(
            "--host-resolver-rules="
              + ["braintreegateway.com", "cardinalcommerce.com", "bank.test"].map {
                "MAP *.\($0) 127.0.0.1:\(hosts.port)"
              }.joined(separator: ",")),
          "--ignore-certificate-errors",
        ],
      ])
    withExtendedLifetime(api) {}
    #expect(try shop.payments(Self.number).map { $0["state"]?.string } == ["failed", "paid"])
    #expect(try shop.state(Self.number) == "paid")
    let paid = try #require(try shop.payments(Self.number).last?["id"]?.string)
    let shown = try shop.workplace.succeed("payment", "show", paid, "--format", "json").json
    let transaction = try #require(shown["transactions"]?.array?.first)
    #expect(transaction["three_d_secure"] == "authenticate_successful")
    #expect(transaction["liability_shifted"] == true)
    #expect(
      try shop.workplace.succeed("payment", "show", paid).output.contains(
        "authenticate_successful, the bank is liable for fraud"))
    #expect(try shop.payments("F-2026-000124").map { $0["state"]?.string } == ["pending"])
  }

  @Test("while a provider is out of reach the page says so, and another one takes the payment")
  func fault() throws {
    let shop = try BrowserShop()
    try shop.set("company.iban", "FR7630006000011234567890189")
    try shop.workplace.use(.stripe, at: "http://127.0.0.1:1")
    try shop.walk("fault")
    #expect(try shop.payments(Self.number).map { $0["provider"]?.string } == ["payzen"])
    let history = try shop.workplace.succeed("invoice", "history", Self.number).output
    #expect(history.contains("stripe: payment not started, stripe is unreachable"))
  }

  @Test("a light colour, a logo, paper, and large letters leave everything to be read")
  func looks() throws {
    let shop = try BrowserShop()
    try shop.workplace.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">\
      <rect width="120" height="40" rx="8" fill="#154"/><circle cx="22" cy="20" r="10" fill="#fe8"/></svg>
      """, to: "logo.svg")
    try shop.set("company.logo", shop.workplace.file("logo.svg"))
    try shop.set("company.iban", "FR7630006000011234567890189")
    try shop.set("button.color", "#ffee88")
    try shop.walk("looks")
    #expect(try shop.state(Self.number) == "paid")
  }

  @Test("a customer enters how much to pay, mends it, and pays the rest another time")
  func part() throws {
    let shop = try BrowserShop()
    try shop.walk(
      "part",
      [
        "open": .string(try shop.link(Self.number)),
        "share": .string(try shop.link(Self.number, "--share", "30")),
        "free": .string(try shop.link(Self.number, "--minimum", "50")),
      ])
    #expect(
      try shop.payments(Self.number).map { $0["state"]?.string } == ["failed", "paid", "paid"])
    #expect(try shop.state(Self.number) == "paid")
    try shop.workplace.succeed("payment", "audit")
  }

  @Test("a customer pays three documents at once, of which one was settled meanwhile")
  func statement() throws {
    let shop = try BrowserShop()
    let lines = [
      ("Z-1", "50", "2026-01-31"), ("Z-2", "70", "2099-02-28"), ("Z-3", "30", "2099-03-31"),
    ]
    .map { number, price, due in
      """
      {"kind": "vat", "number": "\(number)", "issue_date": "2026-01-05", "payment_to": "\(due)", "lang": "fr", \
      "buyer_name": "Jeanne Roy", "buyer_email": "jeanne@example.org", "positions": [{"name": "Conseil", \
      "quantity": "1", "price_net": "\(price)", "tax": "0"}]}
      """
    }
    try shop.workplace.write(lines.joined(separator: "\n"), to: "three.json")
    try shop.workplace.succeed("invoice", "import", "three.json")
    try shop.walk(
      "statement",
      [
        "together": .string(try shop.link("Z-1", "Z-2", "Z-3", "--together")),
        "account": .string(try shop.link("--customer=Z-1")),
        "single": .string(try shop.link("Z-2")),
      ])
    for number in ["Z-1", "Z-2", "Z-3"] { #expect(try shop.state(number) == "paid") }
    #expect(try shop.payments("Z-1").map { $0["amount"]?.string } == ["80.00", "80.00"])
    #expect(try shop.payments("Z-2").map { $0["amount"]?.string } == ["70.00"])
    let history = try shop.workplace.succeed("invoice", "history", "Z-3").output
    #expect(history.contains("failed"))
    try shop.workplace.succeed("payment", "audit")
  }

  @Test("each reason for which nothing can be paid has a page of its own")
  func states() throws {
    let shop = try BrowserShop()
    let open = try shop.link(Self.number)
    let expired = try shop.link(ofYesterday: Self.number, "--expires", "1h")
    try shop.walk(
      "states",
      [
        "states": [
          "expired": [.string(expired), 410],
          "forged": [.string(String(open.dropLast(6)) + "AAAAAA"), 404],
          "elsewhere": [.string("\(shop.server.base)/nowhere"), 404],
        ]
      ])
    try shop.set("online-payments.max-amount", "100")
    try shop.walk("states", ["states": ["maximum": [.string(open), 200]]])
    try shop.workplace.succeed("settings", "unset", "online-payments.max-amount")
    try shop.set("online-payments.kinds", "proforma")
    try shop.walk("states", ["states": ["kind": [.string(open), 200]]])
    try shop.set("online-payments.enabled", "false")
    try shop.walk("states", ["states": ["disabled": [.string(open), 200]]])
    try shop.workplace.succeed("pay-link", "revoke", Self.number)
    try shop.walk("states", ["states": ["revoked": [.string(open), 410]]])
    try shop.set("online-payments.enabled", "true")
    try shop.workplace.succeed("settings", "unset", "online-payments.kinds")
    let again = try shop.link("F-2026-000124")
    try shop.workplace.succeed(
      "invoice", "cancel", "F-2026-000124", "--never-delivered", "--reason", "an error")
    try shop.walk("states", ["states": ["canceled": [.string(again), 200]]])
  }

  @Test("names that are made to break a page break none, in any language")
  func hostile() throws {
    let shop = try BrowserShop()
    let names = [
      "<script>window.attacked=1</script><img src=x onerror=window.attacked=1>",
      "\"'`><svg onload=window.attacked=1>${7*7}{{7*7}}&amp;&lt;",
      "\u{202E}txt.exe שלום עולם مرحبا بالعالم",
      String(repeating: "Extraordinaire", count: 35),
      String(repeating: "👩‍👩‍👧‍👦🇫🇷", count: 20),
    ]
    let documents: [JSONValue] = names.enumerated().map { index, name in
      [
        "kind": "vat", "number": .string("H-\(index)"), "issue_date": "2026-11-20",
        "buyer_name": .string(name), "lang": "fr", "oid": .string(String(name.prefix(10))),
        "positions": [
          ["name": .string(name), "quantity": "1", "price_net": "800000", "tax": "20"]
        ],
      ]
    }
    try shop.workplace.write(
      documents.map(\.text).joined(separator: "\n"), to: "hostile.json")
    try shop.workplace.succeed("invoice", "import", "hostile.json")
    try shop.set("company.name", String(names[0].prefix(200)))
    try shop.workplace.succeed("provider", "set", "stripe", "label", "<b>\"Carte\" & 'co'</b>")
    let links = try names.indices.map { JSONValue.string(try shop.link("H-\($0)")) }
    try shop.walk("hostile", ["hostile": .array(links)])
  }
}
