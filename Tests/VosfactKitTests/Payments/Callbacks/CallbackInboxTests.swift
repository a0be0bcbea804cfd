import Localization
import Testing

@testable import VosfactKit

@Suite struct CallbackInboxTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
  }

  private func kept() throws -> [KeptCallback] {
    var list = try shop.kit.callbacks.list(CallbackFilter())
    var callbacks: [KeptCallback] = []
    while let callback = try list.next() { callbacks.append(callback) }
    return callbacks
  }

  @Test("an old request is verified by the clock of its arrival, an altered one not at all")
  func age() throws {
    let provider = AgingProvider()
    let invoice = try shop.document("120.00")
    try shop.attempt(invoice, "A")
    let event = PaymentEvent(
      id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: invoice.total, reference: "A")
    try shop.receive(event)
    let callback = try #require(try kept().first)
    let request = try #require(try shop.kit.callbacks.request(of: callback))
    let later = shop.at(Shop.noon + Seconds(86_400 * 400))
    let receiver = CallbackIntake(
      payments: later.kit.payments, provider: provider, name: "line", mode: .simulated)
    #expect(try receiver.receive(request.bytes).result == .refused)
    let replayed = try receiver.receive(
      request.request, at: callback.receivedAt, isFromOutside: false)
    #expect(replayed.result == .repeated)
    #expect(replayed.payment?.reference == "A")
    let altered = try CallbackRequest(
      parsing: Array(
        String(decoding: request.bytes, as: UTF8.self).replacing("12000", with: "1").utf8))
    let refused = try receiver.receive(altered, at: callback.receivedAt, isFromOutside: false)
    #expect(refused.reason == "forged")
    // The replay is no request from outside: the log of refusals has the one that came late alone.
    #expect(try kept().map(\.result) == [.applied, .refused])
  }

  /// `LineProvider` with a limit of age, as real providers have.
  private struct AgingProvider: Provider {
    static let description = LineProvider.description

    init() {}
    init(_ configuration: ProviderConfiguration) {}

    static func check(_ amount: Amount) throws(ProviderError) {}

    let api: LineAPI? = nil

    func start(
      _ attempt: PaymentAttempt, with api: LineAPI?
    ) throws(ProviderError) -> StartedAttempt {
      try LineProvider().start(attempt, with: api)
    }

    func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError)
      -> VerifiedCallback
    {
      let verified = try LineProvider().verify(callback, now: now)
      for event in verified.events where event.at.distance(to: now) > 300 {
        throw .refused(.stale(at: event.at))
      }
      return verified
    }

    func simulate(
      _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
      random: RandomSource
    ) throws(ProviderError) -> CallbackRequest {
      throw .neverSends(provider: "line", outcome: outcome.rawValue)
    }
  }
}
