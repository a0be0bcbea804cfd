import Testing

@testable import VosfactKit

/// BitPay as configured by a user, in a database of its own.
enum BitPayFixture {
  static let now = UnixTime(seconds: 1_795_464_000)
  static let token = "4MuqDPt93i9Xbf8SnAPniwbGeNLW8A3ScgAmukFMgFUFRqTLuuhVdAFfePPysVqL2P"
  static let invoice = "WxKYGKXtQBaiBotyrHKkXd"

  /// - Parameter merchantKey: the private key; no refunds can be asked for without it.
  static func provider(
    _ mode: ProviderMode = .test, tokens: [String] = [token], merchantKey: String? = nil,
    apiBase: String? = nil
  ) throws -> BitPayProvider {
    var environment = ["merchant-token": "m3rchantTok3n"]
    for (number, token) in tokens.enumerated() { environment["token\(number)"] = token }
    environment["merchant-private-key"] = merchantKey
    let kit = Kit(database: try .inMemory(), environment: environment, clock: { now })
    let configuration = try kit.providers.named("bitpay")
    for number in tokens.indices {
      try configuration.set(
        configuration.key("token"), to: [.environment("token\(number)")], byReference: false,
        adding: number > 0)
    }
    if merchantKey != nil {
      for name in BitPayProvider.merchantKeys {
        try configuration.set(
          configuration.key(name), to: [.environment(name)], byReference: false, adding: false)
      }
    }
    if let apiBase { try configuration.set(configuration.key("api-base"), to: apiBase) }
    try configuration.enable(mode)
    return try #require(kit.providers.provider("bitpay") as? BitPayProvider)
  }

  static func payment(_ identifier: String? = invoice) -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: Amount(minorUnits: 12_345, currency: .euro),
      providerReference: identifier, identifiers: [identifier].compactMap(\.self),
      startedAt: now - Seconds(600), method: nil)
  }
}
