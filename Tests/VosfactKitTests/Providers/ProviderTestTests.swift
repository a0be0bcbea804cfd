import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ProviderTestTests {
  private func test(_ mode: ProviderMode, apiBase: String) throws -> ProviderTestResult {
    let kit = try StripeFixture.kit(apiBase: apiBase)
    try kit.providers.named("stripe").enable(mode)
    return try kit.providers.named("stripe").test()
  }

  @Test("credentials that the API takes are good")
  func good() throws {
    let stripe = try ProviderStandIn("stripe")
    #expect(try test(.test, apiBase: stripe.base) == .good)
    #expect(try stripe.received().map { $0["method"] } == ["GET"])
  }

  @Test("credentials that the API refuses are not, and the key is not repeated")
  func refused() throws {
    let stripe = try ProviderStandIn("stripe")
    let message = JSONValue.string("Invalid API Key \(StripeFixture.key)")
    try stripe.answer([["status": 401, "body": ["error": ["message": message]]]])
    let result = try test(.test, apiBase: stripe.base)
    #expect(!result.isGood)
    #expect(
      !ProviderTestResult.form.json(("stripe", result), .english).text.contains(StripeFixture.key))
  }

  @Test(
    "without a key that only the API needs it is not asked, and callbacks are looked for all the same"
  )
  func withoutKey() throws {
    let shop = try PayZenShop(password: nil)
    let payzen = try shop.kit.providers.named("payzen")
    #expect(try payzen.test() == .cannotAsk(missing: ["rest-password"]))
    #expect(try !payzen.test().isGood)
    let findings = try payzen.examine()
    #expect(
      findings.map { "\($0.subject.rawValue) \($0.state.rawValue)" }
        == ["credentials warning", "address unknown", "secret unknown"])
    #expect(findings[0].text.en.contains("rest-password"))
    #expect(findings[1].text.en.hasSuffix("/callback/payzen"))
  }

  @Test("nobody is asked in simulated mode")
  func simulated() throws {
    let stripe = try ProviderStandIn("stripe")
    #expect(try test(.simulated, apiBase: stripe.base) == .notAsked)
    #expect(try stripe.received().isEmpty)
  }
}
