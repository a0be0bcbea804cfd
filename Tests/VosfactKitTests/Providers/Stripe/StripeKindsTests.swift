import Localization
import Testing

@testable import VosfactKit

private let library = PythonCounterpart(package: "stripe", script: "stripe_kinds")

/// Everything that Stripe's own library knows of is authentic, and either read or passed over.
@Suite(.enabled(if: library.canTest, "needs Stripe's library for Python"))
struct StripeKindsTests {
  @Test("the pinned version of the API is the one that the library speaks")
  func version() throws {
    #expect(try library.judge(["version"]) == [StripeAPI.version])
  }

  /// An object of the family that the kind is of, as it is in events.
  private func object(of kind: String) -> JSONValue {
    let objects: [(family: String, object: JSONValue)] = [
      ("checkout.session.", StripeMessage.session("paid")),
      ("payment_intent.", StripeMessage.intent()),
      ("charge.dispute.", StripeMessage.dispute("needs_response")),
      ("charge.refund.", Self.refund), ("refund.", Self.refund),
    ]
    let found = objects.first { kind.hasPrefix($0.family) }?.object
    return found ?? (kind.hasPrefix("charge.") ? Self.charge : ["object": "other"])
  }

  private static let refund: JSONValue = [
    "id": "re_1", "object": "refund", "amount": 100, "currency": "eur", "status": "failed",
    "payment_intent": "pi_1", "charge": "ch_1",
  ]
  private static let charge: JSONValue = [
    "id": "ch_1", "object": "charge", "amount_refunded": 100, "currency": "eur",
    "payment_intent": "pi_1", "metadata": ["reference": "K7M3Q9XT2V8B4NC5"],
  ]

  @Test("each kind that the library knows is taken, as a snapshot and thin")
  func kinds() throws {
    let kinds = try #require(try library.judge(["kinds"]).first).split(separator: " ")
    try #require(kinds.count > 200)
    let provider = try StripeFixture.provider(.test)
    func verified(_ event: JSONValue) throws -> VerifiedCallback {
      let request = try StripeSimulation.request(
        event.utf8, signedWith: provider.webhookSecrets, at: StripeFixture.now)
      return try provider.verify(request, now: StripeFixture.now)
    }
    for kind in kinds.map(String.init) {
      let snapshot = try verified([
        "id": "evt_1", "object": "event", "type": .string(kind), "livemode": false,
        "created": .integer(StripeFixture.now.seconds), "data": ["object": object(of: kind)],
      ])
      #expect(snapshot.notUnderstood == nil, "\(kind)")
      let thin = try verified([
        "id": "evt_1", "object": "v2.core.event", "type": .string("v1.\(kind)"),
        "livemode": false, "created": .string(StripeFixture.now.description),
        "related_object": ["id": "x_1", "type": "any", "url": "/v1/any/x_1"],
      ])
      #expect(thin.notUnderstood == nil, "\(kind)")
      // Both say something, or neither does.
      #expect(snapshot.events.isEmpty == (thin.question == nil), "\(kind)")
    }
  }

  @Test(
    "a kind that the library does not know yet is kept where it may be about money, and else passed over",
    arguments: [
      ("charge.split", true), ("checkout.session.paused", true), ("payment_intent.held", true),
      ("refund.delayed", true), ("invoice.melted", false), ("brand.new", false),
    ])
  func newKind(_ kind: String, _ isOfConcern: Bool) throws {
    let provider = try StripeFixture.provider(.test)
    let event: JSONValue = [
      "id": "evt_1", "object": "event", "type": .string(kind), "livemode": false,
      "created": .integer(StripeFixture.now.seconds),
      "data": ["object": StripeMessage.intent()],
    ]
    let request = try StripeSimulation.request(
      event.utf8, signedWith: provider.webhookSecrets, at: StripeFixture.now)
    let verified = try provider.verify(request, now: StripeFixture.now)
    #expect(verified.events.isEmpty)
    #expect(verified.notUnderstood?.kind == (isOfConcern ? kind : nil))
  }
}
