import Localization
import Testing

@testable import VosfactKit

/// What surrounds the events of payments: those of others, new ones, and thin ones, which only name what they are about.
@Suite(.waiting) struct StripeAnswerTests {
  private let shop: StripeShop

  init() throws {
    shop = try StripeShop()
  }

  /// The callback that carries `event`, as Stripe would sign it.
  private func receive(_ event: JSONValue, at delay: Int64 = 0) throws -> ReceivedCallback {
    let kit = shop.kit(after: delay)
    let request = try StripeSimulation.request(
      event.utf8, signedWith: [Secret(bytes: Array(StripeFixture.secrets[0].utf8))], at: kit.now)
    return try kit.payments.receiver(for: "stripe").receive(request.serialized())
  }

  private func snapshot(
    _ id: String, _ type: String, _ object: JSONValue, account: String? = nil
  ) -> JSONValue {
    [
      "id": .string(id), "object": "event", "type": .string(type), "livemode": false,
      "created": .integer(StripeShop.noon.seconds), "account": .optional(account),
      "data": ["object": object],
    ]
  }

  private func thin(_ id: String, _ type: String, _ object: String) -> JSONValue {
    [
      "id": .string(id), "object": "v2.core.event", "type": .string("v1.\(type)"),
      "livemode": false, "created": .string(StripeShop.noon.description),
      "related_object": ["id": .string(object), "type": "any", "url": "/v1/elsewhere"],
    ]
  }

  @Test("a session that nobody here opened proves nothing by our reference")
  func foreignSession() throws {
    let payment = try shop.start()
    let paid = try shop.paid(payment)
    var members = paid.members ?? []
    members.removeAll { $0.name == "id" || $0.name == "payment_intent" }
    members += [
      JSONMember("id", "cs_test_elsewhere"), JSONMember("payment_intent", "pi_elsewhere"),
    ]
    let received = try receive(
      snapshot("evt_1", "checkout.session.completed", .object(members)))
    #expect(received.result == .attention)
    #expect(received.reason == "needs-query")
    #expect(try shop.state(payment) == .pending)
    #expect(
      try receive(snapshot("evt_1", "checkout.session.completed", .object(members))).result
        != .refused)
    // The one that was opened for the payment counts beside it, and settles the doubt of nobody but itself.
    var own = paid.members ?? []
    own.removeAll { $0.name == "payment_intent" }
    own.append(JSONMember("payment_intent", "pi_1"))
    _ = try receive(snapshot("evt_2", "checkout.session.completed", .object(own)))
    #expect(try shop.state(payment) == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("an event of a connected account is none of ours, whatever reference it carries")
  func connectedAccount() throws {
    let payment = try shop.start()
    let event = snapshot(
      "evt_1", "checkout.session.completed", try shop.paid(payment), account: "acct_1")
    #expect(try receive(event).result == .ignored)
    #expect(try shop.state(payment) == .pending)
  }

  @Test("a thin event is asked about once, and settles what the answer says")
  func thinEvent() throws {
    let payment = try shop.start()
    let session = try shop.session(of: payment)
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
    let event = thin("evt_1", "checkout.session.completed", session)
    #expect(try receive(event).result == .applied)
    #expect(try shop.state(payment) == .paid)
    #expect(try !shop.stripe.received().isEmpty)
    #expect(try receive(event, at: 60).result == .repeated)
    #expect(try shop.stripe.received().isEmpty)
    // Its snapshot comes to the other endpoint.
    let twin = snapshot("evt_2", "checkout.session.completed", try shop.paid(payment))
    #expect(try receive(twin).result == .applied)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a thin event of an object that our key cannot see is none of ours")
  func unseen() throws {
    try shop.stripe.answer([
      ["status": 404, "body": ["error": ["code": "resource_missing", "message": "No such"]]]
    ])
    let event = thin("evt_1", "payment_intent.succeeded", "pi_other")
    #expect(try receive(event).result == .ignored)
    #expect(try shop.kit.callbacks.notUnderstood().isEmpty)
  }

  @Test(
    "a thin event of which Stripe tells nothing that can be read is kept, and somebody is asked to look",
    arguments: [
      ["status": 403, "body": ["error": ["type": "invalid_request_error"]]],
      ["status": 404, "body": "<html>"], ["status": 200, "body": "<html>"],
      ["status": 200, "body": ["id": "cs_other", "object": "checkout.session"]],
    ] as [JSONValue])
  func withheld(_ answer: JSONValue) throws {
    let payment = try shop.start()
    let event = thin("evt_1", "checkout.session.completed", try shop.session(of: payment))
    try shop.stripe.answer([answer])
    let received = try receive(event)
    #expect(received.result == .attention && received.reason == "not-understood")
    #expect(try shop.state(payment) == .pending)
    let kept = try #require(try shop.kit.callbacks.notUnderstood().first)
    let request = try #require(try shop.kit.callbacks.request(of: kept)).request
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
    let again = try shop.kit.payments.receiver(for: "stripe")
      .receive(request, at: kept.receivedAt, isFromOutside: false)
    #expect(again.result == .applied)
    #expect(try shop.state(payment) == .paid)
    #expect(try shop.kit.callbacks.notUnderstood().isEmpty)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a thin event whose object cannot be asked for now must come again")
  func unreachable() throws {
    let payment = try shop.start()
    let event = thin("evt_1", "checkout.session.completed", try shop.session(of: payment))
    try shop.stripe.answer(Array(repeating: ["status": 503, "body": [:]], count: 9))
    #expect(throws: ProviderError.self) { try receive(event) }
    try shop.stripe.answer([])
    #expect(try shop.state(payment) == .pending)
    try shop.stripe.answer([["status": 200, "body": shop.paid(payment)]])
    #expect(try receive(event, at: 60).result == .applied)
    #expect(try shop.state(payment) == .paid)
  }
}
