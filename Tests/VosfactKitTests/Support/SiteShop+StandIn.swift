import Testing

@testable import VosfactKit

extension SiteShop {
  /// A shop where customers pay by `provider`, whose API is at `base`, with the credentials that the stand-ins take.
  ///
  /// - Parameter mode: live or test.
  init(payingBy provider: String, at base: String, _ mode: ProviderMode = .test) throws {
    let tested = try #require(TestedProvider.all.first { $0.name == provider })
    let kit = Kit(
      database: try .inMemory(), environment: try tested.keys(secret: true),
      transport: ImpatientTransport(), clock: { Shop.noon })
    self.init(Shop(kit: kit))
    try set(.onlinePaymentsEnabled, "true")
    try set(.payLinkBase, "https://shop.test/pay")
    let configuration = try kit.providers.named(provider)
    for name in kit.environment.keys {
      try configuration.set(
        configuration.key(name), to: [.environment(name)], byReference: true, adding: false)
    }
    let plain = try tested.keys(secret: false).merging(["api-base": base]) { $1 }
    for (name, value) in plain { try configuration.set(configuration.key(name), to: value) }
    try configuration.enable(mode)
    try kit.payLinks.addFirstKey()
  }
}
