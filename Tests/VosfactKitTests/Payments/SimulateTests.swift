import Localization
import Testing

@testable import VosfactKit

@Suite struct SimulateTests {
  @Test(
    "no callback is made up about a payment of live mode, and it is said that it is the payment's")
  func live() throws {
    let shop = try Shop()
    try shop.kit.providers.named("stripe").enable(.simulated)
    let payment = try shop.kit.transaction {
      try shop.kit.payments.post(
        .sample(reference: "A", startedAt: shop.kit.now),
        StartedAttempt(
          next: .redirect(url: "https://stripe.test/A"), providerReference: nil, identifiers: []),
        for: shop.document(), provider: "stripe", mode: .live)
    }
    let fault = #expect(throws: Fault.self) { try shop.kit.payments.simulate(.paid, of: payment) }
    #expect(fault?.text.en.contains("the payment was begun in live mode") == true)
  }
}
