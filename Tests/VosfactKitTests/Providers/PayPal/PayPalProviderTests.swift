import Localization
import Testing

@testable import VosfactKit

@Suite(.waiting) struct PayPalProviderTests {
  @Test("PayPal is listed with its keys, explained in each language")
  func description() throws {
    let description = try #require(Providers.descriptions.first { $0.name == "paypal" })
    #expect(description.title == "PayPal")
    #expect(
      description.keys.map(\.name) == [
        "client-id", "client-secret", "webhook-id", "ca-file", "certificate-directory",
        "confirm-by-api", "simulated-certificate",
      ])
    #expect(description.keys.allSatisfy { $0.help.en != $0.help.fr })
    #expect(description.outcomes == SimulatedOutcome.allCases)
  }

  @Test("test and live need their keys, simulated makes its own certificate, once")
  func required() throws {
    let kit = Kit(database: try .inMemory(), clock: { PayPalFixture.now })
    let configuration = try kit.providers.named("paypal")
    for mode in [ProviderMode.test, .live] {
      #expect(
        throws: ProviderError.notConfigured(
          provider: "paypal",
          missing: [
            "client-id", "client-secret", "webhook-id", "ca-file", "certificate-directory",
          ])
      ) { try configuration.enable(mode) }
    }
    try configuration.enable(.simulated)
    let made = try configuration.secrets("simulated-certificate")
    #expect(made.count == 1)
    try configuration.disable()
    try configuration.enable(.simulated)
    #expect(try configuration.secrets("simulated-certificate") == made)
  }

  @Test("PayPal is of no use before a mode is chosen, or when something is missing")
  func unusable() throws {
    #expect(throws: ProviderError.notEnabled(provider: "paypal")) {
      try PayPalFixture(nil).provider
    }
    let fixture = try PayPalFixture(.test)
    try fixture.kit.settings.remove("provider.paypal.webhook-id")
    #expect(
      throws: ProviderError.notConfigured(provider: "paypal", missing: ["webhook-id"])
    ) { try fixture.provider }
  }

  @Test(
    "a value that can never be used is refused when it is set",
    arguments: [
      ("client-id", "a b"), ("client-id", "a:b"), ("client-id", "é"), ("webhook-id", "WH-1"),
      ("webhook-id", "9xl90610j3647323c"), ("webhook-id", "9XL90610J3647323C,"),
      ("webhook-id", "9XL90610J3647323C|x"), ("webhook-id", "9XL90610J3647323C x"),
      ("ca-file", "ca.pem"), ("ca-file", "/nonexistent"),
      ("ca-file", "/etc/passwd"), ("certificate-directory", "/nonexistent"),
      ("certificate-directory", "/etc/passwd"), ("confirm-by-api", "perhaps"),
    ])
  func values(_ key: String, _ value: String) throws {
    let fixture = try PayPalFixture(nil)
    let before = try fixture.configuration.value(key)
    let error = #expect(throws: ProviderError.self) {
      try fixture.configuration.set(fixture.configuration.key(key), to: value)
    }
    guard case .badValue("paypal", key, let allowed) = error else {
      return #expect(Bool(false), "not refused: \(error as Any)")
    }
    #expect(allowed.en != allowed.fr)
    #expect(try fixture.configuration.value(key) == before)
  }

  @Test("an authority outside its validity is refused when it is set and when PayPal is enabled")
  func expiredAuthority() throws {
    let fixture = try PayPalFixture(nil)
    let late = Kit(
      database: fixture.kit.database, clock: { UnixTime(seconds: 2_100_000_000) })
    let configuration = try late.providers.named("paypal")
    for attempt in [
      { try configuration.set(configuration.key("ca-file"), to: fixture.folder.file("ca.pem")) },
      { try configuration.enable(.test) },
    ] {
      let error = #expect(throws: ProviderError.self) { try attempt() }
      guard case .badValue("paypal", "ca-file", let allowed) = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      #expect(allowed.en.contains("Vector Root CA"))
    }
    #expect(try !configuration.isEnabled)
  }

  @Test("the id by which PayPal’s simulator signs is for test mode only")
  func simulatorsWebhook() throws {
    _ = try PayPalFixture(.test, ["webhook-id": "WEBHOOK_ID"]).provider
    #expect(throws: ProviderError.self) {
      try PayPalFixture(.live, ["webhook-id": "9XL90610J3647323C, WEBHOOK_ID"])
    }
  }

  @Test("no secret shows when the provider is printed or dumped")
  func silence() throws {
    for mode in ProviderMode.allCases {
      let fixture = try PayPalFixture(mode)
      let provider = try fixture.provider
      var dumped = ""
      dump(provider, to: &dumped)
      for text in [dumped, "\(provider)", String(reflecting: provider)] {
        #expect(!text.contains(PayPalFixture.secret))
        #expect(!text.contains("PRIVATE KEY"))
      }
    }
  }
}

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayPalCredentialsTests {
  private let paypal: ProviderStandIn
  private let network = ImpatientTransport()

  init() throws {
    paypal = try ProviderStandIn("paypal")
  }

  @Test("credentials are good when PayPal gives a token and knows the webhook")
  func good() throws {
    let fixture = try PayPalFixture(apiBase: paypal.base)
    try fixture.provider.checkCredentials(over: network)
    #expect(
      try paypal.received().map { $0["path"]?.string } == [
        "/v1/oauth2/token", "/v1/notifications/webhooks/9XL90610J3647323C",
      ])
    try PayPalFixture(.simulated, apiBase: paypal.base).provider.checkCredentials(over: network)
    #expect(try paypal.received().isEmpty)
  }

  @Test("a wrong client or a webhook of another application is told")
  func refused() throws {
    for values in [["client-id": "client-2"], ["webhook-id": "2CJ781045X895601X"]] {
      let fixture = try PayPalFixture(.test, values, apiBase: paypal.base)
      let error = #expect(throws: ProviderError.self) {
        try fixture.provider.checkCredentials(over: network)
      }
      guard case .rejected("paypal", let reason) = error else { return #expect(Bool(false)) }
      #expect(reason.en.contains("invalid_client") || reason.en.contains("2CJ781045X895601X"))
    }
  }

  private let address = "https://api.paypal.com/v1/notifications/certs/\(PayPalFixture.certificate)"

  @Test("a certificate that is fetched verifies the callbacks that waited for it")
  func fetches() throws {
    let vectors = try #require(PayPalVectors.all)
    let genuine = try #require(vectors.vectors.first)
    let fixture = try PayPalFixture(apiBase: paypal.base)
    try paypal.tell(
      "_certificate", [PayPalFixture.certificate: .string(vectors.testLeafCertChainPem)])
    let callback = try PayPalFixture.request(genuine.headers, genuine.body)
    #expect(throws: ProviderError.self) { try fixture.verify(callback) }
    let rehearsed = try fixture.configuration.fetchCertificate(at: address, rehearsing: true)
    #expect(fixture.folder.names == ["ca.pem"])
    let path = try fixture.configuration.fetchCertificate(at: address)
    #expect(path == rehearsed)
    #expect(path == fixture.folder.file("\(PayPalFixture.certificate).pem"))
    #expect(try fixture.verify(callback).events.count == 1)
    let requests = try paypal.received()
    #expect(requests.last?["path"] == "/v1/notifications/certs/CERT-360caa42-fca2a594-df8cd2d5")
    #expect(requests.last?["headers"]?["authorization"] == nil)
    #expect(fixture.folder.names == ["\(PayPalFixture.certificate).pem", "ca.pem"])
  }

  @Test("nothing is fetched from elsewhere, and nothing is kept that is not PayPal’s")
  func fetchesNothingElse() throws {
    let vectors = try #require(PayPalVectors.all)
    let fixture = try PayPalFixture(apiBase: paypal.base)
    for address in ["https://evil.example/v1/notifications/certs/C", "", address + "?x"] {
      expectFault(.wrongUsage, "paypal has no certificate there") {
        try fixture.configuration.fetchCertificate(at: address)
      }
    }
    #expect(try paypal.received().isEmpty)

    let give = { (name: String) throws in
      let vector = try #require(vectors.vectors.first { $0.name == name })
      try paypal.tell("_certificate", [PayPalFixture.certificate: .string(vector.certPem)])
    }
    for name in ["cert-self-signed", "cert-wrong-name", "cert-expired", "cert-unknown-issuer"] {
      try give(name)
      let error = #expect(throws: Fault.self, "\(name) is kept") {
        try fixture.configuration.fetchCertificate(at: address)
      }
      #expect(error?.nature == .refused)
      let text = try #require(error?.text.en)
      #expect(text.contains("the certificate is not paypal's: ") && !text.contains(": ;"))
    }
    try give("cert-not-pem")
    expectFault(.unreachable, "what it gave is no certificate") {
      try fixture.configuration.fetchCertificate(at: address)
    }
    #expect(fixture.folder.names == ["ca.pem"])
    let gone = #expect(throws: ProviderError.self) {
      try fixture.configuration.fetchCertificate(at: address + "0")
    }
    guard case .rejected = gone else { return #expect(Bool(false)) }
  }
}
