import Localization
import Testing

@testable import VosfactKit

/// The services that speak PayZen's protocol under names and addresses of their own.
@Suite struct PayZenServiceTests {
  private func configured(_ values: [String: String], mode: ProviderMode = .live) throws -> Kit {
    let kit = Kit(
      database: try .inMemory(), environment: ["KEY": "k3yTestShop+42/=="],
      clock: { PayZenFixture.now })
    let payzen = try kit.providers.named("payzen")
    try payzen.set(payzen.key("key"), to: [.environment("KEY")], byReference: true, adding: false)
    for (name, value) in values.merging(["site-id": PayZenFixture.site], uniquingKeysWith: { $1 }) {
      try payzen.set(payzen.key(name), to: value)
    }
    try payzen.enable(mode)
    return kit
  }

  private func places(_ kit: Kit) throws -> (form: String, api: String?, offer: ProviderOffer) {
    let provider = try #require(kit.providers.provider("payzen") as? PayZenProvider)
    let started = try provider.start(.sample(), over: ImpatientTransport())
    guard case .form(let url, _) = started.next else { throw NoForm() }
    let offer = try #require(
      try kit.providers.offered(for: Amount(minorUnits: 12_990, currency: .euro)).first)
    return (url, provider.api?.client.base, offer)
  }

  private struct NoForm: Error {}

  @Test(
    "a service is asked and led to where it is, and called by its own name",
    arguments: [
      ("payzen", "https://secure.payzen.eu", "https://api.payzen.eu", "PayZen"),
      ("lyra", "https://secure.lyra.com", "https://api.lyra.com", "Lyra Collect"),
      ("systempay", "https://paiement.systempay.fr", "https://api.systempay.fr", "Systempay"),
      (
        "sogecommerce", "https://sogecommerce.societegenerale.eu",
        "https://api-sogecommerce.societegenerale.eu", "Sogecommerce"
      ),
      (
        "scellius", "https://scelliuspaiement.labanquepostale.fr",
        "https://api.scelliuspaiement.labanquepostale.fr", "Scellius"
      ),
      (
        "clicandpay", "https://clicandpay.groupecdn.fr", "https://api-clicandpay.groupecdn.fr",
        "Clic&Pay"
      ),
      ("osb", "https://secure.osb.pf", "https://api.secure.osb.pf", "OSB"),
    ])
  func named(_ service: String, _ page: String, _ api: String, _ title: String) throws {
    let kit = try configured(["service": service])
    let found = try places(kit)
    #expect(found.form == "\(page)/vads-payment/")
    #expect(found.api == "\(api)/api-payment")
    #expect(found.offer.targets == [page])
    #expect(found.offer.label == title)
    #expect(kit.providers.label(of: "payzen") == title)
  }

  @Test("every service has addresses of its own, and is chosen by its name")
  func all() throws {
    #expect(Set(PayZenService.allCases.map(\.form)).count == PayZenService.allCases.count)
    #expect(Set(PayZenService.allCases.map(\.api)).count == PayZenService.allCases.count)
    for service in PayZenService.allCases {
      let found = try places(configured(["service": service.rawValue]))
      #expect(found.form == service.form && found.offer.targets == [service.origin])
    }
  }

  @Test("what the user gives wins: an address of the API, of the form, a label")
  func own() throws {
    let found = try places(
      configured([
        "service": "systempay", "api-base": "https://api.example.test/api-payment",
        "form-address": "https://pay.example.test/vads-payment/", "label": "Carte",
      ]))
    #expect(found.form == "https://pay.example.test/vads-payment/")
    #expect(found.api == "https://api.example.test/api-payment")
    #expect(found.offer.targets == ["https://pay.example.test", "https://api.example.test"])
    #expect(found.offer.label == "Carte")
  }

  @Test("without a service it is PayZen's own, and simulated it is nobody's")
  func none() throws {
    let found = try places(configured([:]))
    #expect(found.form == "https://secure.payzen.eu/vads-payment/")
    #expect(found.offer.targets == ["https://secure.payzen.eu"] && found.offer.label == "PayZen")
    let simulated = try places(configured(["service": "systempay"], mode: .simulated))
    #expect(simulated.form.hasPrefix("https://pay.example/simulated/payzen/"))
    #expect(simulated.api == nil && simulated.offer.targets.isEmpty)
  }

  @Test("a service that is not known is refused, with those that are")
  func unknown() throws {
    let kit = try configured([:])
    let payzen = try kit.providers.named("payzen")
    let error = #expect(throws: ProviderError.self) {
      try payzen.set(payzen.key("service"), to: "sips")
    }
    #expect(error?.text.en.contains("systempay") == true)
  }
}
