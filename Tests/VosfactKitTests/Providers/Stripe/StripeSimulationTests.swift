import Foundation
import Testing

@testable import VosfactKit

/// Stripe's own library for Python, the counterpart that simulated callbacks must convince.
private enum StripeSDK {
  static let counterpart = PythonCounterpart(package: "stripe", script: "stripe_sdk")

  /// What the library says of each callback, one line each.
  static func judge(_ callbacks: [(body: [UInt8], header: String, secret: String)]) throws
    -> [String]
  {
    try counterpart.judge(
      callbacks.map { callback in
        [
          "body": .string(callback.body.hexadecimal), "header": .string(callback.header),
          "secret": .string(callback.secret), "now": .integer(StripeFixture.now.seconds),
        ]
      })
  }
}

@Suite(.waiting) struct StripeSimulationTests {
  private let now = StripeFixture.now
  private let amount = Amount(minorUnits: 12_990, currency: .euro)

  private func simulate(
    _ outcome: SimulatedOutcome, amount: Amount? = nil, identifiers: [String] = [],
    secrets: [String] = StripeFixture.secrets
  ) throws -> (StripeProvider, CallbackRequest) {
    let provider = try StripeFixture.provider(.simulated, secrets: secrets)
    let callback = try provider.simulate(
      outcome, of: StripeFixture.payment(identifiers: identifiers), amount: amount ?? self.amount,
      now: now, random: .system)
    return (provider, callback)
  }

  @Test(
    "Stripe's own library takes every simulated callback, and none that was altered",
    .enabled(
      if: StripeSDK.counterpart.canTest, "needs Stripe's library for Python in .build-python"))
  func library() throws {
    var callbacks: [(body: [UInt8], header: String, secret: String)] = []
    var altered: [(body: [UInt8], header: String, secret: String)] = []
    let secrets = StripeFixture.secrets + ["whsec_the_one_before"]
    for outcome in StripeProvider.description.outcomes {
      let (_, request) = try simulate(outcome, secrets: secrets)
      let header = try #require(request.headers["Stripe-Signature"])
      callbacks += secrets.map { (request.body, header, $0) }
      var body = request.body
      body[body.count / 2] ^= 1
      altered.append((body, header, secrets[0]))
      altered.append((request.body, header, "whsec_another"))
    }
    let accepted = try StripeSDK.judge(callbacks)
    #expect(
      accepted.map { $0.split(separator: " ")[1] } == [
        "checkout.session.completed", "checkout.session.completed",
        "checkout.session.completed", "checkout.session.completed",
        "checkout.session.completed", "checkout.session.completed",
        "checkout.session.async_payment_failed", "checkout.session.async_payment_failed",
        "checkout.session.expired", "checkout.session.expired", "payment_intent.canceled",
        "payment_intent.canceled", "charge.refunded", "charge.refunded",
        "charge.dispute.created", "charge.dispute.created",
        "charge.dispute.created", "charge.dispute.created",
        "charge.dispute.closed", "charge.dispute.closed",
        "charge.dispute.closed", "charge.dispute.closed",
      ])
    let refused = try StripeSDK.judge(altered)
    #expect(refused == altered.map { _ in "refused SignatureVerificationError" })
  }

  @Test(
    "a simulated outcome is read as what it is to tell",
    arguments: [
      (SimulatedOutcome.paid, PaymentEvent.Kind.paid), (.pending, .processing),
      (.processing, .processing), (.failed, .failed), (.expired, .expired), (.canceled, .canceled),
      (.refunded, .refunded), (.disputed, .disputed), (.inquiry, .disputed),
      (.disputeWon, .disputeWon), (.disputeLost, .disputeLost),
    ])
  func outcome(_ outcome: SimulatedOutcome, _ kind: PaymentEvent.Kind) throws {
    let (provider, request) = try simulate(outcome)
    let events = try provider.verify(request, now: now).events
    #expect(events.map(\.kind) == [kind])
    let event = try #require(events.first)
    #expect(
      event.amount == (outcome == .inquiry ? Amount(minorUnits: 0, currency: .euro) : amount))
    #expect(event.fee?.minorUnits == (outcome == .disputeLost ? 1500 : nil))
    #expect(event.at == now)
    let started = try provider.start(StripeFixture.attempt(), over: ImpatientTransport())
    #expect(!Set(started.identifiers).isDisjoint(with: event.identifiers))
    #expect(event.reference == (outcome.isAboutDispute ? nil : "K7M3Q9XT2V8B4NC5"))
    #expect((event.subject == "dp_simulatedK7M3Q9XT2V8B4NC5") == outcome.isAboutDispute)
  }

  @Test("a simulated callback is the request that Stripe would send")
  func request() throws {
    let (_, request) = try simulate(.paid)
    #expect(try CallbackRequest(parsing: request.serialized()) == request)
    #expect(request.method == "POST")
    #expect(request.target == "/callback/stripe")
    #expect(request.headers["Content-Type"] == "application/json; charset=utf-8")
    #expect(request.headers["User-Agent"] == "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
    #expect(request.headers["Content-Length"] == String(request.body.count))
    #expect(String(decoding: request.body, as: UTF8.self).hasPrefix("{\n  \"id\": \"evt_"))
  }

  @Test("each simulated event has an id of its own, the payment's ids stay")
  func ids() throws {
    let events = try (0..<2).flatMap { _ in
      let (provider, request) = try simulate(.paid)
      return try provider.verify(request, now: now).events
    }
    #expect(events[0].id != events[1].id)
    #expect(events[0].identifiers == events[1].identifiers)
  }

  @Test("a payment that Stripe knows keeps the names it has there")
  func knownNames() throws {
    let (provider, request) = try simulate(
      .refunded, identifiers: ["cs_test_real", "pi_real", "ch_real"])
    #expect(
      try provider.verify(request, now: now).events.first?.identifiers == ["pi_real", "ch_real"])
  }

  @Test(
    "a smaller amount is a refund of a part, and a payment that does not match",
    arguments: [SimulatedOutcome.refunded, .paid])
  func otherAmount(_ outcome: SimulatedOutcome) throws {
    let part = Amount(minorUnits: 10, currency: .euro)
    let (provider, request) = try simulate(outcome, amount: part)
    let event = try #require(try provider.verify(request, now: now).events.first)
    #expect(event.amount == part)
    #expect(event.isRunningTotal == (outcome == .refunded))
  }
}
