import Localization

@testable import VosfactKit

/// A provider in simulated mode, whose callbacks are made up.
struct FuzzedProvider {
  private let provider: any Provider
  /// What the provider would send with this body, signed as it signs; `nil` if the body cannot be sent.
  private let signed: ([UInt8]) throws -> CallbackRequest?

  private static let now = UnixTime(seconds: 1_790_000_000)

  private init<Adapter: Provider>(
    _ type: Adapter.Type, signing: @escaping (Adapter, [UInt8]) throws -> CallbackRequest?
  ) throws {
    let kit = Kit(database: try .inMemory(), clock: { Self.now })
    try kit.providers.named(Adapter.description.name).enable(.simulated)
    guard let adapter = try kit.providers.provider(Adapter.description.name) as? Adapter else {
      throw ProviderError.unknown(name: Adapter.description.name)
    }
    provider = adapter
    signed = { body in try signing(adapter, body) }
  }

  // Each is used by one thread only: the fuzzer has one, and so has each argument of a test.
  nonisolated(unsafe) static let stripe = Result {
    try FuzzedProvider(StripeProvider.self) { stripe, body in
      try StripeSimulation.request(body, signedWith: stripe.webhookSecrets, at: now)
    }
  }

  /// Lets the provider read `bytes`, as `check` does.
  ///
  /// - Throws: `BrokenProperty`, also if the provider could not be made ready.
  static func check(
    _ bytes: [UInt8], at provider: Result<FuzzedProvider, any Error>
  ) throws(BrokenProperty) {
    guard let provider = try? provider.get() else {
      throw BrokenProperty(sentence: "the provider can be made ready")
    }
    try provider.check(bytes)
  }

  /// A request that was made up is refused or read, and so is its body once it is signed.
  func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let request = try? CallbackRequest(parsing: bytes) else { return }
    try verify(request)
    if let signed = try? signed(request.body) { try verify(signed) }
  }

  private func verify(_ request: CallbackRequest) throws(BrokenProperty) {
    let verified: VerifiedCallback
    do throws(ProviderError) {
      verified = try provider.verify(request, now: Self.now)
    } catch {
      guard case .refused = error else {
        throw BrokenProperty(sentence: "a callback is refused, not failed at: \(error.text.en)")
      }
      return
    }
    for event in verified.events {
      try require(!event.id.isEmpty, "an event has an id")
      try require(event.identifiers.allSatisfy { !$0.isEmpty }, "a payment's names are not empty")
      if let amount = event.amount {
        try require(
          amount.minorUnits.magnitude <= Amount.maximumMinorUnits.magnitude,
          "an amount is within bounds")
      }
    }
  }
}
