import Localization
import Testing

@testable import VosfactKit

@Suite struct BraintreeProviderTests {
  @Test("Braintree is listed with its keys, explained in each language")
  func description() {
    let description = BraintreeProvider.description
    #expect(
      description.keys.map(\.name)
        == ["merchant-id", "public-key", "private-key", "merchant-account-id", "three-d-secure"])
    #expect(description.keys.allSatisfy { $0.help.en != $0.help.fr })
    #expect(description.guide.en != description.guide.fr)
    #expect(!description.outcomes.contains(.canceled))
    #expect(!description.tellsRefunds)
  }

  @Test("live and test need every key, simulated makes its own", arguments: ProviderMode.allCases)
  func required(_ mode: ProviderMode) throws {
    let kit = Kit(database: try .inMemory(), clock: { BraintreeFixture.now })
    let configuration = try kit.providers.named("braintree")
    guard mode != .simulated else {
      try configuration.enable(mode)
      let provider = try #require(kit.providers.provider("braintree") as? BraintreeProvider)
      #expect(provider.signature.pairs.count == 1)
      return
    }
    #expect(
      throws: ProviderError.notConfigured(
        provider: "braintree",
        missing: ["merchant-id", "public-key", "private-key", "merchant-account-id"])
    ) { try configuration.enable(mode) }
  }

  @Test("there is a public key for each private one, or the provider stays as it was")
  func pairs() throws {
    let kit = try BraintreeFixture.kit(keys: [("new", "private-key-1"), ("old", "private-key-2")])
    let configuration = try kit.providers.named("braintree")
    try configuration.set(configuration.key("public-key"), to: "new")
    let error = #expect(throws: ProviderError.self) { try configuration.enable(.test) }
    guard case .badValue(_, "public-key", _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
    #expect(try configuration.mode == nil)
  }

  @Test(
    "a public key that could be taken for two, or for none, is refused",
    arguments: [",", "a,", "a,,b", "a b", "a|b", "a&b", "a:b", "é", "a,a", "a, a"])
  func publicKey(_ value: String) throws {
    let configuration = try BraintreeFixture.kit().providers.named("braintree")
    let error = #expect(throws: ProviderError.self) {
      try configuration.set(configuration.key("public-key"), to: value)
    }
    guard case .badValue(_, "public-key", _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
    #expect(try configuration.value("public-key") == BraintreeFixture.publicKey)
  }

  @Test(
    "an amount is written with its currency's digits, and read with any zeros",
    arguments: [
      ("129.90", "EUR", ["129.90", "129.9", "129.900"]), ("100.00", "USD", ["100", "100.0"]),
      ("1200", "JPY", ["1200", "1200.00"]), ("5.123", "KWD", ["5.123"]), ("0.01", "EUR", ["0.01"]),
    ])
  func amount(_ text: String, _ code: String, _ forms: [String]) throws {
    let amount = try Amount(text, currency: #require(Currency(code: code)))
    #expect(try BraintreeAmount.written(amount) == text)
    for form in forms { #expect(BraintreeAmount.amount(form, currency: code) == amount) }
  }

  @Test(
    "what is no amount gives none",
    arguments: [
      ("1,5", "EUR"), ("-1", "EUR"), ("+1", "EUR"), ("1e2", "EUR"), ("", "EUR"), (".", "EUR"),
      ("1.005", "EUR"), ("1.5", "JPY"), ("1", "eur"), ("1", "XXX"), ("١", "EUR"),
      (String(repeating: "0", count: 33), "EUR"),
    ])
  func noAmount(_ number: String, _ code: String) {
    #expect(BraintreeAmount.amount(number, currency: code) == nil)
  }

  @Test("nothing, or less, cannot be charged", arguments: [Int64(0), -1, .min])
  func notPositive(_ units: Int64) {
    let error = #expect(throws: ProviderError.self) {
      try BraintreeProvider.check(Amount(minorUnits: units, currency: .euro))
    }
    #expect(error?.text.en.contains("above zero") == true)
    #expect(error?.text.fr.contains("positif") == true)
  }

  @Test("a signed notification that was mangled is read or refused, whatever it holds")
  func mutated() throws {
    let provider = try BraintreeFixture.provider()
    var generator = SeededGenerator(seed: 5)
    let genuine = Array(
      """
      <notification><kind>local_payment_funded</kind>\
      <timestamp type="datetime">2026-09-21T14:13:20Z</timestamp><subject>\
      \(BraintreeMessage.local("local-payment-funded", BraintreeMessage.sale))\
      </subject></notification>
      """.utf8)
    for _ in 0..<2000 {
      var xml = genuine
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: xml.indices, using: &generator)
        xml[place] = UInt8.random(in: 0x09...0x7e, using: &generator)
      }
      let request = try BraintreeFixture.notification(
        String(decoding: xml, as: UTF8.self), for: provider)
      do {
        _ = try provider.verify(request, now: BraintreeFixture.now)
      } catch ProviderError.refused {
      } catch {
        #expect(Bool(false), "\(error)")
      }
    }
  }
}
