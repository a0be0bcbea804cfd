import Localization
import Testing

@testable import VosfactKit

/// The page of a customer's statement of account.
@Suite struct SiteStatementTests {
  private let site: SiteShop
  private let documents: [Document]

  init() throws {
    site = try SiteShop(providers: ["stripe", "payzen"])
    let shop = site.shop
    documents = try ["50.00", "70.00", "30.00"].map {
      try shop.document($0, email: "aline@example.org")
    }
  }

  private func path(of url: String) throws -> String {
    try #require(url.firstRange(of: "/p/").map { String(url[$0.lowerBound...]) })
  }

  private func together() throws -> String {
    let statement = try site.kit.transaction { try site.kit.payLinks.statement(of: documents) }
    return try path(of: site.kit.payLinks.maker().link(toPayable: statement).url)
  }

  private func account() throws -> String {
    let statement = try site.kit.payLinks.statement(ofCustomerOf: documents[0])
    return try path(of: site.kit.payLinks.maker().link(toPayable: statement).url)
  }

  /// Pays by the form at `path`, as the stand-in ends it.
  private func pay(_ path: String, _ outcome: String = "paid") throws -> String {
    let address = try #require(try site.answer("POST", path, form: "provider=stripe").address)
    let start = try #require(address.firstRange(of: "/simulated/"))
    let back = try site.answer(
      "POST", String(address[start.lowerBound...]), form: "outcome=\(outcome)")
    let returned = try #require(back.address?.firstRange(of: "/r/"))
    return try site.answer("GET", String(try #require(back.address)[returned.lowerBound...])).text
  }

  @Test("each document is there with where to read it, the sum, and one button")
  func page() throws {
    for path in [try together(), try account()] {
      let page = try site.answer("GET", path).text
      for document in documents { #expect(page.contains(document.number)) }
      #expect(page.contains("150.00"))
      #expect(page.contains("Statement of account"))
      let previews = page.split(separator: "href=\"https://shop.test/pay/invoice/").dropFirst()
      #expect(previews.count == 6, "the preview and the PDF of each")
      for preview in previews {
        let token = preview.prefix { $0 != "\"" }
        guard !token.hasSuffix(".pdf") else { continue }
        #expect(try site.answer("GET", "/invoice/\(token)").status == .ok)
      }
    }
  }

  @Test("one payment pays all of them, and the page says so then")
  func paid() throws {
    #expect(try pay(together()).contains("Payment accepted"))
    for document in documents { #expect(try site.shop.now(document).state == .paid) }
    let payments = try site.kit.payments.payments(countingFor: documents[1])
    #expect(payments.map(\.amount.minorUnits) == [15_000])
    #expect(try site.answer("GET", together()).text.contains("Nothing is left to pay"))
    #expect(try site.answer("POST", together(), form: "provider=stripe").status == .ok)
    #expect(try site.kit.audit.run().isValid)
  }

  @Test("one that was settled meanwhile shows as paid and asks nothing")
  func settledMeanwhile() throws {
    let single = try site.token(documents[0])
    #expect(try pay("/p/\(single)").contains("Payment accepted"))
    let page = try site.answer("GET", together()).text
    #expect(page.contains("100.00"))
    #expect(page.contains("Paid"))
    #expect(try pay(together()).contains("Payment accepted"))
    let payments = try site.kit.payments.payments(countingFor: documents[1])
    #expect(payments.map(\.amount.minorUnits) == [10_000])
    let account = try site.answer("GET", account()).text
    #expect(account.contains("Nothing is left to pay"))
  }

  @Test("who comes back without having paid is led to the same documents again")
  func declined() throws {
    let page = try pay(together(), "failed")
    #expect(page.contains("Payment declined"))
    let link = try #require(page.firstRange(of: "/p/"))
    let token = String(page[link.lowerBound...].prefix { $0 != "\"" })
    #expect(try site.answer("GET", token).text.contains("150.00"))
    for document in documents {
      #expect(try site.shop.history(document).contains("payment.failed"))
      #expect(try site.shop.now(document).state == .issued)
    }
  }

  @Test("the same documents have one link, in whatever order they are named")
  func same() throws {
    let again = try site.kit.transaction {
      try site.kit.payLinks.statement(of: documents.reversed())
    }
    let once = try site.kit.transaction { try site.kit.payLinks.statement(of: documents) }
    #expect(again == once)
  }

  @Test("documents of other customers, in other currencies, or one alone have no link together")
  func refused() throws {
    let other = try site.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Bea", email: "bea@example.org"),
        lines: [try LineDraft("Work;1;10;0")]))
    for wrong in [[documents[0]], [documents[0], documents[0]], [documents[0], other]] {
      #expect(throws: Fault.self) { try site.kit.payLinks.statement(of: wrong) }
    }
    let nobody = try site.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;10;0")]))
    #expect(throws: Fault.self) { try site.kit.payLinks.statement(ofCustomerOf: nobody) }
    let page = try site.answer("GET", account()).text
    #expect(!page.contains(other.number) && !page.contains(nobody.number), "nobody else's")
  }

  @Test("what is issued later is there once the customer's link is opened again")
  func later() throws {
    let path = try account()
    let fourth = try site.shop.document("10.00", email: "ALINE@example.org")
    #expect(try site.answer("GET", path).text.contains(fourth.number))
    #expect(try !site.answer("GET", together()).text.contains(fourth.number))
  }

  @Test("revoking the links to one of them revokes those to all")
  func revoked() throws {
    let path = try together()
    try site.kit.payLinks.revoke(documents[2])
    #expect(try site.answer("GET", path).status == .gone)
    #expect(try site.answer("GET", account()).status == .ok)
    let anchored = try account()
    try site.kit.payLinks.revoke(documents[0])
    #expect(try site.answer("GET", anchored).status == .gone)
  }

  @Test("an attempt for all takes the place of one for a single document, and the other way round")
  func openAttempts() throws {
    func states(_ document: Document) throws -> [PaymentState] {
      try site.kit.payments.payments(countingFor: document).map(\.status.state)
    }
    let single = try site.token(documents[0])
    _ = try site.answer("POST", "/p/\(single)", form: "provider=stripe")
    _ = try site.answer("POST", together(), form: "provider=stripe")
    #expect(try states(documents[0]) == [.canceled, .pending])
    _ = try site.answer("POST", together(), form: "provider=stripe")
    #expect(try states(documents[0]) == [.canceled, .pending], "the same again is the same")
    _ = try site.answer("POST", "/p/\(single)", form: "provider=payzen")
    #expect(try states(documents[0]) == [.canceled, .canceled, .pending])
  }
}
