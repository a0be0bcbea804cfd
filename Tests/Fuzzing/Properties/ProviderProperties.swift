import Localization

@testable import VosfactKit

/// A provider in simulated mode, whose callbacks are made up.
struct FuzzedProvider {
  private let provider: any Provider
  /// What the provider would send with this body, signed as it signs; `nil` if the body cannot be sent.
  private let signed: ([UInt8]) throws -> CallbackRequest?

  private static let now = UnixTime(seconds: 1_790_000_000)

  private init(_ tested: TestedProvider) throws {
    let kit = Kit(database: try .inMemory(), clock: { Self.now })
    let configuration = try kit.providers.named(tested.name)
    try configuration.enable(.simulated)
    (provider, signed) = try tested.ready(configuration)
  }

  // Each is used by one thread only: the fuzzer has one, and so has each argument of a test.
  private nonisolated(unsafe) static let ready = Dictionary(
    uniqueKeysWithValues: TestedProvider.all.map { tested in
      (tested.name, Result { try FuzzedProvider(tested) })
    })

  /// Lets the provider `name` read `bytes`, as `check` does.
  ///
  /// - Throws: `BrokenProperty`, also if the provider could not be made ready.
  static func check(
    _ bytes: [UInt8], at name: String
  ) throws(BrokenProperty) {
    guard let provider = try? ready[name]?.get() else {
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
      switch error {
      case .refused, .certificateMissing: return
      default:
        throw BrokenProperty(sentence: "a callback is refused, not failed at: \(error.text.en)")
      }
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
