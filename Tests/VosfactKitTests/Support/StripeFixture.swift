import Testing

@testable import VosfactKit

/// Stripe as configured by a user, in a database of its own.
enum StripeFixture {
  static let key = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
  static let secrets = ["whsec_5f1d7a4be0c94e6fb0c3a2f1d4e8b7c6"]
  static let now = UnixTime(seconds: 1_790_000_000)

  static func kit(key: String? = key, secrets: [String] = secrets, apiBase: String? = nil) throws
    -> Kit
  {
    var environment = ["KEY": key ?? ""]
    for (index, secret) in secrets.enumerated() { environment["SECRET\(index)"] = secret }
    let kit = Kit(database: try .inMemory(), environment: environment, clock: { now })
    let configuration = try kit.providers.named("stripe")
    if key != nil {
      try configuration.set(
        configuration.key("secret-key"), to: [.environment("KEY")], byReference: false,
        adding: false)
    }
    if !secrets.isEmpty {
      try configuration.set(
        configuration.key("webhook-secret"),
        to: secrets.indices.map { .environment("SECRET\($0)") }, byReference: false, adding: false)
    }
    if let apiBase { try configuration.set(configuration.key("api-base"), to: apiBase) }
    return kit
  }

  static func provider(
    _ mode: ProviderMode = .test, secrets: [String] = secrets, apiBase: String? = nil
  ) throws -> StripeProvider {
    let kit = try kit(
      key: mode == .live ? "sk_live_4eC39HqLyjWDarjtT1zdp7dc" : key, secrets: secrets,
      apiBase: apiBase)
    try kit.providers.named("stripe").enable(mode)
    return try #require(kit.providers.provider("stripe") as? StripeProvider)
  }

  static func attempt(_ amount: Amount = .init(minorUnits: 12_990, currency: .euro))
    -> PaymentAttempt
  {
    .sample(amount: amount, startedAt: now)
  }

  static func payment(identifiers: [String] = []) -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: Amount(minorUnits: 12_990, currency: .euro),
      providerReference: nil, identifiers: identifiers, startedAt: now, method: nil)
  }
}
