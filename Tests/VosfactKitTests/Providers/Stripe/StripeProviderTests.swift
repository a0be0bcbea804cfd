import Localization
import Testing

@testable import VosfactKit

@Suite struct StripeProviderTests {
  @Test("Stripe is listed with its keys, all of them secret and explained in each language")
  func description() throws {
    let description = try #require(Providers.descriptions.first { $0.name == "stripe" })
    #expect(description.title == "Stripe")
    #expect(description.keys.map(\.name) == ["secret-key", "webhook-secret"])
    #expect(
      description.keys.map { key -> Bool? in
        guard case .secret(let isRepeatable, 8) = key.content else { return nil }
        return isRepeatable
      } == [false, true])
    #expect(description.keys.allSatisfy { $0.help.en != $0.help.fr })
    #expect(description.outcomes == SimulatedOutcome.allCases)
  }

  @Test(
    "live and test need the key and the webhook's secret, simulated makes its own",
    arguments: ProviderMode.allCases)
  func required(_ mode: ProviderMode) throws {
    let kit = try StripeFixture.kit(key: nil, secrets: [])
    let configuration = try kit.providers.named("stripe")
    if mode == .simulated {
      try configuration.enable(mode)
      let provider = try #require(kit.providers.provider("stripe") as? StripeProvider)
      #expect(provider.webhookSecrets.count == 1)
    } else {
      #expect(
        throws: ProviderError.notConfigured(
          provider: "stripe", missing: ["secret-key", "webhook-secret"])
      ) { try configuration.enable(mode) }
    }
  }

  @Test("Stripe is of no use before a mode is chosen")
  func notEnabled() throws {
    let kit = try StripeFixture.kit()
    #expect(throws: ProviderError.notEnabled(provider: "stripe")) {
      try kit.providers.provider("stripe")
    }
  }

  @Test(
    "a key that does not fit the mode is refused, and the provider stays as it was",
    arguments: [
      (ProviderMode.live, "sk_live_1", true), (.live, "rk_live_1", true),
      (.test, "sk_test_1", true),
      (.test, "rk_test_1", true), (.live, "sk_test_1", false), (.live, "rk_test_1", false),
      (.test, "sk_live_1", false), (.test, "rk_live_1", false), (.test, "pk_test_1", false),
      (.live, "whsec_0123456789", false), (.test, "sk_test_1\nX: y", false),
      (.test, "sk_test_é", false),
    ])
  func key(_ mode: ProviderMode, _ key: String, _ fits: Bool) throws {
    let kit = try StripeFixture.kit(key: key)
    let configuration = try kit.providers.named("stripe")
    if fits {
      try configuration.enable(mode)
      #expect(try configuration.isEnabled)
      return
    }
    let error = #expect(throws: ProviderError.self) { try configuration.enable(mode) }
    guard case .badValue("stripe", "secret-key", let allowed) = error else {
      return #expect(Bool(false), "not refused: \(error as Any)")
    }
    #expect(allowed.en != allowed.fr)
    #expect(error?.description.contains(key) == false)
    #expect(try configuration.mode == nil)
    #expect(try !configuration.isEnabled)
  }

  @Test("no secret shows when the provider is printed or dumped")
  func silence() throws {
    let provider = try StripeFixture.provider()
    var dumped = ""
    dump(provider, to: &dumped)
    for text in [dumped, "\(provider)", String(reflecting: provider)] {
      #expect(!text.contains(StripeFixture.key))
      #expect(!text.contains(StripeFixture.secrets[0]))
    }
  }
}
