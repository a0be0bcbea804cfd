import Testing

@testable import VosfactKit

@Suite(.enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ProviderActivityTests {
  private let shop: StripeShop
  private var provider: ProviderConfiguration {
    get throws { try shop.kit.providers.named("stripe") }
  }

  init() throws {
    shop = try StripeShop(.simulated)
  }

  @Test("a provider that was never used has no activity")
  func none() throws {
    #expect(
      try provider.activity
        == ProviderActivity(
          lastCallbackAt: nil, lastRefusedAt: nil, lastRefusal: nil, pending: 0))
  }

  @Test("pending payments, the last callback and the last refusal are told")
  func activity() throws {
    let (first, _) = (try shop.start(), try shop.start())
    #expect(try provider.activity.pending == 2)
    let callback = try shop.kit.payments.simulate(.paid, of: first)
    _ = try shop.kit(after: 60).payments.receiver(for: "stripe").receive(callback)
    let forged = Array(callback.dropLast()) + [UInt8(ascii: " ")]
    _ = try shop.kit(after: 120).payments.receiver(for: "stripe").receive(forged)
    #expect(
      try provider.activity
        == ProviderActivity(
          lastCallbackAt: StripeShop.noon + Seconds(60),
          lastRefusedAt: StripeShop.noon + Seconds(120), lastRefusal: "forged", pending: 1))
  }

  @Test("missing are the keys of the mode, and secrets that were made for simulated mode")
  func missing() throws {
    #expect(try provider.missingKeys.isEmpty)
    let fresh = Kit(database: try .inMemory(), clock: { StripeShop.noon })
    let unset = try fresh.providers.named("stripe")
    #expect(try unset.missingKeys == ["secret-key", "webhook-secret"])
    try unset.enable(.simulated)
    #expect(try unset.missingKeys.isEmpty)
    #expect(try unset.missingKeys(in: .live) == ["secret-key", "webhook-secret"])
  }

  @Test("the currencies are those that the user chose of those that the provider takes")
  func currencies() throws {
    #expect(try provider.currencies.contains(.euro))
    #expect(try !provider.currencies.map(\.code).contains("KPW"))
    try provider.set(provider.key("currencies"), to: "kpw,eur,chf")
    #expect(try provider.currencies.map(\.code) == ["CHF", "EUR"])
  }

  @Test(
    "each figure comes by an index, without sorting",
    arguments: [
      ProviderConfiguration.lastCallback, ProviderConfiguration.lastRefused,
      ProviderConfiguration.countPending,
    ].map(\.description))
  func plan(_ sql: String) throws {
    let rows = try DatabaseContent.rows("EXPLAIN QUERY PLAN \(sql)", of: .inMemory())
    #expect(rows.allSatisfy { $0.contains("SEARCH") && $0.contains("INDEX") }, "\(rows)")
    #expect(rows.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(rows)")
  }
}
