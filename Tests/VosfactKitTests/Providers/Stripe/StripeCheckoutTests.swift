import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct StripeCheckoutTests {
  private let stripe: ProviderStandIn
  private let provider: StripeProvider
  private let network = ImpatientTransport()

  init() throws {
    stripe = try ProviderStandIn("stripe")
    provider = try StripeFixture.provider(apiBase: stripe.base)
  }

  /// The fields of a form, decoded as a server does.
  private func fields(of request: JSONValue) throws -> [String] {
    let body = try #require(request["body"]?.string)
    return try body.split(separator: "&").map { field in
      try #require(field.replacing("+", with: " ").removingPercentEncoding)
    }
  }

  @Test("a start opens one session with exactly the documented fields")
  func opens() throws {
    let started = try provider.start(StripeFixture.attempt(), over: network)
    #expect(started.next == .redirect(url: "\(stripe.base)/c/pay/cs_test_a1"))
    #expect(started.providerReference == "cs_test_a1")
    #expect(started.identifiers == ["cs_test_a1"])
    let requests = try stripe.received()
    #expect(requests.count == 1)
    let request = try #require(requests.first)
    #expect(request["method"]?.string == "POST")
    #expect(request["path"]?.string == "/v1/checkout/sessions")
    let headers = try #require(request["headers"])
    #expect(headers["authorization"]?.string == "Bearer \(StripeFixture.key)")
    #expect(headers["stripe-version"]?.string == "2026-10-28.endive")
    #expect(headers["idempotency-key"]?.string == "vosfact-K7M3Q9XT2V8B4NC5")
    #expect(headers["content-type"]?.string == "application/x-www-form-urlencoded")
    #expect(
      try fields(of: request).sorted() == [
        "cancel_url=https://pay.example/p/T0KEN",
        "client_reference_id=K7M3Q9XT2V8B4NC5",
        "customer_email=zoe@example.org",
        "expires_at=1790003600",
        "line_items[0][price_data][currency]=eur",
        "line_items[0][price_data][product_data][name]=Facture F-2026-000001 & é",
        "line_items[0][price_data][unit_amount]=12990",
        "line_items[0][quantity]=1",
        "locale=fr",
        "metadata[reference]=K7M3Q9XT2V8B4NC5",
        "mode=payment",
        "payment_intent_data[metadata][reference]=K7M3Q9XT2V8B4NC5",
        "success_url=https://pay.example/r/T0KEN",
      ])
  }

  @Test(
    "a session ends with its attempt, a minute within what Stripe allows",
    arguments: [
      (Int64(0), Int64(1860)), (1800, 1860), (1861, 1861), (86_000, 86_000), (86_400, 86_340),
      (.max, 86_340), (-1, 1860),
    ])
  func expiry(_ lifetime: Int64, _ expected: Int64) {
    let attempt = StripeFixture.attempt()
    let checkout = StripeCheckout(
      .sample(
        language: "xx", buyer: Buyer(name: "Aline"), startedAt: attempt.startedAt,
        lifetime: lifetime), units: 1)
    let fields = Dictionary(uniqueKeysWithValues: checkout.fields.map { ($0.name, $0.value) })
    #expect(fields["expires_at"] == String(attempt.startedAt.seconds + expected))
    #expect(fields["locale"] == "auto")
    #expect(fields["customer_email"] == nil)
  }

  @Test(
    "what passes is tried again with the same key and form",
    arguments: [
      [JSONValue](arrayLiteral: ["status": 500, "body": ""]), [["status": 429, "body": ""]],
      [["status": 409, "body": ""]], [["hold": true]],
      [["status": 503, "body": ""], ["hold": true], ["status": 429, "body": "x"]],
    ])
  func repeats(_ answers: [JSONValue]) throws {
    try stripe.answer(answers)
    let started = try provider.start(StripeFixture.attempt(), over: network)
    #expect(started.identifiers == ["cs_test_a1"])
    let requests = try stripe.received()
    #expect(requests.count == answers.count + 1)
    #expect(Set(requests.map { $0["body"]?.string }).count == 1)
    #expect(
      Set(requests.map { $0["headers"]?["idempotency-key"]?.string })
        == ["vosfact-K7M3Q9XT2V8B4NC5"])
  }

  @Test("the same attempt again is the same session")
  func idempotent() throws {
    let first = try provider.start(StripeFixture.attempt(), over: network)
    #expect(try provider.start(StripeFixture.attempt(), over: network) == first)
  }

  @Test(
    "an error of Stripe's is told in its words, without the key",
    arguments: [(400, true), (401, true), (402, true), (404, true), (429, false), (500, false)])
  func errors(_ status: Int, _ isFinal: Bool) throws {
    let error: JSONValue = [
      "error": [
        "type": "invalid_request_error", "code": "parameter_invalid", "param": "mode",
        "message": .string("No \u{1b}[31m\(StripeFixture.key)"),
      ]
    ]
    try stripe.answer(Array(repeating: ["status": .integer(status), "body": error], count: 4))
    let thrown = #expect(throws: ProviderError.self) {
      try provider.start(StripeFixture.attempt(), over: network)
    }
    let told = try #require(thrown)
    switch told {
    case .rejected: #expect(isFinal)
    case .unreachable: #expect(!isFinal)
    default: #expect(Bool(false), "\(told)")
    }
    for language in Language.allCases {
      let text = told.text[language]
      #expect(text.contains("HTTP \(status), invalid_request_error, parameter_invalid, mode, No"))
      #expect(!text.contains("4eC39HqLyjWDarjtT1zdp7dc"))
      #expect(!text.contains("\u{1b}"))
    }
    #expect(!String(reflecting: told).contains("4eC39HqLyjWDarjtT1zdp7dc"))
    #expect(try stripe.received().count == (isFinal ? 1 : 4))
  }

  @Test(
    "an answer that is no session, or leads elsewhere, is refused",
    arguments: [
      "", "null", "[]", "<html>", #"{"id":"cs_test_1","url":"https://a.example"}"#,
      #"{"object":"checkout.session","url":"https://a.example"}"#,
      #"{"object":"checkout.session","id":"cs_live_1","url":"https://a.example"}"#,
      #"{"object":"checkout.session","id":"cs_test_1/../x","url":"https://a.example"}"#,
      #"{"object":"checkout.session","id":"cs_test_1"}"#,
      #"{"object":"checkout.session","id":"cs_test_1","url":null}"#,
      #"{"object":"checkout.session","id":"cs_test_1","url":"http://a.example"}"#,
      #"{"object":"checkout.session","id":"cs_test_1","url":"javascript:alert(1)"}"#,
      #"{"object":"checkout.session","id":"cs_test_1","url":"https://u:p@a.example"}"#,
    ])
  func unusable(_ body: String) throws {
    try stripe.answer([["status": 200, "body": .string(body)]])
    let error = #expect(throws: ProviderError.self) {
      try provider.start(StripeFixture.attempt(), over: network)
    }
    guard case .unreadable("stripe", _) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
  }

  @Test("a customer is sent to an http page only where the API itself is on this machine")
  func pages() throws {
    let remote = try #require(StripeFixture.provider().api).client
    let local = try #require(StripeFixture.provider(apiBase: "http://localhost:1").api).client
    #expect(remote.canSend(customerTo: "https://checkout.stripe.com/c/pay/cs_test_1#fid"))
    #expect(!remote.canSend(customerTo: "http://localhost:1/"))
    #expect(local.canSend(customerTo: "http://localhost:1/"))
    #expect(!local.canSend(customerTo: "http://a.example/"))
  }

  @Test("an intent that exists already is known and shown")
  func intent() throws {
    try stripe.answer([
      [
        "status": 200,
        "body": [
          "object": "checkout.session", "id": "cs_test_1", "url": "https://a.example",
          "payment_intent": "pi_1",
        ],
      ]
    ])
    let started = try provider.start(StripeFixture.attempt(), over: network)
    #expect(started.identifiers == ["cs_test_1", "pi_1"])
    #expect(started.providerReference == "pi_1")
  }

  @Test("no network is told with curl's reason, and without the key")
  func unreachable() throws {
    let provider = try StripeFixture.provider(apiBase: "http://127.0.0.1:1")
    let error = #expect(throws: ProviderError.self) {
      try provider.start(StripeFixture.attempt(), over: network)
    }
    guard case .unreachable("stripe", let reason) = error else {
      return #expect(Bool(false), "not unreachable: \(error as Any)")
    }
    #expect(reason.en.contains("127.0.0.1"))
    #expect(error?.nature == .unreachable)
    #expect(error?.description.contains(StripeFixture.key) == false)
  }

  @Test("an amount that Stripe cannot take is refused before anybody is asked")
  func unsupported() throws {
    for mode in [ProviderMode.test, .simulated] {
      let provider = try StripeFixture.provider(mode, apiBase: stripe.base)
      let error = #expect(throws: ProviderError.self) {
        try provider.start(
          StripeFixture.attempt(Amount(minorUnits: 49, currency: .euro)), over: network)
      }
      guard case .unsupportedAmount = error else { return #expect(Bool(false)) }
    }
    #expect(try stripe.received().isEmpty)
  }

  @Test("a simulated start asks nobody and always gives the same names")
  func simulated() throws {
    let provider = try StripeFixture.provider(.simulated, apiBase: stripe.base)
    let started = try provider.start(StripeFixture.attempt(), over: network)
    #expect(
      started.next == .redirect(url: "https://pay.example/simulated/stripe/K7M3Q9XT2V8B4NC5"))
    #expect(started.identifiers.count == 2)
    #expect(started.identifiers[0].hasPrefix("cs_test_"))
    #expect(started.identifiers[1].hasPrefix("pi_"))
    #expect(try provider.start(StripeFixture.attempt(), over: network) == started)
    #expect(try stripe.received().isEmpty)
  }
}
