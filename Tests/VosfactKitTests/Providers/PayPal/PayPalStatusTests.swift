import Localization
import Testing

@testable import VosfactKit

/// An order as the API tells it, and the events that follow.
struct PayPalKnowledge: Sendable, CustomTestStringConvertible {
  let name: String
  let order: JSONValue
  var disputes: [JSONValue] = []
  let expected: [String]

  var testDescription: String { name }

  static func order(
    _ status: JSONValue, captures: [JSONValue] = [], refunds: [JSONValue] = []
  ) -> JSONValue {
    [
      "id": "ORD1", "status": status, "payment_source": ["paypal": [:]],
      "create_time": "2026-09-21T14:00:00Z", "update_time": "2026-09-21T14:00:05Z",
      "purchase_units": [
        [
          "custom_id": "K7M3Q9XT2V8B4NC5", "amount": PayPalNews.money("129.90"),
          "payments": ["captures": .array(captures), "refunds": .array(refunds)],
        ]
      ],
    ]
  }

  static func refund(_ id: JSONValue, _ status: JSONValue, _ value: String, at second: Int)
    -> JSONValue
  {
    [
      "id": id, "status": status, "amount": PayPalNews.money(value),
      "create_time": "2026-09-21T14:00:20Z",
      "update_time": .string("2026-09-21T14:00:\(second)Z"),
    ]
  }

  private static let settled = "paid 1 129.90 - order:ORD1 capture:CAP1"
  private static let paid = "\(settled) fee 4.12"

  static let all: [PayPalKnowledge] = [
    .init(name: "created", order: order("CREATED"), expected: []),
    .init(name: "saved", order: order("SAVED"), expected: []),
    .init(name: "waiting for the payer", order: order("PAYER_ACTION_REQUIRED"), expected: []),
    .init(
      name: "voided", order: order("VOIDED"), expected: ["canceled 5 129.90 - order:ORD1"]),
    .init(
      name: "paid", order: order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")]),
      expected: [paid]),
    .init(
      name: "completed, but not paid",
      order: order("COMPLETED", captures: [PayPalNews.capture("PENDING")]),
      expected: ["processing 1 129.90 - order:ORD1 capture:CAP1"]),
    .init(
      name: "declined", order: order("COMPLETED", captures: [PayPalNews.capture("DECLINED")]),
      expected: ["failed 9 129.90 - order:ORD1"]),
    .init(
      name: "failed", order: order("COMPLETED", captures: [PayPalNews.capture("FAILED")]),
      expected: ["failed 9 129.90 - order:ORD1"]),
    .init(
      name: "refunded in parts",
      order: order(
        "COMPLETED", captures: [PayPalNews.capture("PARTIALLY_REFUNDED")],
        refunds: [
          refund("REF2", "COMPLETED", "20.00", at: 40),
          refund("REF1", "COMPLETED", "10.00", at: 30),
          refund("REF3", "PENDING", "5.00", at: 50),
        ]),
      expected: [settled, "refunded 40 30.00 REF2 order:ORD1 capture:CAP1 total"]),
    .init(
      name: "a refund that failed",
      order: order(
        "COMPLETED", captures: [PayPalNews.capture("PARTIALLY_REFUNDED")],
        refunds: [
          refund("REF1", "COMPLETED", "10.00", at: 30), refund("REF2", "FAILED", "20.00", at: 40),
        ]),
      expected: [
        settled, "refund_failed 40 - REF2 order:ORD1 capture:CAP1",
        "refunded 40 10.00 REF2 order:ORD1 capture:CAP1 total",
      ]),
    .init(
      name: "refunded, without its refunds",
      order: order("COMPLETED", captures: [PayPalNews.capture("REFUNDED")]),
      expected: [settled, "refunded 9 129.90 - order:ORD1 capture:CAP1 total"]),
    .init(
      name: "refunded in part, without its refunds",
      order: order("COMPLETED", captures: [PayPalNews.capture("PARTIALLY_REFUNDED")]),
      expected: [settled, "refunded 9 - - order:ORD1 capture:CAP1 total"]),
    .init(
      name: "disputed", order: order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")]),
      disputes: [PayPalNews.dispute("OPEN")],
      expected: [paid, "disputed 31 129.90 PP-D-1 capture:CAP1"]),
    .init(
      name: "inquiry", order: order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")]),
      disputes: [PayPalNews.dispute("OPEN", stage: "INQUIRY")],
      expected: [paid, "disputed 31 0.00 PP-D-1 capture:CAP1"]),
    .init(
      name: "dispute won", order: order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")]),
      disputes: [PayPalNews.dispute("RESOLVED", "RESOLVED_SELLER_FAVOUR")],
      expected: [paid, "dispute_won 31 129.90 PP-D-1 capture:CAP1"]),
    .init(
      name: "dispute lost", order: order("COMPLETED", captures: [PayPalNews.capture("REFUNDED")]),
      disputes: [PayPalNews.dispute("RESOLVED", "RESOLVED_BUYER_FAVOUR")],
      expected: [settled, "dispute_lost 31 129.90 PP-D-1 capture:CAP1"]),
    .init(
      name: "dispute lost, which stands among the refunds",
      order: order(
        "COMPLETED", captures: [PayPalNews.capture("REFUNDED")],
        refunds: [refund("REF1", "COMPLETED", "129.90", at: 30)]),
      disputes: [PayPalNews.dispute("RESOLVED", "RESOLVED_BUYER_FAVOUR")],
      expected: [settled, "dispute_lost 31 129.90 PP-D-1 capture:CAP1"]),
    .init(
      name: "taken back by a chargeback that is not told of",
      order: order(
        "COMPLETED", captures: [PayPalNews.capture("REFUNDED", reason: "CHARGEBACK")]),
      expected: [settled, "dispute_lost 9 129.90 - order:ORD1 capture:CAP1"]),
  ]
}

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayPalStatusTests {
  private let paypal: ProviderStandIn
  private let fixture: PayPalFixture
  private let network = ImpatientTransport()
  private let payment = PayPalFixture.payment(
    identifiers: ["order:ORD1"], providerReference: "ORD1")
  private static let token: JSONValue = ["status": 200, "body": ["access_token": "t"]]

  init() throws {
    paypal = try ProviderStandIn("paypal")
    fixture = try PayPalFixture(apiBase: paypal.base)
  }

  private func ok(_ body: JSONValue) -> JSONValue { ["status": 200, "body": body] }

  private func status(
    _ answers: [JSONValue], of payment: KnownPayment? = nil, now: UnixTime = PayPalFixture.now
  ) throws -> [PaymentEvent] {
    try paypal.answer([Self.token] + answers)
    return try fixture.provider.status(of: payment ?? self.payment, over: network, now: now)
  }

  private func ask(
    _ knowledge: PayPalKnowledge, now: UnixTime = PayPalFixture.now
  ) throws -> [PaymentEvent] {
    let isPaid = knowledge.expected.contains { $0.hasPrefix("paid") }
    let list: [JSONValue] =
      isPaid
      ? [
        ok(["items": .array(knowledge.disputes.map { ["dispute_id": $0["dispute_id"] ?? nil] })])
      ] : []
    return try status([ok(knowledge.order)] + list + knowledge.disputes.map(ok), now: now)
  }

  @Test(
    "what PayPal knows becomes events, and asking again later adds nothing",
    arguments: PayPalKnowledge.all)
  func mapping(_ knowledge: PayPalKnowledge) throws {
    let events = try ask(knowledge)
    #expect(events.map(\.summary) == knowledge.expected)
    #expect(Set(events.map(\.id)).count == events.count)
    #expect(try ask(knowledge, now: PayPalFixture.now + Seconds(86_400)) == events)
  }

  @Test("the order is asked for, and the disputes of a capture by which money came")
  func requests() throws {
    let paid = try #require(PayPalKnowledge.all.first { $0.name == "disputed" })
    _ = try ask(paid)
    let requests = try paypal.received()
    #expect(
      requests.map { "\($0["method"]?.string ?? "") \($0["path"]?.string ?? "")" } == [
        "POST /v1/oauth2/token", "GET /v2/checkout/orders/ORD1",
        "GET /v1/customer/disputes?disputed_transaction_id=CAP1&page_size=50",
        "GET /v1/customer/disputes/PP-D-1",
      ])
    #expect(requests.dropFirst().allSatisfy { $0["headers"]?["authorization"] == "Bearer t" })
  }

  @Test("an order that the customer approved is captured once, and is paid by its capture")
  func captures() throws {
    let started = try fixture.provider.start(.sample(), over: network)
    let payment = PayPalFixture.payment(
      identifiers: started.identifiers, providerReference: started.providerReference)
    #expect(
      try fixture.provider.status(of: payment, over: network, now: PayPalFixture.now).isEmpty)
    try paypal.tell("_approve", .string("ORDER1"), isRaw: true)
    _ = try paypal.received()

    var rehearsed = payment
    rehearsed.isRehearsal = true
    #expect(
      try fixture.provider.status(of: rehearsed, over: network, now: PayPalFixture.now).isEmpty)
    #expect(try paypal.received().allSatisfy { $0["path"]?.string?.hasSuffix("capture") == false })

    let events = try fixture.provider.status(of: payment, over: network, now: PayPalFixture.now)
    #expect(events.map(\.kind) == [.paid])
    #expect(events.first?.identifiers == ["order:ORDER1", "capture:CAPTUREORDER1"])
    #expect(events.first?.method == "paypal")
    let captured = try #require(
      try paypal.received().first { $0["path"]?.string?.hasSuffix("capture") == true })
    #expect(captured["path"]?.string == "/v2/checkout/orders/ORDER1/capture")
    #expect(captured["body"]?.string == "{}")
    #expect(
      captured["headers"]?["paypal-request-id"]?.string
        == "vosfact-capture-K7M3Q9XT2V8B4NC5-1789999500")
    // The order itself tells the same as the capture's answer did.
    #expect(
      try fixture.provider.status(of: payment, over: network, now: PayPalFixture.now) == events)
  }

  @Test("an order that is not the payment's own, or not as it was opened, is never captured")
  func foreign() throws {
    let approved = PayPalKnowledge.order("APPROVED")
    let other = Amount(minorUnits: 12_991, currency: .euro)
    for payment in [
      PayPalFixture.payment(identifiers: ["order:ORD1"]),
      PayPalFixture.payment(identifiers: ["order:ORD1"], providerReference: "ORD2"),
      PayPalFixture.payment(
        identifiers: ["order:ORD1"], providerReference: "ORD1", amount: other),
    ] {
      #expect(try status([ok(approved)], of: payment).isEmpty)
    }
    #expect(try paypal.received().allSatisfy { $0["path"]?.string?.hasSuffix("capture") == false })
  }

  private func refusal(_ issue: JSONValue) -> JSONValue {
    [
      "status": 422,
      "body": ["name": "UNPROCESSABLE_ENTITY", "details": [["issue": issue, "description": "x"]]],
    ]
  }

  @Test("what a callback called a reversal is none of the refunds, listed among them or not")
  func reversals() throws {
    let payment = PayPalFixture.payment(
      identifiers: ["order:ORD1", "capture:CAP1", "reversal:REF2"], providerReference: "ORD1")
    let refunds = [("REF1", "10.00", 30), ("REF2", "20.00", 40)].map { id, value, second in
      PayPalKnowledge.refund(.string(id), "COMPLETED", value, at: second)
    }
    let paid = "paid 1 129.90 - order:ORD1 capture:CAP1"
    let names = "order:ORD1 capture:CAP1"
    let told = { (refunds: [JSONValue], rest: [JSONValue]) in
      let order = PayPalKnowledge.order(
        "COMPLETED", captures: [PayPalNews.capture("PARTIALLY_REFUNDED")], refunds: refunds)
      return try status([ok(order), ok(["items": []])] + rest, of: payment).map(\.summary)
    }
    let reversed = "reversed 40 20.00 REF2 \(names) reversal:REF2"
    #expect(
      try told(refunds, []) == [paid, reversed, "refunded 30 10.00 REF1 \(names) total"])
    _ = try paypal.received()
    #expect(try told([], [ok(refunds[1])]) == [paid, reversed])
    #expect(try paypal.received().last?["path"]?.string == "/v2/payments/refunds/REF2")
    // PayPal does not know it any more, and what the capture's state says is all there is.
    let gone: JSONValue = ["status": 404, "body": ["name": "RESOURCE_NOT_FOUND"]]
    #expect(try told([], [gone]) == [paid, "refunded 9 - - \(names) total"])
    // Whatever is refunded is never asked for again; what was taken back is.
    let asked = payment.amount
    let all = try status(
      [
        ok(
          PayPalKnowledge.order(
            "COMPLETED", captures: [PayPalNews.capture("PARTIALLY_REFUNDED")], refunds: refunds)),
        ok(["items": []]),
      ], of: payment)
    let fold = PaymentFold(all, asked: asked)
    #expect(fold.received == 9_990 && fold.refunded == 1_000 && fold.attention == nil)
  }

  @Test("an order that somebody else captured meanwhile is asked for again")
  func race() throws {
    let paid = PayPalKnowledge.order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")])
    let events = try status([
      ok(PayPalKnowledge.order("APPROVED")), refusal("ORDER_ALREADY_CAPTURED"), ok(paid),
      ok(["items": []]),
    ])
    #expect(events.map(\.kind) == [.paid])
  }

  @Test(
    "a capture that is refused is a failure of the payment, for PayPal's reason",
    arguments: ["INSTRUMENT_DECLINED", "TRANSACTION_REFUSED", "PAYER_CANNOT_PAY"])
  func declined(_ issue: String) throws {
    let answers = [ok(PayPalKnowledge.order("APPROVED")), refusal(.string(issue))]
    let events = try status(answers)
    #expect(events.map(\.summary) == ["failed 5 129.90 - order:ORD1"])
    #expect(events.first?.reason == issue)
    #expect(try status(answers) == events)
  }

  @Test(
    "an approval that is not complete yet tells nothing",
    arguments: [
      "ORDER_NOT_APPROVED", "PAYER_ACTION_REQUIRED",
    ])
  func notYet(_ issue: String) throws {
    #expect(
      try status([ok(PayPalKnowledge.order("APPROVED")), refusal(.string(issue))]).isEmpty)
  }

  @Test("a capture that PayPal does not let us make is told, and is no failure of the payment")
  func forbidden() throws {
    let error = #expect(throws: ProviderError.self) {
      try status([ok(PayPalKnowledge.order("APPROVED")), refusal("PERMISSION_DENIED")])
    }
    guard case .rejected("paypal", let reason) = error else { return #expect(Bool(false)) }
    #expect(reason.en.contains("PERMISSION_DENIED"))
  }

  @Test("a capture alone tells of a payment whose order is forgotten")
  func captureAlone() throws {
    let payment = PayPalFixture.payment(
      identifiers: ["order:ORD1", "capture:CAP1"], providerReference: "ORD1")
    let gone: JSONValue = ["status": 404, "body": ["name": "RESOURCE_NOT_FOUND"]]
    let events = try status(
      [gone, ok(PayPalNews.capture("REFUNDED")), ok(["items": []])], of: payment)
    #expect(
      events.map(\.summary) == [
        "paid 1 129.90 - capture:CAP1", "refunded 9 129.90 - capture:CAP1 total",
      ])
  }

  @Test("an order that PayPal has forgotten was never paid, but a new one is another account's")
  func forgotten() throws {
    let gone: JSONValue = ["status": 404, "body": ["name": "RESOURCE_NOT_FOUND"]]
    let late = PayPalFixture.now + Seconds(3 * 3600 + 1)
    let events = try status([gone], now: late)
    #expect(events.map(\.kind) == [.expired])
    #expect(try status([gone], now: late + Seconds(86_400)) == events)
    let error = #expect(throws: ProviderError.self) { try status([gone]) }
    guard case .rejected("paypal", _) = error else { return #expect(Bool(false)) }
    let foreign = PayPalFixture.payment(identifiers: ["order:ORD1"])
    #expect(try status([gone], of: foreign).isEmpty)
  }

  @Test("disputes that the application may not see keep nothing else back")
  func withoutDisputes() throws {
    let paid = PayPalKnowledge.order("COMPLETED", captures: [PayPalNews.capture("COMPLETED")])
    let events = try status([ok(paid), ["status": 403, "body": ["name": "NOT_AUTHORIZED"]]])
    #expect(events.map(\.kind) == [.paid])
  }

  @Test("nobody is asked in simulated mode, nor about a payment without an order")
  func nobody() throws {
    let simulated = try PayPalFixture(.simulated, apiBase: paypal.base)
    #expect(
      try simulated.provider.status(of: payment, over: network, now: PayPalFixture.now).isEmpty)
    for name in ["ORD1", "order:", "order:a/../b", "order:ORD1?x", "capture:é"] {
      let payment = PayPalFixture.payment(identifiers: [name])
      #expect(
        try fixture.provider.status(of: payment, over: network, now: PayPalFixture.now).isEmpty)
    }
    #expect(try paypal.received().isEmpty)
  }

  @Test(
    "an answer about another order, or that is none, is refused",
    arguments: [
      #"{"id":"ORD2","status":"CREATED"}"#, #"{"id":"ORD1"}"#, "[]", "null", "<html>",
      #"{"id":"ORD1","status":"COMPLETED","purchase_units":[{"payments":{"captures":[{"id":"C1"}]}}]}"#,
      #"{"id":"ORD1","status":"COMPLETED","purchase_units":[{"payments":{"captures":[7]}}]}"#,
      #"{"id":"ORD1","status":"COMPLETED","purchase_units":7}"#,
    ])
  func unusable(_ text: String) throws {
    let error = #expect(throws: ProviderError.self) {
      try status([["status": 200, "body": .string(text)]])
    }
    guard case .unreadable("paypal", _) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
  }

  @Test("a provider that fails for a while is unreachable", arguments: [500, 503, 429])
  func unreachable(_ status: Int) throws {
    let error = #expect(throws: ProviderError.self) {
      try self.status(
        Array(
          repeating: ["status": .integer(status), "body": "", "headers": ["Retry-After": "0"]],
          count: 4))
    }
    guard case .unreachable("paypal", _) = error else {
      return #expect(Bool(false), "not unreachable: \(error as Any)")
    }
  }
}

extension ProviderStandIn {
  /// Tells the stand-in something of the world outside.
  func tell(_ path: String, _ value: JSONValue, isRaw: Bool = false) throws {
    let body = isRaw ? Array((value.string ?? "").utf8) : value.utf8
    _ = try CurlTransport(environment: [:]).send(HTTPRequest(.post, "\(base)/\(path)", body: body))
  }
}
