import Testing

@testable import VosfactKit

/// A second implementation of the signature, in Python.
private enum BitPayCheck {
  static let counterpart = PythonCounterpart(script: "bitpay_check")
}

@Suite(.waiting) struct BitPaySimulationTests {
  private static let outcomes = BitPayProvider.description.outcomes
  private let provider: BitPayProvider

  init() throws {
    provider = try BitPayFixture.provider(.simulated)
  }

  private func simulate(_ outcome: SimulatedOutcome) throws -> CallbackRequest {
    try provider.simulate(
      outcome, of: BitPayFixture.payment(), amount: Amount(minorUnits: 12_345, currency: .euro),
      now: BitPayFixture.now, random: .system)
  }

  @Test("a simulated outcome is read as what it is to tell", arguments: outcomes)
  func outcome(_ outcome: SimulatedOutcome) throws {
    let event = try #require(
      try provider.verify(simulate(outcome), now: BitPayFixture.now).events.first)
    #expect(event.kind.rawValue == (outcome == .pending ? "processing" : outcome.rawValue))
    #expect(event.amount == Amount(minorUnits: 12_345, currency: .euro))
    #expect(event.reference == "K7M3Q9XT2V8B4NC5")
    #expect(event.identifiers == [BitPayFixture.invoice])
  }

  @Test("a part of the amount is a part of the price, which BitPay holds")
  func part() throws {
    let part = Amount(minorUnits: 10_001, currency: .euro)
    let callback = try provider.simulate(
      .processing, of: BitPayFixture.payment(), amount: part, now: BitPayFixture.now,
      random: .system)
    let event = try #require(try provider.verify(callback, now: BitPayFixture.now).events.first)
    #expect(event.kind == .processing && event.amount == part && event.reason == "paidPartial")
  }

  @Test(
    "what is paid in coins is never disputed",
    arguments: SimulatedOutcome.allCases.filter(\.isAboutDispute))
  func never(_ outcome: SimulatedOutcome) throws {
    #expect(throws: ProviderError.neverSends(provider: "bitpay", outcome: outcome.rawValue)) {
      try simulate(outcome)
    }
  }

  @Test(
    "a second implementation takes every simulated callback, and none that was altered",
    .enabled(if: BitPayCheck.counterpart.canTest, "needs python3"))
  func counterpart() throws {
    let callbacks = try Self.outcomes.map { try simulate($0) }
    let signature = try #require(try callbacks[0].headers.only("x-signature")).bytes
    let question = { (body: [UInt8], signature: [UInt8]) -> JSONValue in
      [
        "body": .string(body.hexadecimal),
        "signature": .string(String(decoding: signature, as: UTF8.self)),
        "token": .string(BitPayFixture.token),
      ]
    }
    let altered = String(decoding: callbacks[0].body, as: UTF8.self)
      .replacing("123.45", with: "123.46")
    let verdicts = try BitPayCheck.counterpart.judge(
      callbacks.map { callback in
        question(callback.body, try #require(try callback.headers.only("x-signature")).bytes)
      } + [question(Array(altered.utf8), signature)])
    let names = [
      "invoice_confirmed", "invoice_paidInFull", "invoice_paidInFull", "invoice_failedToConfirm",
      "invoice_expired",
      "invoice_expired", "refund_success", "refused",
    ]
    #expect(verdicts == names)
  }
}
