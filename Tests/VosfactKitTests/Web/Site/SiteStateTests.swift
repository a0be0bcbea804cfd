import Testing

@testable import VosfactKit

/// What is answered where nothing can be paid.
@Suite struct SiteStateTests {
  private let site: SiteShop
  private let document: Document
  private let token: String

  init() throws {
    site = try SiteShop()
    document = try site.shop.document()
    token = try site.token(document)
  }

  private func pay(_ document: Document) throws {
    let payment = try site.kit.payments.start(document, with: "stripe").payment
    _ = try site.kit.payments.receiver(for: "stripe")
      .receive(site.kit.payments.simulate(.paid, of: payment))
  }

  /// The status of the page, and of the form's answer, neither of which may offer a payment.
  private func statuses(_ token: String? = nil, in site: SiteShop? = nil) throws -> [HTTPStatus] {
    let site = site ?? self.site
    let path = "/p/\(token ?? self.token)"
    let answers = [
      try site.answer("GET", path), try site.answer("POST", path, form: "provider=stripe"),
    ]
    for answer in answers { #expect(!answer.text.contains("name=\"provider\"")) }
    #expect(answers.allSatisfy { $0.address == nil })
    return answers.map(\.status)
  }

  @Test("a paid document says so, also when nothing can be paid any more")
  func paid() throws {
    try pay(document)
    #expect(try statuses() == [.ok, .ok])
    #expect(try site.answer("GET", "/p/\(token)").text.contains(document.number))
    try site.set(.onlinePaymentsEnabled, "false")
    #expect(try statuses() == [.ok, .ok])
    #expect(try site.payments(document).count == 1)
  }

  @Test("a part that is paid leaves the balance to pay")
  func partlyPaid() throws {
    let part = try site.kit.payments.start(
      document, with: "stripe", amount: site.shop.euros("20.00")
    ).payment
    _ = try site.kit.payments.receiver(for: "stripe")
      .receive(site.kit.payments.simulate(.paid, of: part))
    #expect(try site.answer("GET", "/p/\(token)").text.contains("100.00"))
    _ = try site.answer("POST", "/p/\(token)", form: "provider=stripe")
    #expect(try site.payments(document).last?.amount == site.shop.euros("100.00"))
  }

  @Test("a document that cannot be paid online says so and starts nothing")
  func notPayable() throws {
    try site.set(.maximumAmount, "119.99")
    #expect(try statuses() == [.ok, .ok])
    try site.set(.maximumAmount, "120")
    try site.set(.payableKinds, "quote")
    #expect(try statuses() == [.ok, .ok])
    try site.set(.payableKinds, "invoice")
    try site.set(.onlinePaymentsEnabled, "false")
    #expect(try statuses() == [.ok, .ok])
    try site.set(.onlinePaymentsEnabled, "true")
    try site.kit.providers.named("stripe").disable()
    #expect(try statuses() == [.ok, .ok])
    #expect(try site.payments(document).isEmpty)
  }

  @Test("a link that expired or was revoked is gone")
  func gone() throws {
    #expect(try statuses(in: site.at(Shop.noon + Seconds(90 * 86_400))) == [.gone, .gone])
    try site.kit.payLinks.revoke(document)
    #expect(try statuses() == [.gone, .gone])
  }

  @Test("a link under a retired key is gone")
  func retired() throws {
    _ = try site.kit.payLinks.rotateKey(retiringOlder: true)
    #expect(try statuses() == [.gone, .gone])
  }

  @Test("a forged or cut link is not found")
  func forged() throws {
    let signed = String(token.dropLast())
    let altered = String(signed.dropLast()) + (signed.last == "A" ? "B" : "A")
    for wrong in [String(token.dropLast(3)), altered, altered + "0", signed + "A", "x"] {
      #expect(try statuses(wrong) == [.notFound, .notFound])
    }
  }

  @Test("the same holds for the return page and the document")
  func others() throws {
    let later = site.at(Shop.noon + Seconds(90 * 86_400))
    for place in ["r", "invoice"] {
      #expect(try later.answer("GET", "/\(place)/\(token)").status == .gone)
      #expect(try site.answer("GET", "/\(place)/x").status == .notFound)
    }
  }
}
