import Localization
import Synchronization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayPalOrderTests {
  private let paypal: ProviderStandIn
  private let fixture: PayPalFixture
  private let network = ImpatientTransport()

  init() throws {
    paypal = try ProviderStandIn("paypal")
    fixture = try PayPalFixture(apiBase: paypal.base)
  }

  @Test("a start asks for a token and opens one order, with exactly the documented members")
  func opens() throws {
    let buyer = Buyer(name: "Zoé Lefèvre", email: "zoe@example.org", country: "FR")
    let started = try fixture.provider.start(.sample(buyer: buyer), over: network)
    #expect(started.next == .redirect(url: "\(paypal.base)/checkoutnow?token=ORDER1"))
    #expect(started.providerReference == "ORDER1")
    #expect(started.identifiers == ["order:ORDER1"])

    let requests = try paypal.received()
    #expect(requests.map { $0["path"]?.string } == ["/v1/oauth2/token", "/v2/checkout/orders"])
    let (token, order) = (requests[0], requests[1])
    #expect(token["method"]?.string == "POST")
    // client-1:secret-of-the-client
    #expect(
      token["headers"]?["authorization"]?.string
        == "Basic Y2xpZW50LTE6c2VjcmV0LW9mLXRoZS1jbGllbnQ=")
    #expect(token["headers"]?["content-type"]?.string == "application/x-www-form-urlencoded")
    #expect(token["body"]?.string == "grant_type=client_credentials")

    #expect(order["method"]?.string == "POST")
    let headers = try #require(order["headers"])
    #expect(headers["authorization"]?.string == "Bearer A21AAtokenOfTheStandIn")
    #expect(headers["content-type"]?.string == "application/json")
    #expect(headers["paypal-request-id"]?.string == "vosfact-K7M3Q9XT2V8B4NC5")
    #expect(headers["prefer"]?.string == "return=representation")
    let body = try JSONValue(parsing: Array(#require(order["body"]?.string).utf8))
    #expect(
      body == [
        "intent": "CAPTURE",
        "purchase_units": [
          [
            "amount": ["currency_code": "EUR", "value": "129.90"],
            "custom_id": "K7M3Q9XT2V8B4NC5", "invoice_id": "F-2026-000001 K7M3Q9XT2V8B4NC5",
            "description": "Facture F-2026-000001 & é",
          ]
        ],
        "payment_source": [
          "paypal": [
            "experience_context": [
              "return_url": "https://pay.example/r/T0KEN",
              "cancel_url": "https://pay.example/p/T0KEN", "user_action": "PAY_NOW",
              "shipping_preference": "NO_SHIPPING",
              "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED", "locale": "fr-FR",
            ], "address": ["country_code": "FR"],
          ]
        ],
      ])
  }

  @Test("a long name is cut between characters, an unknown country or language left out")
  func bounds() throws {
    let order = try PayPalOrder(
      .sample(
        title: String(repeating: "é", count: 126) + "👩‍👩‍👧", language: "xx",
        buyer: Buyer(name: "Aline")))
    let unit = try #require(order.json["purchase_units"]?.array?.first)
    #expect(unit["description"]?.string == String(repeating: "é", count: 126))
    let wallet = try #require(order.json["payment_source"]?["paypal"])
    #expect(wallet["address"] == nil)
    #expect(wallet["experience_context"]?["locale"] == nil)
  }

  @Test("PayPal's own addresses are those of the mode", arguments: [ProviderMode.test, .live])
  func addresses(_ mode: ProviderMode) throws {
    let spy = AddressSpy()
    let fixture = try PayPalFixture(mode)
    #expect(throws: ProviderError.self) { try fixture.provider.start(.sample(), over: spy) }
    #expect(
      spy.last == (mode == .live ? "api-m.paypal.com" : "api-m.sandbox.paypal.com"))
  }

  @Test(
    "what passes is tried again with the same id and body",
    arguments: [
      [JSONValue](arrayLiteral: ["status": 500, "body": ""]), [["status": 429, "body": ""]],
      [["hold": true]], [["status": 503, "body": ""], ["status": 429, "body": "x"]],
    ])
  func repeats(_ answers: [JSONValue]) throws {
    let token: JSONValue = [
      "status": 200, "body": ["access_token": "A21AAtokenOfTheStandIn"],
    ]
    try paypal.answer([token] + answers)
    #expect(
      try fixture.provider.start(.sample(), over: network).identifiers == ["order:ORDER1"])
    let orders = try paypal.received().dropFirst()
    #expect(orders.count == answers.count + 1)
    #expect(Set(orders.map { $0["body"]?.string }).count == 1)
    #expect(
      Set(orders.map { $0["headers"]?["paypal-request-id"]?.string })
        == ["vosfact-K7M3Q9XT2V8B4NC5"])
  }

  @Test("the same attempt again is the same order")
  func idempotent() throws {
    let first = try fixture.provider.start(.sample(), over: network)
    #expect(try fixture.provider.start(.sample(), over: network) == first)
  }

  @Test(
    "an error of PayPal's is told in its words, without secret or token",
    arguments: [(400, true), (403, true), (404, true), (422, true), (429, false), (500, false)])
  func errors(_ status: Int, _ isFinal: Bool) throws {
    let token: JSONValue = ["status": 200, "body": ["access_token": "A21AAsecretToken"]]
    let error: JSONValue = [
      "name": "UNPROCESSABLE_ENTITY", "message": "Bad \u{1b}[31m A21AAsecretToken",
      "debug_id": "90957fca61718",
      "details": [["issue": "DUPLICATE_INVOICE_ID", "description": "secret-of-the-client"]],
    ]
    try paypal.answer(
      [token] + Array(repeating: ["status": .integer(status), "body": error], count: 4))
    let thrown = #expect(throws: ProviderError.self) {
      try fixture.provider.start(.sample(), over: network)
    }
    let told = try #require(thrown)
    switch told {
    case .rejected: #expect(isFinal)
    case .unreachable: #expect(!isFinal)
    default: #expect(Bool(false), "\(told)")
    }
    for text in Language.allCases.map({ told.text[$0] }) + [String(reflecting: told)] {
      #expect(text.contains("HTTP \(status), UNPROCESSABLE_ENTITY, Bad"))
      #expect(!text.contains("A21AAsecretToken"))
      #expect(!text.contains("secret-of-the-client"))
    }
    #expect(Language.allCases.allSatisfy { !told.text[$0].contains("\u{1b}") })
    #expect(try paypal.received().count == (isFinal ? 2 : 5))
  }

  @Test("refused credentials are told as PayPal tells them, without showing them")
  func credentials() throws {
    let fixture = try PayPalFixture(.test, ["client-id": "client-2"], apiBase: paypal.base)
    let error = #expect(throws: ProviderError.self) {
      try fixture.provider.start(.sample(), over: network)
    }
    guard case .rejected("paypal", let reason) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
    #expect(reason.en == "HTTP 401, invalid_client, Client Authentication failed")
  }

  @Test(
    "an answer that is no order, or leads elsewhere, is refused",
    arguments: [
      "", "null", "[]", "<html>", #"{"id":"O1"}"#, #"{"id":"O1","links":[]}"#,
      #"{"id":"o/1","links":[{"rel":"payer-action","href":"https://a.example"}]}"#,
      #"{"id":"O1","links":[{"rel":"self","href":"https://a.example"}]}"#,
      #"{"id":"O1","links":[{"rel":"payer-action","href":"http://a.example"}]}"#,
      #"{"id":"O1","links":[{"rel":"payer-action","href":"javascript:alert(1)"}]}"#,
      #"{"id":"O1","links":[{"rel":"payer-action"}]}"#, #"{"id":"O1","links":7}"#,
    ])
  func unusable(_ body: String) throws {
    try paypal.answer([
      ["status": 200, "body": ["access_token": "t"]], ["status": 201, "body": .string(body)],
    ])
    let error = #expect(throws: ProviderError.self) {
      try fixture.provider.start(.sample(), over: network)
    }
    guard case .unreadable("paypal", _) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
  }

  @Test(
    "a token that is none is refused",
    arguments: ["", "{}", #"{"access_token":""}"#, #"{"access_token":"a\nX: b"}"#, "<html>"])
  func badToken(_ body: String) throws {
    try paypal.answer([["status": 200, "body": .string(body)]])
    let error = #expect(throws: ProviderError.self) {
      try fixture.provider.start(.sample(), over: network)
    }
    guard case .unreadable("paypal", _) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
  }

  @Test("a simulated start asks nobody and always gives the same names")
  func simulated() throws {
    let fixture = try PayPalFixture(.simulated, apiBase: paypal.base)
    let started = try fixture.provider.start(.sample(), over: network)
    #expect(
      started.next == .redirect(url: "https://pay.example/simulated/paypal/K7M3Q9XT2V8B4NC5"))
    #expect(started.identifiers == ["order:OK7M3Q9XT2V8B4NC5"])
    #expect(try fixture.provider.start(.sample(), over: network) == started)
    #expect(try paypal.received().isEmpty)
  }
}

/// A network that is not there, and tells which host was last looked for.
private final class AddressSpy: HTTPTransport {
  private let host = Mutex("")

  var last: String { host.withLock { $0 } }

  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    host.withLock { $0 = request.host }
    throw .timedOut(host: request.host, limit: request.timeLimit)
  }
}
