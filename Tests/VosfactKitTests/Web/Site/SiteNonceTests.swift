import Localization
import Testing

@testable import VosfactKit

/// The page that asks for a card by Braintree's script, and the charge that follows.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct SiteNonceTests {
  private let braintree: ProviderStandIn
  private let site: SiteShop
  private let document: Document
  private let token: String
  private let payment: Payment
  private let path: String

  init() throws {
    braintree = try ProviderStandIn("braintree")
    site = try SiteShop(payingBy: "braintree", at: braintree.base)
    document = try site.shop.document()
    token = try site.token(document)
    payment = try site.kit.payments.start(document, with: "braintree").payment
    path = "/p/\(token)/\(payment.reference)"
  }

  private func post(_ form: String, to path: String? = nil) throws -> SiteShop.Answer {
    try site.answer("POST", path ?? self.path, form: form)
  }

  /// How often something was charged since the last time.
  private func charges() throws -> Int {
    try braintree.received().count { $0["body"]?.string?.contains("chargeCreditCard") == true }
  }

  private func state() throws -> PaymentState {
    try site.shop.payment(payment.reference).status.state
  }

  @Test("the pay page leads to the page that asks for a card, which opening changes nothing")
  func opened() throws {
    #expect(
      try site.answer("POST", "/p/\(token)", form: "provider=braintree").address
        == "https://shop.test/pay\(path)")
    let before = try DatabaseContent.whole(site.kit.database, but: ["visitor_count"])
    let page = try site.answer("GET", path)
    #expect(page.status == .ok)
    for part in [
      document.number, "120.00", "data-token=\"token for shop_eur\"", "name=\"nonce\"",
      "href=\"https://shop.test/pay/p/\(token)\"", "<noscript>", "<button disabled>",
    ] {
      #expect(page.text.contains(part), "\(part)")
    }
    #expect(page.text.contains("Test mode: no money moves"))
    let head = try site.answer("HEAD", path)
    #expect(head.headers == page.headers)
    #expect(head.text == "")
    #expect(try DatabaseContent.whole(site.kit.database, but: ["visitor_count"]) == before)
    #expect(try charges() == 0)
  }

  @Test(
    "the page loads Braintree's script of a fixed version, and its policy allows what that needs and no more",
    arguments: [ProviderMode.test, .live], [true, false])
  func policy(_ mode: ProviderMode, _ isVerified: Bool) throws {
    let site = try SiteShop(payingBy: "braintree", at: braintree.base, mode)
    let configuration = try site.kit.providers.named("braintree")
    try configuration.set(
      configuration.key("three-d-secure"), to: isVerified ? "required" : "off")
    let document = try site.shop.document()
    let payment = try site.kit.payments.start(document, with: "braintree").payment
    let pay = "/p/\(try site.token(document))"
    let page = try site.answer("GET", "\(pay)/\(payment.reference)")
    let host = "https://js.braintreegateway.com"
    for module in ["client", "hosted-fields", "three-d-secure"] {
      #expect(
        page.text.contains("<script src=\"\(host)/web/3.136.0/js/\(module).min.js\">")
          == (isVerified || module != "three-d-secure"))
    }
    #expect(page.text.contains("data-amount=\"120.00\"") == isVerified)
    func hash(_ element: String) throws -> String {
      let parts = page.text.split(separator: "<\(element)>")
      let text = try #require(parts.last?.split(separator: "</\(element)>").first)
      return "'sha256-\(Base64.encode(SHA256.digest(Array(text.utf8))))'"
    }
    let place = mode == .live ? "" : ".sandbox"
    let assets = "https://assets.braintreegateway.com"
    let cardinal =
      mode == .live
      ? " https://songbird.cardinalcommerce.com https://static.client.cardinaltrusted.com"
      : " https://songbirdstag.cardinalcommerce.com https://cas.static.client.cardinaltrusted.com"
    let asked = " https://*.cardinalcommerce.com https://*.cardinaltrusted.com"
    #expect(
      page.headers["Content-Security-Policy"] == """
        default-src 'none'; style-src \(try hash("style")); script-src \(try hash("script")) \(host) \
        \(assets)\(isVerified ? cardinal : ""); \
        img-src data: \(assets); frame-src \(isVerified ? "https:" : assets); \
        connect-src https://api\(place).braintreegateway.com \
        https://client-analytics\(place).braintreegateway.com \
        https://*.braintree-api.com\(isVerified ? asked : ""); \
        form-action 'self'\(isVerified ? " https:" : ""); base-uri 'none'; frame-ancestors 'none'
        """)
    // No other page allows any of it.
    for path in [pay, pay.replacing("/p/", with: "/r/"), pay.replacing("/p/", with: "/invoice/")] {
      let policy = try #require(
        try site.answer("GET", path).headers["Content-Security-Policy"])
      #expect(!policy.contains("script-src") && !policy.contains("braintree"))
    }
  }

  @Test("a token that is made to break the page is escaped, and one that is none shows no page")
  func clientToken() throws {
    func answer(_ token: JSONValue) throws -> SiteShop.Answer {
      try braintree.answer([
        ["status": 200, "body": ["data": ["createClientToken": ["clientToken": token]]]]
      ])
      return try site.answer("GET", path)
    }
    let hostile = try answer("\"><script>alert(1)</script>")
    #expect(hostile.text.contains("data-token=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""))
    #expect(try answer("").status == .badGateway)
    #expect(try answer(.null).status == .badGateway)
  }

  @Test(
    "a card is asked for and tried so many times an hour, then nobody is asked and nothing is written"
  )
  func tries() throws {
    try site.set(.cardTriesPerDocument, "3")
    #expect(try site.answer("GET", path).status == .ok)
    let refusal: JSONValue = [
      "for": "chargeCreditCard", "status": 200,
      "body": [
        "data": .null,
        "errors": [["message": "Unknown.", "extensions": ["errorClass": "VALIDATION"]]],
      ],
    ]
    try braintree.answer([refusal, refusal])
    for _ in 0..<2 { #expect(try post("nonce=used-before").status == .badRequest) }
    _ = try braintree.received()
    let before = try DatabaseContent.whole(site.kit.database)
    for method in ["GET", "HEAD", "POST"] {
      let answer = try site.answer(method, path, form: "nonce=fake-valid-nonce")
      #expect(answer.status == .tooManyRequests)
      #expect(answer.headers["Retry-After"] != nil)
    }
    #expect(try braintree.received().isEmpty)
    #expect(try DatabaseContent.whole(site.kit.database) == before)
    let later = site.at(Shop.noon + Seconds(7_200))
    #expect(try later.answer("POST", path, form: "nonce=fake-valid-nonce").status == .seeOther)
    #expect(try state() == .paid)
  }

  @Test("a nonce pays the document, and the same form again charges nothing")
  func charged() throws {
    let answer = try post("nonce=fake-valid-nonce")
    #expect(answer.status == .seeOther)
    #expect(answer.address == "https://shop.test/pay/r/\(token)")
    #expect(try state() == .paid)
    #expect(try site.shop.now(document).state == .paid)
    #expect(try charges() == 1)
    #expect(try site.answer("GET", "/r/\(token)").text.contains("Payment accepted"))
    let transactions = try site.kit.payments.transactions(
      of: site.shop.payment(payment.reference))
    #expect(
      transactions.map(\.verification) == [
        CardVerification(status: "authenticate_successful", isLiabilityShifted: true)
      ])
    #expect(try site.kit.audit.run().isValid)

    for form in ["nonce=fake-valid-nonce", "nonce=fake-valid-visa-nonce"] {
      let again = try post(form)
      #expect(again.status == .seeOther && again.address == answer.address)
    }
    // Who reloads the page of a payment that is paid is not asked for a card.
    let page = try site.answer("GET", path)
    #expect(page.status == .seeOther && page.address == answer.address)
    #expect(try charges() == 0)
    #expect(try site.shop.now(document).paid == document.total)
  }

  @Test("a card that is declined leaves the document open, and the customer can pay with another")
  func declined() throws {
    let answer = try post("nonce=fake-processor-declined-visa-nonce")
    #expect(answer.address == "https://shop.test/pay/r/\(token)")
    #expect(try state() == .failed)
    #expect(try site.shop.now(document).state == .issued)
    let back = try site.answer("GET", "/r/\(token)")
    #expect(back.text.contains("Payment declined") && back.text.contains("Nothing was charged"))
    let next = try site.answer("POST", "/p/\(token)", form: "provider=braintree").address
    let other = String(try #require(next).dropFirst("https://shop.test/pay".count))
    #expect(other != path)
    _ = try post("nonce=fake-valid-nonce", to: other)
    #expect(try site.shop.now(document).state == .paid)
    #expect(try charges() == 2)
  }

  @Test("a card that its bank did not confirm is charged nothing, whatever the page sends")
  func unverified() throws {
    _ = try post("nonce=fake-unverified-nonce")
    #expect(try state() == .failed)
    #expect(try site.shop.now(document).state == .issued)
    let events = try site.kit.payments.events(of: site.shop.payment(payment.reference))
    #expect(events.map(\.reason) == ["gateway_rejected"])
    #expect(events.map(\.verification?.isLiabilityShifted) == [false])
  }

  @Test("a nonce that Braintree refuses brings the form back, and charges nothing")
  func refused() throws {
    try braintree.answer([
      [
        "for": "chargeCreditCard", "status": 200,
        "body": [
          "data": .null,
          "errors": [
            ["message": "Unknown <nonce>.", "extensions": ["errorClass": "VALIDATION"]]
          ],
        ],
      ]
    ])
    let answer = try post("nonce=used-before")
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains("Payment declined") && answer.text.contains("name=\"nonce\""))
    #expect(!answer.text.contains("Unknown") && !answer.text.contains("used-before"))
    #expect(try state() == .pending)
    #expect(try site.shop.now(document).state == .issued)
  }

  @Test(
    "a charge that got no answer is not called declined: the page waits, and says not to pay again")
  func unanswered() throws {
    try braintree.answer([["for": "chargeCreditCard", "hold": true]])
    let answer = try post("nonce=fake-valid-nonce")
    #expect(answer.address == "https://shop.test/pay/r/\(token)")
    #expect(try state() == .pending)
    let back = try site.answer("GET", "/r/\(token)")
    #expect(
      back.text.contains("awaiting confirmation") && back.text.contains("Do not pay a second"))
  }

  /// The answer to a search that finds a transaction of the payment in `status`.
  private func found(_ status: String) -> JSONValue {
    let node: JSONValue = [
      "id": "global-tx1", "legacyId": "tx1", "status": .string(status),
      "createdAt": "2026-09-21T14:00:00Z", "orderId": .string(payment.reference),
      "amount": ["value": "120.00", "currencyCode": "EUR"], "statusHistory": [],
    ]
    return [
      "status": 200, "for": "query Search",
      "body": ["data": ["search": ["transactions": ["edges": [["node": node]]]]]],
    ]
  }

  @Test(
    "a charge whose answer cannot be read is not called declined: it is looked for, and never made twice",
    arguments: [
      "", "<html>oops", "{}", #"{"data":{"chargeCreditCard":null}}"#,
      #"{"data":{"chargeCreditCard":{"transaction":{"id":"a","legacyId":"b"}}}}"#,
      #"{"data":null,"errors":[{"message":"new","extensions":{"errorClass":"BRAND_NEW"}}]}"#,
    ])
  func unreadable(_ body: String) throws {
    try braintree.answer([["for": "chargeCreditCard", "status": 200, "body": .string(body)]])
    #expect(try post("nonce=fake-valid-nonce").address == "https://shop.test/pay/r/\(token)")
    #expect(try state() == .pending)
    #expect(try site.answer("GET", "/r/\(token)").text.contains("Do not pay a second"))
    #expect(try charges() == 1)
    #expect(try site.shop.needingAttention().isEmpty)
    // It was made after all.
    try braintree.answer([found("SUBMITTED_FOR_SETTLEMENT")])
    #expect(try post("nonce=fake-valid-visa-nonce").address == "https://shop.test/pay/r/\(token)")
    #expect(try state() == .paid)
    #expect(try charges() == 0)
  }

  @Test(
    "a transaction in a status that is not known is not charged again, and somebody is asked to look"
  )
  func newStatus() throws {
    try braintree.answer([found("LEVITATING"), found("LEVITATING")])
    for _ in 0..<2 {
      #expect(try post("nonce=fake-valid-nonce").address == "https://shop.test/pay/r/\(token)")
      #expect(try charges() == 0)
      #expect(try state() == .pending)
      #expect(try site.shop.needingAttention() == [payment.reference])
    }
    #expect(try site.kit.audit.run().isValid)
  }

  @Test("while Braintree gives no token the page says that no money was taken, and leads back")
  func unavailable() throws {
    let busy: JSONValue = ["status": 503, "body": "<html>proxy-17 overloaded"]
    try braintree.answer(Array(repeating: busy, count: 9))
    let answer = try site.answer("GET", path)
    #expect(answer.status == .serviceUnavailable)
    #expect(answer.headers["Retry-After"] == "120")
    #expect(answer.text.contains("No money was taken"))
    #expect(answer.text.contains("href=\"https://shop.test/pay/p/\(token)\""))
    #expect(!answer.text.contains("503") && !answer.text.contains("proxy-17"))
  }

  @Test("a payment that is not the link's, or not by nonce, has no such page and is not charged")
  func tampered() throws {
    let other = try site.shop.document("20.00")
    let product = try site.shop.product()
    let link = try site.kit.payLinks.maker().link(
      to: product, filling: .init(email: nil, order: nil))
    let productToken = try #require(link.url.split(separator: "/").last)
    try site.kit.providers.named("stripe").enable(.simulated)
    let simulated = try site.kit.payments.start(document, with: "stripe").payment
    for wrong in [
      "/p/\(try site.token(other))/\(payment.reference)",
      "/p/\(productToken)/\(payment.reference)", "/p/\(token)/NONE",
      "/p/\(token.dropLast())A/\(payment.reference)", "/p/\(token)/\(simulated.reference)",
      "/p/\(token)/\(payment.reference.lowercased())",
    ] {
      #expect(try site.answer("GET", wrong).status == .notFound, "\(wrong)")
      #expect(try post("nonce=fake-valid-nonce", to: wrong).status == .notFound, "\(wrong)")
    }
    #expect(try charges() == 0)
    #expect(try state() == .pending)
  }

  @Test("a link that expired or was revoked since charges nothing")
  func gone() throws {
    let later = site.at(Shop.noon + Seconds(90 * 86_400))
    #expect(try later.answer("POST", path, form: "nonce=fake-valid-nonce").status == .gone)
    try site.kit.payLinks.revoke(document)
    #expect(try post("nonce=fake-valid-nonce").status == .gone)
    #expect(try charges() == 0)
  }

  @Test(
    "a form that is not the page's charges nothing",
    arguments: ["", "nonce=", "nonce=a&nonce=b", "nonce=%00", "nonce=%FF", "token=a"])
  func badForm(_ form: String) throws {
    #expect(try post(form).status == .badRequest)
    #expect(try charges() == 0)
  }

  @Test("another kind of body, a body that is too large and another method are refused")
  func otherRequests() throws {
    let json = try site.answer(
      "POST", path, form: "nonce=fake-valid-nonce", with: ["CONTENT_TYPE": "application/json"])
    #expect(json.status == .unsupportedMediaType)
    let long = "nonce=" + String(repeating: "a", count: 65_535)
    #expect(try post(long).status == .contentTooLarge)
    let put = try site.answer("PUT", path)
    #expect(put.status == .methodNotAllowed && put.headers["Allow"] == "GET, HEAD, POST")
    #expect(try charges() == 0)
  }

  @Test("a document that was paid otherwise meanwhile is not charged")
  func paidElsewhere() throws {
    let page = try site.answer("GET", path)
    #expect(page.status == .ok)
    _ = try site.shop.attempt(document, "OTHER", mode: .test)
    try site.shop.receive(
      PaymentEvent(
        id: "E1", kind: .paid, of: .unnamed, at: Shop.noon, amount: document.total,
        reference: "OTHER"),
      mode: .test)
    #expect(try post("nonce=fake-valid-nonce").address == "https://shop.test/pay/r/\(token)")
    #expect(try charges() == 0)
  }

  @Test("once the provider is used in another mode, an attempt of before has no page")
  func otherMode() throws {
    try site.kit.settings.store("simulated", for: "provider.braintree.mode")
    #expect(try site.answer("GET", path).status == .notFound)
    #expect(try post("nonce=fake-valid-nonce").status == .notFound)
    #expect(try charges() == 0)
  }

  @Test("a product is bought by card, and its document is made once it is paid")
  func product() throws {
    let product = try site.shop.product()
    let link = try site.kit.payLinks.maker().link(
      to: product, filling: .init(email: nil, order: nil))
    let pay = String(link.url.dropFirst("https://shop.test/pay".count))
    let started = try site.answer(
      "POST", pay, form: "provider=braintree&name=Jane&email=jane%40client.test")
    let path = String(try #require(started.address).dropFirst("https://shop.test/pay".count))
    #expect(try site.answer("GET", path).text.contains("Premium"))
    let back = try #require(try post("nonce=fake-valid-nonce", to: path).address)
    let page = try site.answer("GET", String(back.dropFirst("https://shop.test/pay".count)))
    #expect(page.text.contains("Payment accepted"))
    #expect(try charges() == 1)
  }
}
