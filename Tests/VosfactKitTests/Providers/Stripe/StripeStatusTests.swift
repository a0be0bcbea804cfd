import Testing

@testable import VosfactKit

/// What the API says of a session, and the events that follow.
struct StripeKnowledge: Sendable, CustomTestStringConvertible {
  let name: String
  let session: JSONValue
  var disputes: [JSONValue] = []
  /// Kind, seconds, minor units and subject of each event.
  let expected: [String]

  var testDescription: String { name }

  static func session(
    _ status: JSONValue, _ payment: JSONValue, _ intent: JSONValue = nil
  ) -> JSONValue {
    [
      "id": "cs_test_1", "object": "checkout.session", "amount_total": 12_990, "currency": "eur",
      "client_reference_id": "K7M3", "created": 1000, "expires_at": 9000, "livemode": false,
      "mode": "payment", "payment_intent": intent, "payment_method_types": ["card", "paypal"],
      "payment_status": payment, "status": status,
    ]
  }

  static func intent(_ status: JSONValue, _ charge: JSONValue = nil) -> JSONValue {
    [
      "id": "pi_1", "object": "payment_intent", "status": status, "canceled_at": 3000,
      "latest_charge": charge,
    ]
  }

  static func charge(
    refunded: Int64 = 0, disputed: JSONValue = false, refunds: [JSONValue] = []
  ) -> JSONValue {
    [
      "id": "ch_1", "object": "charge", "amount": 12_990, "amount_refunded": .integer(refunded),
      "created": 2000, "currency": "eur", "disputed": disputed,
      "payment_method_details": ["type": "card"],
      "refunds": ["object": "list", "data": .array(refunds)],
    ]
  }

  static func refund(_ id: JSONValue, at time: Int64) -> JSONValue {
    ["id": id, "object": "refund", "created": .integer(time)]
  }

  static func dispute(_ id: JSONValue, _ status: JSONValue) -> JSONValue {
    [
      "id": id, "object": "dispute", "amount": 12_990, "currency": "eur", "created": 5000,
      "status": status, "evidence_details": ["due_by": 6000],
    ]
  }

  static let all: [StripeKnowledge] = [
    .init(name: "open", session: session("open", "unpaid"), expected: []),
    .init(
      name: "open, tried once",
      session: session("open", "unpaid", intent("requires_payment_method")), expected: []),
    .init(
      name: "under way for days", session: session("complete", "unpaid", intent("processing")),
      expected: ["processing 1000 12990 -"]),
    .init(
      name: "under way for days, by a charge",
      session: session("complete", "unpaid", intent("processing", charge())),
      expected: ["processing 2000 12990 -"]),
    .init(
      name: "to be transferred yet",
      session: session("complete", "unpaid", intent("requires_action")),
      expected: ["pending 1000 12990 -"]),
    .init(
      name: "declined after days",
      session: session("complete", "unpaid", intent("requires_payment_method", charge())),
      expected: ["failed 9000 12990 -"]),
    .init(
      name: "canceled", session: session("complete", "unpaid", intent("canceled")),
      expected: ["canceled 3000 12990 -"]),
    .init(
      name: "paid", session: session("complete", "paid", intent("succeeded", charge())),
      expected: ["paid 2000 12990 -"]),
    .init(
      name: "paid, intent not expanded", session: session("complete", "paid", "pi_1"),
      expected: ["paid 1000 12990 -"]),
    .init(
      name: "nothing to pay", session: session("complete", "no_payment_required"),
      expected: ["paid 1000 12990 -"]),
    .init(
      name: "refunded in part",
      session: session(
        "complete", "paid",
        intent(
          "succeeded",
          charge(refunded: 500, refunds: [refund("re_2", at: 4000), refund("re_1", at: 3000)]))),
      expected: ["paid 2000 12990 -", "refunded 4000 500 -"]),
    .init(
      name: "refunded",
      session: session("complete", "paid", intent("succeeded", charge(refunded: 12_990))),
      expected: ["paid 2000 12990 -", "refunded 2000 12990 -"]),
    .init(
      name: "disputed",
      session: session("complete", "paid", intent("succeeded", charge(disputed: true))),
      disputes: [dispute("dp_1", "under_review")],
      expected: ["paid 2000 12990 -", "disputed 5000 12990 dp_1"]),
    .init(
      name: "inquiry",
      session: session("complete", "paid", intent("succeeded", charge(disputed: true))),
      disputes: [dispute("dp_1", "warning_needs_response")],
      expected: ["paid 2000 12990 -", "disputed 5000 0 dp_1"]),
    .init(
      name: "one dispute won, another lost",
      session: session("complete", "paid", intent("succeeded", charge(disputed: true))),
      disputes: [dispute("dp_1", "won"), dispute("dp_2", "lost")],
      expected: [
        "paid 2000 12990 -", "dispute_won 6000 12990 dp_1", "dispute_lost 6000 12990 dp_2",
      ]),
    .init(
      name: "expired", session: session("expired", "unpaid"), expected: ["expired 9000 12990 -"]),
  ]
}

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct StripeStatusTests {
  private let stripe: ProviderStandIn
  private let provider: StripeProvider
  private let network = ImpatientTransport()
  private let payment = StripeFixture.payment(identifiers: ["ch_0", "cs_test_1"])

  init() throws {
    stripe = try ProviderStandIn("stripe")
    provider = try StripeFixture.provider(apiBase: stripe.base)
  }

  private func ask(
    _ knowledge: StripeKnowledge, now: UnixTime = StripeFixture.now
  ) throws -> [PaymentEvent] {
    var answers: [JSONValue] = [["status": 200, "body": knowledge.session]]
    if !knowledge.disputes.isEmpty {
      let list: JSONValue = ["object": "list", "data": .array(knowledge.disputes)]
      answers.append(["status": 200, "body": list])
    }
    try stripe.answer(answers)
    return try provider.status(of: payment, over: network, now: now)
  }

  @Test(
    "what Stripe knows becomes events, and asking again later adds nothing",
    arguments: StripeKnowledge.all)
  func mapping(_ knowledge: StripeKnowledge) throws {
    let events = try ask(knowledge)
    #expect(
      events.map { event in
        let units = event.amount.map { String($0.minorUnits) } ?? "-"
        return "\(event.kind.rawValue) \(event.at.seconds) \(units) \(event.subject ?? "-")"
      } == knowledge.expected)
    #expect(Set(events.map(\.id)).count == events.count)
    #expect(events.allSatisfy { $0.reference == "K7M3" && $0.identifiers.first == "cs_test_1" })
    #expect(try ask(knowledge, now: StripeFixture.now + Seconds(86_400)) == events)
  }

  @Test("the session is asked for with its charge, the disputes only where there are any")
  func requests() throws {
    let disputed = try #require(StripeKnowledge.all.first { $0.name == "disputed" })
    _ = try ask(disputed)
    let requests = try stripe.received()
    #expect(
      requests.map { $0["path"]?.string } == [
        "/v1/checkout/sessions/cs_test_1?expand%5B0%5D=payment_intent.latest_charge.refunds",
        "/v1/disputes?payment_intent=pi_1&limit=100",
      ])
    #expect(requests.allSatisfy { $0["method"] == "GET" })
    #expect(
      requests.allSatisfy {
        $0["headers"]?["authorization"]?.string == "Bearer \(StripeFixture.key)"
      })
  }

  @Test("a second refund is another event than the first")
  func growingRefund() throws {
    let first = try #require(StripeKnowledge.all.first { $0.name == "refunded in part" })
    let second = try #require(StripeKnowledge.all.first { $0.name == "refunded" })
    #expect(try ask(first)[1].id != ask(second)[1].id)
  }

  @Test("an open session that was just started tells nothing yet")
  func started() throws {
    let started = try provider.start(StripeFixture.attempt(), over: network)
    let payment = StripeFixture.payment(identifiers: started.identifiers)
    #expect(
      try provider.status(of: payment, over: network, now: StripeFixture.now).isEmpty)
  }

  @Test("nobody is asked in simulated mode, nor about a payment without a session")
  func nobody() throws {
    let simulated = try StripeFixture.provider(.simulated, apiBase: stripe.base)
    #expect(try simulated.status(of: payment, over: network, now: StripeFixture.now).isEmpty)
    for name in ["pi_1", "cs_", "cs_test_1/../../x", "cs_test_1?a"] {
      let payment = StripeFixture.payment(identifiers: [name])
      #expect(try provider.status(of: payment, over: network, now: StripeFixture.now).isEmpty)
    }
    #expect(try stripe.received().isEmpty)
  }

  @Test(
    "an answer about another session, of another mode, or that is none, is refused",
    arguments: [
      ("id", #""cs_test_2""#), ("livemode", "true"), ("livemode", "null"), ("status", "null"),
      ("object", #""list""#), ("payment_status", "1"), ("amount_total", #""12990""#),
      ("created", "null"), ("payment_intent", #"{"object":"charge"}"#),
    ])
  func unusable(_ name: String, _ text: String) throws {
    let value = try JSONValue(parsing: Array(text.utf8))
    let members = try #require(StripeKnowledge.session("complete", "paid").members)
    let altered = JSONValue.object(
      members.map { $0.name == name ? JSONMember(name, value) : $0 })
    try stripe.answer([["status": 200, "body": altered]])
    let error = #expect(throws: ProviderError.self) {
      try provider.status(of: payment, over: network, now: StripeFixture.now)
    }
    guard case .unreadable("stripe", _) = error else {
      return #expect(Bool(false), "not rejected: \(error as Any)")
    }
  }
}
