import Testing

@testable import VosfactKit

@Suite(.waiting) struct WorldlineSimulationTests {
  private static let outcomes = WorldlineProvider.description.outcomes
  private let provider: WorldlineProvider
  private let now = WorldlineFixture.now

  init() throws {
    provider = try WorldlineFixture.provider(.simulated)
  }

  private func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment = WorldlineFixture.payment(),
    amount: Amount = WorldlineFixture.amount
  ) throws -> CallbackRequest {
    try provider.simulate(outcome, of: payment, amount: amount, now: now, random: .system)
  }

  private func event(
    _ outcome: SimulatedOutcome, of payment: KnownPayment = WorldlineFixture.payment(),
    amount: Amount = WorldlineFixture.amount
  ) throws -> PaymentEvent {
    try #require(
      try provider.verify(simulate(outcome, of: payment, amount: amount), now: now).events.first)
  }

  @Test("a simulated outcome is read as what it is to tell", arguments: outcomes)
  func outcome(_ outcome: SimulatedOutcome) throws {
    let event = try event(outcome)
    #expect(event.kind.rawValue == outcome.rawValue)
    #expect(event.amount == WorldlineFixture.amount && event.at == now)
    #expect(event.reference == WorldlineFixture.reference)
    #expect(event.reason == (outcome == .failed ? "30001001" : nil))
    #expect((event.subject != nil) == (outcome == .refunded))
    #expect(event.method == "card")
    let started = try provider.start(.sample(), over: ImpatientTransport())
    #expect(outcome == .refunded || event.identifiers.contains(started.identifiers[0]))
  }

  @Test(
    "what it never tells is not simulated",
    arguments: SimulatedOutcome.allCases.filter { !outcomes.contains($0) })
  func never(_ outcome: SimulatedOutcome) throws {
    #expect(throws: ProviderError.neverSends(provider: "worldline", outcome: outcome.rawValue)) {
      try simulate(outcome)
    }
  }

  @Test("each try is a payment of its own; a refund, and what is under way, is of the one known")
  func numbers() throws {
    let paid = try event(.paid)
    #expect(try event(.paid).movement != paid.movement)
    let number = try #require(paid.transaction?.name)
    let known = WorldlineFixture.payment(paid.identifiers)
    let refund = try event(.refunded, of: known)
    #expect(refund.transaction?.name == number)
    #expect(refund.subject?.hasPrefix("\(number)_") == true)
    let begun = try event(.processing)
    let underWay = WorldlineFixture.payment(underWay: begun.transaction?.name)
    #expect(try event(.failed, of: underWay).movement == begun.movement)
  }

  @Test("a part of the amount is refunded, or does not match")
  func part() throws {
    let part = Amount(minorUnits: 10, currency: .euro)
    for outcome in [SimulatedOutcome.refunded, .paid] {
      #expect(try event(outcome, amount: part).amount == part)
    }
  }

  @Test(
    "Worldline's own library takes every simulated webhook whole, and none that was altered",
    .enabled(
      if: WorldlineSDK.counterpart.canTest,
      "needs Worldline's library for Python in .build-python"))
  func library() throws {
    let question = { (request: CallbackRequest, body: [UInt8]) -> JSONValue in
      [
        "body": .string(body.hexadecimal),
        "headers": .array(request.headers.fields.map { [.string($0.name), .string($0.value)] }),
        "key": .string(WorldlineFixture.keys["webhook-key-id"] ?? ""),
        "secret": .string(WorldlineFixture.keys["webhook-secret"] ?? ""),
      ]
    }
    let requests = try Self.outcomes.map { try simulate($0) }
    let verdicts = try WorldlineSDK.counterpart.judge(requests.map { question($0, $0.body) })
      .map { $0.split(separator: " ").map(String.init) }
    #expect(
      verdicts.map { $0[0] } == [
        "payment.captured", "payment.redirected", "payment.capture_requested", "payment.rejected",
        "payment.cancelled", "payment.refunded",
      ])
    #expect(verdicts.allSatisfy { $0.last == "whole" }, "\(verdicts)")
    let altered = requests.map { request in
      var body = request.body
      body[body.count / 2] ^= 1
      return question(request, body)
    }
    #expect(
      try WorldlineSDK.counterpart.judge(altered)
        == altered.map { _ in "refused SignatureValidationException" })
  }
}
