import Testing

@testable import VosfactKit

/// A second implementation of the signature, in Python.
private enum IngenicoCheck {
  static let counterpart = PythonCounterpart(script: "ingenico_check")
}

@Suite(.waiting) struct IngenicoSimulationTests {
  private static let outcomes = IngenicoProvider.description.outcomes

  private func simulate(
    _ outcome: SimulatedOutcome, by provider: IngenicoProvider, amount: Int64 = 12_345,
    of payment: KnownPayment = IngenicoFixture.payment()
  ) throws -> CallbackRequest {
    try provider.simulate(
      outcome, of: payment, amount: Amount(minorUnits: amount, currency: .euro),
      now: IngenicoFixture.now, random: .system)
  }

  @Test("a simulated outcome is read as what it is to tell", arguments: outcomes)
  func outcome(_ outcome: SimulatedOutcome) throws {
    let provider = try IngenicoFixture.provider(.simulated)
    let callback = try simulate(
      outcome, by: provider, amount: 12_300, of: IngenicoFixture.payment(["3014619998"]))
    let event = try #require(
      try provider.verify(callback, now: IngenicoFixture.now).events.first)
    #expect(event.kind.rawValue == (outcome == .pending ? "processing" : outcome.rawValue))
    #expect(event.amount == Amount(minorUnits: 12_300, currency: .euro))
    #expect(event.reference == "K7M3Q9XT2V8B4NC5")
    let isLater = outcome == .refunded || outcome == .disputed
    #expect((event.identifiers == ["3014619998"]) == isLater)
  }

  @Test(
    "an outcome that Ingenico never tells is not simulated",
    arguments: SimulatedOutcome.allCases.filter { !outcomes.contains($0) })
  func never(_ outcome: SimulatedOutcome) throws {
    let provider = try IngenicoFixture.provider(.simulated)
    #expect(throws: ProviderError.neverSends(provider: "ingenico", outcome: outcome.rawValue)) {
      try simulate(outcome, by: provider)
    }
  }

  @Test("a simulated debit that is under way goes on as the same payment")
  func underWay() throws {
    let provider = try IngenicoFixture.provider(.simulated)
    var payment = IngenicoFixture.payment(["3014619998"])
    payment.underWay = "3014619998"
    for outcome in [SimulatedOutcome.paid, .failed, .canceled] {
      let callback = try simulate(outcome, by: provider, of: payment)
      let events = try provider.verify(callback, now: IngenicoFixture.now).events
      #expect(events.map(\.transaction?.name) == ["3014619998"])
    }
  }

  @Test(
    "a second implementation takes every simulated callback, and none that was altered",
    .enabled(if: IngenicoCheck.counterpart.canTest, "needs python3"),
    arguments: HashAlgorithm.allCases)
  func counterpart(_ algorithm: HashAlgorithm) throws {
    let provider = try IngenicoFixture.provider(
      .simulated, shaOut: "Clé secrète, 16 !", algorithm: algorithm.rawValue)
    var bodies = try Self.outcomes.map { try simulate($0, by: provider).body }
    let altered = String(decoding: bodies[0], as: UTF8.self).replacing("123.45", with: "123.46")
    bodies.append(Array(altered.utf8))
    let verdicts = try IngenicoCheck.counterpart.judge(
      bodies.map { body in
        [
          "body": .string(String(decoding: body, as: UTF8.self)),
          "passphrase": "Clé secrète, 16 !",
          "algorithm": .string(algorithm.rawValue.replacing("-", with: "")),
        ]
      })
    #expect(verdicts == Self.outcomes.map { _ in "K7M3Q9XT2V8B4NC5" } + ["refused"])
  }
}
