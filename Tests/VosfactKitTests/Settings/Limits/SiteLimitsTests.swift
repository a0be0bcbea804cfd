import Localization
import Testing

@testable import VosfactKit

/// What visitors, of whom nothing is known, may cost in an hour.
@Suite struct SiteLimitsTests {
  private let site: SiteShop

  init() throws {
    site = try SiteShop(providers: ["stripe", "payzen"])
  }

  private func path(_ product: Product) throws -> String {
    let link = try site.kit.payLinks.maker().link(
      to: product, filling: Prefill(email: nil, order: nil))
    return String(link.url.dropFirst("https://shop.test/pay".count))
  }

  /// Buys as customer `number`, `seconds` after noon.
  private func buy(
    _ path: String, _ number: Int, after seconds: Int64 = 0
  ) throws -> SiteShop.Answer {
    try site.at(Shop.noon + Seconds(seconds)).answer(
      "POST", path, form: "email=c\(number)%40client.test&name=C&provider=stripe")
  }

  /// What is wrong with `answer`, if it is not the one to who comes too often; and that nothing was written by it.
  private func expectRefusal(
    _ answer: () throws -> SiteShop.Answer, at place: SourceLocation = #_sourceLocation
  ) throws {
    let before = try DatabaseContent.whole(site.kit.database)
    let answer = try answer()
    #expect(answer.status == .tooManyRequests, sourceLocation: place)
    let wait = try #require(answer.headers["Retry-After"].flatMap { Int($0) })
    #expect((1...7_200).contains(wait), sourceLocation: place)
    #expect(answer.text.contains("Too many attempts"), sourceLocation: place)
    #expect(try DatabaseContent.whole(site.kit.database) == before, sourceLocation: place)
  }

  @Test(
    "a product takes so many attempts an hour, whatever addresses are typed, and others still theirs"
  )
  func product() throws {
    try site.set(.attemptsPerProduct, "5")
    let product = try path(site.shop.product())
    for number in 1...5 { #expect(try buy(product, number).status == .seeOther) }
    try expectRefusal { try buy(product, 6) }
    #expect(try buy(path(site.shop.product("2.00")), 6).status == .seeOther)
    let document = try site.token(site.shop.document())
    #expect(try site.answer("POST", "/p/\(document)", form: "provider=stripe").status == .seeOther)
  }

  @Test("an attempt that is open is given again to who is over the limit, and is not counted")
  func again() throws {
    try site.set(.attemptsPerProduct, "2")
    let product = try path(site.shop.product())
    let first = try buy(product, 1).address
    for _ in 0..<5 { #expect(try buy(product, 1).address == first) }
    #expect(try buy(product, 2).status == .seeOther)
    try expectRefusal { try buy(product, 3) }
    let before = try DatabaseContent.whole(site.kit.database)
    #expect(try buy(product, 1).address == first)
    #expect(try DatabaseContent.whole(site.kit.database) == before)
  }

  @Test("the hour passes, and with it the limit, without twice as many around the turn of an hour")
  func passing() throws {
    try site.set(.attemptsPerProduct, "10")
    let product = try path(site.shop.product())
    // Noon of the shop is 800 seconds after a full hour.
    for number in 1...10 { #expect(try buy(product, number, after: 2_790).status == .seeOther) }
    try expectRefusal { try buy(product, 11, after: 2_800) }
    let answer = try buy(product, 11, after: 2_790)
    let wait = try #require(answer.headers["Retry-After"].flatMap { Int64($0) })
    try expectRefusal { try buy(product, 11, after: 2_790 + wait - 1) }
    #expect(try buy(product, 11, after: 2_790 + wait).status == .seeOther)
    for number in 20..<30 { #expect(try buy(product, number, after: 10_000).status == .seeOther) }
    let rows = try DatabaseContent.rows(
      "SELECT DISTINCT hour FROM visitor_count", of: site.kit.database)
    #expect(rows.count <= 2)
  }

  @Test("a document, and an order, take twenty attempts an hour, the site six hundred in all")
  func defaults() throws {
    #expect(
      try [Setting.attemptsPerDocument, .attemptsPerProduct, .attemptsPerSite].map {
        try site.kit.settings.value($0)
      } == [20, 120, 600])
    let document = try site.shop.document()
    let order = try site.shop.product("3.00", order: "C-7")
    for name in ["document-\(document.key.rawValue)", "order-\(order.key.rawValue)"] {
      try DatabaseContent.execute(
        """
        INSERT INTO visitor_count
        VALUES (\(Shop.noon.seconds / 3_600), 'limits.attempts-per-document:\(name)', 20)
        """, on: site.kit.database)
    }
    let token = try site.token(document)
    try expectRefusal { try site.answer("POST", "/p/\(token)", form: "provider=stripe") }
    let ordering = try path(order)
    try expectRefusal { try buy(ordering, 1) }
    let other = try site.token(site.shop.document())
    #expect(try site.answer("POST", "/p/\(other)", form: "provider=stripe").status == .seeOther)
    try DatabaseContent.execute(
      """
      UPDATE visitor_count SET count = 600 WHERE name = 'limits.attempts-per-site'
      """, on: site.kit.database)
    let third = try site.token(site.shop.document())
    try expectRefusal { try site.answer("POST", "/p/\(third)", form: "provider=stripe") }
  }

  @Test("what is started in a shell is neither limited nor counted, and callbacks are not")
  func shell() throws {
    try site.set(.attemptsPerProduct, "1")
    try site.set(.attemptsPerSite, "1")
    let product = try site.shop.product()
    for number in 0..<5 {
      _ = try site.kit.payments.start(
        product, for: site.shop.customer("C", "c\(number)@client.test"), with: "stripe")
    }
    #expect(try DatabaseContent.rows("SELECT * FROM visitor_count", of: site.kit.database) == [])
    #expect(try buy(path(product), 9).status == .seeOther)
    try expectRefusal { try buy(path(product), 10) }
    var list = try site.kit.payments.list(PaymentFilter())
    while let payment = try list.next() {
      let callback = try site.kit.payments.simulate(.paid, of: payment)
      #expect(try site.answer(callback: callback, of: "stripe").status == .ok)
    }
    try expectRefusal { try buy(path(product), 10) }
  }

  @Test("a customer who alters the country of an open attempt over and over is asked to wait")
  func country() throws {
    try site.set(.countryField, "optional")
    try site.set(.attemptsPerDocument, "3")
    let token = try site.token(site.shop.document())
    func post(_ country: String) throws -> SiteShop.Answer {
      try site.answer("POST", "/p/\(token)", form: "provider=stripe&country=\(country)")
    }
    for country in ["FR", "BE", "FR"] { #expect(try post(country).status == .seeOther) }
    try expectRefusal { try post("BE") }
    #expect(try post("FR").status == .seeOther)
  }

  @Test("the page tells how long to wait, in both languages, and how else to pay")
  func words() throws {
    try site.set(.attemptsPerDocument, "1")
    let token = try site.token(site.shop.document())
    _ = try site.answer("POST", "/p/\(token)", form: "provider=stripe")
    for (language, words) in [("en", "Wait for 107 minutes"), ("fr", "Attendez 107 minutes")] {
      let answer = try site.answer(
        "POST", "/p/\(token)", form: "provider=payzen", with: ["HTTP_ACCEPT_LANGUAGE": language])
      #expect(answer.text.contains(words), "\(answer.text)")
      #expect(answer.headers["Retry-After"] == "6400")
    }
  }

  @Test("settings check tells which limits are reached, and which never can be")
  func check() throws {
    try site.set(.attemptsPerProduct, "1")
    let product = try path(site.shop.product())
    _ = try buy(product, 1)
    func findings() throws -> [String] {
      let remedy = Remedy(path: "vosfact.db", name: nil)
      let checked = CheckedDatabase(
        database: site.kit.database, environment: [:], clock: site.kit.clock, remedy: remedy)
      var findings = CheckFindings(.settings, subject: "vosfact.db", remedy: remedy)
      try checked.checkSettings(&findings)
      return findings.results.map(\.subject).filter { $0.hasPrefix("limits.") }
    }
    #expect(try findings() == ["limits.attempts-per-product"])
    try site.set(.attemptsPerProduct, "601")
    #expect(try findings() == ["limits.attempts-per-product"])
    try site.set(.attemptsPerProduct, "600")
    #expect(try findings() == [])
  }
}
