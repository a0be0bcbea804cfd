import Testing

@testable import VosfactKit

@Suite struct SiteStandInTests {
  private static let providers = Providers.descriptions.map(\.name)

  /// A payment that was started on the pay page, and the way to its stand-in.
  private func started(
    _ provider: String
  ) throws -> (site: SiteShop, document: Document, path: String) {
    let site = try SiteShop(providers: Self.providers)
    let document = try site.shop.document()
    _ = try site.answer("POST", "/p/\(try site.token(document))", form: "provider=\(provider)")
    let reference = try #require(try site.payments(document).first?.reference)
    return (site, document, "/simulated/\(provider)/\(reference)")
  }

  @Test("a customer pays on the stand-in of each provider, and comes back", arguments: providers)
  func pays(_ provider: String) throws {
    let (site, document, path) = try started(provider)
    #expect(try site.answer("GET", path).status == .ok)
    let answer = try site.answer("POST", path, form: "outcome=paid")
    #expect(answer.status == .seeOther)
    #expect(try site.shop.now(document).state == .paid)
    let back = try #require(answer.address)
    #expect(back.hasPrefix("https://shop.test/pay/r/"))
    let page = try site.answer("GET", String(back.dropFirst("https://shop.test/pay".count)))
    #expect(page.status == .ok)
    #expect(page.text.contains(document.number))
    // Who presses again is sent back too, and nothing is paid twice.
    #expect(try site.answer("POST", path, form: "outcome=paid").status == .seeOther)
    #expect(try site.answer("GET", path).status == .seeOther)
    #expect(try site.shop.now(document).paid == document.total)
  }

  @Test("what does not go through leaves the document alone, and can be tried again")
  func declined() throws {
    let (site, document, path) = try started("stripe")
    _ = try site.answer("POST", path, form: "outcome=failed")
    #expect(try site.payments(document).first?.status.state == .failed)
    #expect(try site.shop.now(document).state == .issued)
    _ = try site.answer("POST", "/p/\(try site.token(document))", form: "provider=stripe")
    #expect(try site.payments(document).count == 2)
  }

  @Test("a provider's own form that comes here gets the page, whatever its charset")
  func providersForm() throws {
    let (site, _, path) = try started("ingenico")
    let answer = try site.answer("POST", path, form: "CN=Zo%EB&AMOUNT=12000")
    #expect(answer.status == .ok)
    #expect(answer.text.contains("name=\"outcome\""))
  }

  @Test(
    "what is no choice of a customer's is refused",
    arguments: ["outcome=refunded", "outcome=disputed", "outcome=x", "outcome=paid&outcome=failed"])
  func noChoice(_ form: String) throws {
    let (site, document, path) = try started("stripe")
    #expect(try site.answer("POST", path, form: form).status == .badRequest)
    #expect(try site.payments(document).first?.status.state == .pending)
  }

  @Test("there is none outside simulated mode, for another provider, or for no payment")
  func absent() throws {
    let (site, document, path) = try started("stripe")
    #expect(try site.answer("GET", path.replacing("stripe", with: "payzen")).status == .notFound)
    #expect(try site.answer("GET", "/simulated/stripe/NONE").status == .notFound)
    #expect(
      try site.answer("POST", "/simulated/nobody/NONE", form: "outcome=paid").status == .notFound)
    try site.kit.settings.store("test", for: "provider.stripe.mode")
    #expect(try site.answer("GET", path).status == .notFound)
    #expect(try site.answer("POST", path, form: "outcome=paid").status == .notFound)
    #expect(try site.shop.now(document).state == .issued)
  }
}
