import Testing

@testable import VosfactKit

@Suite(.waiting) struct BraintreeSimulationTests {
  /// Braintree's own library for Python.
  private static let counterpart = PythonCounterpart(
    package: "braintree", script: "braintree_check")

  private let now = BraintreeFixture.now
  private let amount = Amount(minorUnits: 12_990, currency: .euro)
  private let provider: BraintreeProvider

  init() throws {
    provider = try BraintreeFixture.provider(.simulated)
  }

  private func simulate(_ outcome: SimulatedOutcome) throws -> CallbackRequest {
    try provider.simulate(
      outcome, of: BraintreeFixture.payment(), amount: amount, now: now, random: .system)
  }

  @Test(
    "Braintree's own library takes every simulated notification, and none that was altered",
    .enabled(if: counterpart.canTest, "needs Braintree's library for Python in .build-python"))
  func library() throws {
    var questions: [JSONValue] = []
    for outcome in BraintreeProvider.description.outcomes {
      let form = try #require(FormFields(parsing: simulate(outcome).body))
      let signature = try #require(form.text("bt_signature"))
      let payload = try #require(form.text("bt_payload"))
      for payload in [payload, payload.replacing("\n", with: "")] {
        questions.append([
          "signature": .string(signature), "payload": .string(payload),
          "public": .string(BraintreeFixture.publicKey),
          "private": .string(BraintreeFixture.privateKey),
        ])
      }
    }
    let answers = try Self.counterpart.judge(questions)
    let kinds = answers.enumerated().filter { $0.offset.isMultiple(of: 2) }.map {
      $0.element.split(separator: " ").first
    }
    #expect(
      kinds == [
        "transaction_settled", "local_payment_completed", "local_payment_completed",
        "transaction_settlement_declined", "local_payment_expired", "transaction_settled",
        "dispute_opened", "dispute_opened", "dispute_won", "dispute_lost",
      ])
    let altered = answers.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    #expect(altered == kinds.map { _ in "refused InvalidSignatureError" })
  }

  @Test(
    "a simulated outcome is read as what it is to tell",
    arguments: [
      (SimulatedOutcome.paid, PaymentEvent.Kind.paid), (.pending, .processing),
      (.processing, .processing), (.failed, .reversed), (.expired, .expired),
      (.refunded, .refunded), (.disputed, .disputed), (.inquiry, .disputed),
      (.disputeWon, .disputeWon), (.disputeLost, .disputeLost),
    ])
  func outcome(_ outcome: SimulatedOutcome, _ kind: PaymentEvent.Kind) throws {
    let event = try #require(try provider.verify(simulate(outcome), now: now).events.first)
    #expect(event.kind == kind)
    #expect((event.amount?.minorUnits == 0) == (outcome == .inquiry))
    #expect((event.subject == "disputek7m3q9xt2v8b4nc5") == outcome.isAboutDispute)
    #expect(event.at == now)
    let started = try provider.start(
      .sample(amount: amount, startedAt: now), over: ImpatientTransport())
    #expect(!Set(started.identifiers).isDisjoint(with: event.identifiers))
    #expect(
      started.next == .page(url: "https://pay.example/simulated/braintree/K7M3Q9XT2V8B4NC5"))
  }

  @Test("Braintree never sends a notification about a payment that was canceled")
  func canceled() {
    #expect(throws: ProviderError.neverSends(provider: "braintree", outcome: "canceled")) {
      try simulate(.canceled)
    }
  }

  @Test(
    "a test nonce is charged without network as Braintree's sandbox would",
    arguments: [
      ("fake-valid-nonce", PaymentEvent.Kind.paid),
      ("fake-processor-declined-visa-nonce", .failed),
      ("fake-gateway-rejected-fraud-nonce", .failed),
    ])
  func charge(_ nonce: String, _ kind: PaymentEvent.Kind) throws {
    let events = try provider.charge(
      nonce: Secret(bytes: Array(nonce.utf8)), of: BraintreeFixture.payment(),
      over: ImpatientTransport(), now: now)
    #expect(events.map(\.kind) == [kind])
    #expect(events.first?.amount == amount)
  }

  @Test("a test nonce that was used before is refused")
  func consumed() throws {
    let error = #expect(throws: ProviderError.self) {
      try provider.charge(
        nonce: Secret(bytes: Array("fake-consumed-nonce".utf8)), of: BraintreeFixture.payment(),
        over: ImpatientTransport(), now: now)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
  }
}
