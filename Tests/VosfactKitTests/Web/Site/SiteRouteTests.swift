import Testing

@testable import VosfactKit

@Suite struct SiteRouteTests {
  @Test("every address of the site has its route")
  func routes() {
    #expect(SiteRoute("/p/T-_9") == .pay(token: "T-_9"))
    #expect(SiteRoute("/p/T/REF") == .nonce(token: "T", reference: "REF"))
    #expect(SiteRoute("/r/T") == .back(token: "T"))
    #expect(SiteRoute("/invoice/T") == .invoice(token: "T"))
    #expect(SiteRoute("/invoice/T.pdf") == .invoiceFile(token: "T"))
    #expect(SiteRoute("/callback/stripe") == .callback(provider: "stripe"))
    #expect(SiteRoute("/simulated/stripe/R") == .standIn(provider: "stripe", reference: "R"))
  }

  @Test(
    "punctuation that was taken into a link is no part of it", arguments: [".", ")", "», ", "…"])
  func punctuation(_ end: String) {
    #expect(SiteRoute("/p/T" + end) == .pay(token: "T"))
    #expect(SiteRoute("/r/T" + end) == .back(token: "T"))
    #expect(SiteRoute("/invoice/T" + end) == .invoice(token: "T"))
    #expect(SiteRoute("/invoice/T.pdf" + end) == .invoiceFile(token: "T"))
    #expect(
      SiteRoute("/callback/stripe" + end) == (end == "." ? .callback(provider: "stripe.") : nil))
  }

  @Test("a path that the server did not take off is taken off, and only as a whole")
  func base() {
    #expect(SiteRoute("/shop/p/T", base: "/shop") == .pay(token: "T"))
    #expect(SiteRoute("/p/T", base: "/shop") == .pay(token: "T"))
    #expect(SiteRoute("/p/p/T", base: "/p") == .pay(token: "T"))
    #expect(SiteRoute("/shopping/p/T", base: "/shop") == nil)
    #expect(SiteRoute("/shop/p/T") == nil)
  }

  @Test(
    "nothing else is there",
    arguments: [
      "", "/", "/p", "/p/", "/p//", "/p/T/", "/p/T/R/X", "//p/T", "/P/T", "p/T", "/p/..",
      "/p/.hidden", "/p/../r/T", "/invoice", "/invoice/.pdf", "/callback", "/callback/a/b",
      "/simulated/stripe", "/p/T\u{0}", "/p/T\n", "/p/é", "/p/%54", "/p/T?x", "/.git/config",
      "/p/" + String(repeating: "A", count: 200),
    ])
  func nothing(_ path: String) {
    #expect(SiteRoute(path) == nil)
  }
}
