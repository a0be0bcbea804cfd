import Testing

@testable import VosfactKit

@Suite struct SiteReturnTests {
  private let site: SiteShop
  private let document: Document
  private let token: String

  init() throws {
    site = try SiteShop()
    document = try site.shop.document()
    token = try site.token(document)
  }

  private func page(_ query: String = "") throws -> String {
    try site.answer("GET", "/r/\(token)\(query)").text
  }

  private func receive(_ outcome: SimulatedOutcome) throws {
    let payment = try #require(try site.payments(document).last)
    _ = try site.kit.payments.receiver(for: "stripe")
      .receive(site.kit.payments.simulate(outcome, of: payment))
  }

  @Test("the page asks again while nothing final is known, and stops after five minutes")
  func waiting() throws {
    _ = try site.kit.payments.start(document, with: "stripe")
    #expect(try page().contains("https://shop.test/pay/r/\(token)?wait=1"))
    #expect(try page("?wait=29").contains("?wait=30"))
    #expect(try !page("?wait=30").contains("http-equiv"))
    #expect(try !page("?wait=-1").contains("http-equiv"))
  }

  @Test("the page says what the database knows, whatever the address claims")
  func claims() throws {
    _ = try site.kit.payments.start(document, with: "stripe")
    let honest = try page()
    for claim in [
      "?redirect_status=succeeded", "?vads_trans_status=AUTHORISED", "?paid=1&status=9",
    ] {
      #expect(try page(claim) == honest)
    }
    try receive(.failed)
    let declined = try page()
    #expect(declined != honest)
    #expect(!declined.contains("http-equiv"))
    #expect(declined.contains("https://shop.test/pay/p/\(token)"))
    #expect(try page("?redirect_status=succeeded") == declined)
  }

  @Test("once paid the page does not ask again")
  func paid() throws {
    _ = try site.kit.payments.start(document, with: "stripe")
    try receive(.paid)
    #expect(try !page().contains("http-equiv"))
    #expect(try page().contains("120.00"))
  }

  @Test("who comes back without having started anything is told so")
  func nothing() throws {
    #expect(try site.answer("GET", "/r/\(token)").status == .ok)
  }
}
