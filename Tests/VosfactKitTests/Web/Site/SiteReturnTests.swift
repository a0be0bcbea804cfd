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

  /// Has the document's attempt paid, or another told of it, by an event that may differ from what was asked.
  private func tell(
    _ reference: String, _ amount: Amount?, as kind: PaymentEvent.Kind = .paid, at delay: Int64 = 0
  ) throws {
    try site.shop.receive(
      PaymentEvent(
        id: "E-\(reference)-\(kind)", kind: kind, of: .unnamed, at: Shop.noon + Seconds(delay),
        amount: amount,
        reference: reference))
  }

  /// The page must say that money is being looked at, and neither that all is well nor that one may pay again.
  private func expectChecking(_ why: String, _ reference: String) throws {
    let text = try page()
    #expect(text.contains("Payment being checked"))
    #expect(text.contains(why) && text.contains("Do not pay a second time"))
    #expect(text.contains(reference) && !text.contains("Payment accepted"))
    #expect(!text.contains("Left to pay") && !text.contains("class=\"button\""))
    #expect(!text.contains("http-equiv"))
  }

  @Test("a second payment of what is paid already is not called accepted")
  func paidTwice() throws {
    try site.shop.attempt(document, "FIRST")
    try site.shop.attempt(document, "SECOND")
    try tell("FIRST", document.total)
    #expect(try page().contains("Payment accepted"))
    try tell("SECOND", document.total, at: 60)
    try expectChecking("this invoice had already been paid", "SECOND")
    let french = try site.answer(
      "GET", "/r/\(token)", with: ["HTTP_ACCEPT_LANGUAGE": "fr"]
    ).text
    #expect(french.contains("cette facture était déjà réglée"))
  }

  @Test("money for a document that was canceled meanwhile is not called accepted")
  func canceledMeanwhile() throws {
    try site.shop.attempt(document, "FIRST")
    _ = try site.kit.invoicing.cancel(document, neverDelivered: "an error")
    try tell("FIRST", document.total)
    try expectChecking("this invoice was canceled", "FIRST")
  }

  @Test(
    "another amount or currency than was asked is told of, also once another attempt was made",
    arguments: [("100.00", Currency.euro), ("120.00", Currency(code: "USD") ?? .euro)])
  func mismatch(_ amount: String, _ currency: Currency) throws {
    try site.shop.attempt(document, "FIRST")
    try tell("FIRST", Amount(amount, currency: currency))
    try expectChecking("does not agree with what was to be paid", "FIRST")
    try site.shop.attempt(document, "SECOND")
    try expectChecking("does not agree with what was to be paid", "FIRST")
    // Once the seller has accepted it, all is well.
    let payment = try site.shop.payment("FIRST")
    if currency == .euro {
      _ = try site.kit.payments.resolve(payment, .accept, reason: "agreed by phone")
      #expect(try !page().contains("being checked"))
    }
  }

  @Test(
    "messages that contradict each other do not make a payment that counts doubtful to its customer"
  )
  func contradiction() throws {
    try site.shop.attempt(document, "FIRST")
    try tell("FIRST", document.total)
    let other = try site.shop.receive(
      PaymentEvent(
        id: "E-FIRST-paid", kind: .paid, of: .unnamed, at: Shop.noon,
        amount: site.shop.euros("1.00"),
        reference: "FIRST"))
    #expect(other.result == .refused)
    #expect(try site.shop.payment("FIRST").status.attention == .needsQuery)
    #expect(try page().contains("Payment accepted"))
  }

  @Test("money that was given back is not called accepted")
  func refunded() throws {
    try site.shop.attempt(document, "FIRST")
    try tell("FIRST", document.total)
    try tell("FIRST", document.total, as: .refunded, at: 60)
    let text = try page()
    #expect(text.contains("Payment refunded") && !text.contains("Payment accepted"))
  }

  @Test("who comes back without having started anything is told so")
  func nothing() throws {
    #expect(try site.answer("GET", "/r/\(token)").status == .ok)
  }
}
