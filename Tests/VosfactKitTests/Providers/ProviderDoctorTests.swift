import Localization
import Testing

@testable import VosfactKit

/// Whether a provider's callbacks arrive, as its API tells and as they came.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct ProviderDoctorTests {
  private static let address = "https://pay.example/callback/stripe"

  /// Stripe, and what is registered there.
  private func shop(_ endpoints: JSONValue...) throws -> StripeShop {
    let shop = try StripeShop()
    try shop.answer(endpoints)
    return shop
  }

  private func endpoint(
    _ url: String = address, status: String = "enabled", kinds: [String]? = nil,
    version: String = StripeAPI.version
  ) -> JSONValue {
    let kinds = kinds ?? StripeEvent.read.sorted()
    return [
      "id": "we_1", "object": "webhook_endpoint", "url": .string(url), "status": .string(status),
      "enabled_events": .array(kinds.map(JSONValue.string)), "api_version": .string(version),
    ]
  }

  private func states(_ shop: StripeShop) throws -> [String] {
    try shop.kit.providers.named("stripe").examine().map {
      "\($0.subject.rawValue) \($0.state.rawValue)"
    }
  }

  @Test("all is well where the address is registered for every kind that is read")
  func good() throws {
    let shop = try shop(endpoint())
    #expect(
      try states(shop) == ["credentials good", "address good", "kinds good", "secret unknown"])
    #expect(try shop.stripe.received().allSatisfy { $0["method"] == "GET" })
  }

  @Test("all kinds at once are every kind")
  func everyKind() throws {
    let shop = try shop(endpoint(kinds: ["*"]))
    #expect(try states(shop).contains("kinds good"))
  }

  @Test("what is missing, switched off, old or elsewhere is told")
  func faults() throws {
    #expect(try states(shop()).contains("address fault"))
    #expect(
      try states(shop(endpoint("https://old.example/callback/stripe"))).contains("address fault"))
    #expect(try states(shop(endpoint(status: "disabled"))).contains("address fault"))
    let few = try shop(endpoint(kinds: ["charge.refunded"], version: "2019-01-01.old"))
    #expect(try states(few).contains("kinds fault"))
    try few.answer([endpoint(kinds: ["charge.refunded"], version: "2019-01-01.old")])
    #expect(try states(few).contains("version warning"))
  }

  @Test("a delivery that failed is told, and a secret that does not fit what came")
  func deliveries() throws {
    let shop = try StripeShop()
    try shop.answer([endpoint()], failedAt: 1_789_990_000)
    #expect(try states(shop).contains("delivery warning"))
    let forged = try StripeSimulation.request(
      Array("{}".utf8), signedWith: [Secret(bytes: Array("whsec_of_another_endpoint".utf8))],
      at: StripeShop.noon)
    let received = try shop.kit.payments.receiver(for: "stripe").receive(forged.serialized())
    #expect(received.reason == "forged")
    try shop.answer([endpoint()])
    #expect(try states(shop).contains("secret fault"))
  }

  @Test("an address is registered once, and its secret is kept beside the one there was")
  func register() throws {
    let shop = try StripeShop()
    var made = endpoint().members ?? []
    made.append(JSONMember("secret", "whsec_new_0123456789abcdef"))
    try shop.stripe.answer([
      ["status": 200, "body": ["object": "list", "data": []]],
      ["status": 200, "body": .object(made)],
    ])
    let stripe = try shop.kit.providers.named("stripe")
    try stripe.registerCallbacks()
    #expect(
      try stripe.secrets("webhook-secret").map(\.text)
        == [StripeFixture.secrets[0], "whsec_new_0123456789abcdef"])
    let asked = try shop.stripe.received()
    let body = try #require(asked.last?["body"]?.string)
    #expect(body.contains("url=https%3A%2F%2Fpay.example%2Fcallback%2Fstripe"))
    #expect(body.contains("charge.refunded"))
    #expect(asked.last?["headers"]?["idempotency-key"]?.string?.isEmpty == false)
    // The journal tells that a secret was set, and never which.
    let entries = try DatabaseContent.rows("SELECT payload FROM journal", of: shop.kit.database)
    #expect(!entries.joined().contains("whsec_new"))

    try shop.stripe.answer([["status": 200, "body": ["object": "list", "data": [endpoint()]]]])
    try stripe.registerCallbacks()
    #expect(try shop.stripe.received().allSatisfy { $0["method"] == "GET" })
    #expect(try stripe.secretCount("webhook-secret") == 2)
  }

  @Test("an address that is switched off or lacks kinds is mended, and keeps what others want")
  func mend() throws {
    let shop = try StripeShop()
    try shop.stripe.answer([
      [
        "status": 200,
        "body": [
          "object": "list",
          "data": [endpoint(status: "disabled", kinds: ["charge.refunded", "invoice.paid"])],
        ],
      ], ["status": 200, "body": endpoint()],
    ])
    try shop.kit.providers.named("stripe").registerCallbacks()
    let change = try #require(try shop.stripe.received().last)
    #expect(change["path"] == "/v1/webhook_endpoints/we_1")
    let body = try #require(change["body"]?.string)
    #expect(body.contains("disabled=false") && body.contains("invoice.paid"))
    #expect(body.contains("checkout.session.completed"))
  }

  @Test("by what customers can pay is told by its API, and what the user says goes before")
  func means() throws {
    let shop = try StripeShop()
    let stripe = try shop.kit.providers.named("stripe")
    #expect(try stripe.taken == .cards())
    func method(_ value: String) -> JSONValue {
      ["available": .bool(value == "on"), "display_preference": ["value": .string(value)]]
    }
    let configuration: JSONValue = [
      "id": "pmc_1", "object": "payment_method_configuration", "is_default": true,
      "card": method("on"), "cartes_bancaires": method("on"), "sepa_debit": method("on"),
      "paypal": method("off"),
    ]
    try shop.answer([endpoint()])
    #expect(try !states(shop).contains("means good"))
    try shop.answer([endpoint()], means: [configuration])
    #expect(try states(shop).contains("means good"))
    let told = try stripe.taken
    #expect(told.means == [.card, .bankDebit])
    #expect(told.schemes == [.cb, .visa, .mastercard, .amex])
    try stripe.set(stripe.key("means"), to: "card, pay-by-bank")
    #expect(try stripe.taken.means == [.card, .payByBank])
    #expect(throws: ProviderError.self) { try stripe.set(stripe.key("means"), to: "cheque") }
  }

  @Test("what keeps it from being used is told, with the address to enter, and nobody is asked")
  func notEnabled() throws {
    let shop = try StripeShop()
    let paypal = try shop.kit.providers.named("paypal")
    let findings = try paypal.examine()
    #expect(findings.map(\.state) == [.fault, .unknown])
    #expect(findings[0].text.en.contains("client-id"))
    #expect(findings[1].text.fr.contains("https://pay.example/callback/paypal"))
    let bitpay = try shop.kit.providers.named("bitpay")
    try bitpay.set(
      bitpay.key("token"), to: [.environment("secret-key")], byReference: false, adding: false)
    #expect(try bitpay.examine()[0].text.en.contains("provider enable bitpay --mode live"))
  }

  @Test("in simulated mode nobody is asked, and nothing is registered")
  func simulated() throws {
    let shop = try StripeShop(.simulated)
    #expect(try states(shop) == ["credentials unknown"])
    #expect(throws: Fault.self) {
      try shop.kit.providers.named("stripe").registerCallbacks()
    }
    #expect(try shop.stripe.received().isEmpty)
  }
}

extension StripeShop {
  /// What Stripe answers an examination: the test of the credentials, the endpoints, the last delivery that failed.
  fileprivate func answer(
    _ endpoints: [JSONValue], failedAt: Int64? = nil, means: [JSONValue]? = nil
  ) throws {
    let failed: [JSONValue] = failedAt.map { [["object": "event", "created": .integer($0)]] } ?? []
    try stripe.answer([
      ["status": 200, "body": ["object": "list", "data": []], "for": "checkout"],
      [
        "status": 200, "body": ["object": "list", "data": .array(endpoints)],
        "for": "webhook_endpoints",
      ],
      ["status": 200, "body": ["object": "list", "data": .array(failed)], "for": "events?"],
      means.map {
        [
          "status": 200, "body": ["object": "list", "data": .array($0)], "for": "configurations",
        ]
      } ?? ["status": 403, "body": ["error": ["message": "no"]], "for": "configurations"],
    ])
  }
}
