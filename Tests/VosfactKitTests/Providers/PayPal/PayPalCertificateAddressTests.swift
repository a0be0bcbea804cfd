import Testing

@testable import VosfactKit

@Suite struct PayPalCertificateAddressTests {
  @Test(
    "an address of PayPal's is taken as it is",
    arguments: [
      "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-df8cd2d5",
      "https://api-m.paypal.com/v1/notifications/certs/CERT_1",
      "https://api.sandbox.paypal.com/v1/notifications/certs/a",
      "https://api-m.sandbox.paypal.com/v1/notifications/certs/0",
    ])
  func taken(_ text: String) throws {
    let address = try #require(PayPalCertificateAddress(text))
    #expect(address.text == text)
    #expect(text.hasSuffix("/\(address.name)"))
    #expect(address.fileName == "\(address.name).pem")
    #expect(address.isOfSandbox == text.contains("sandbox"))
  }

  @Test("the port of HTTPS may be named")
  func port() {
    #expect(
      PayPalCertificateAddress("https://api.paypal.com:443/v1/notifications/certs/C")?.text
        == "https://api.paypal.com/v1/notifications/certs/C")
  }

  @Test(
    "any other address is refused",
    arguments: [
      "", "https://", "http://api.paypal.com/v1/notifications/certs/C",
      "HTTPS://api.paypal.com/v1/notifications/certs/C",
      "https://api.paypal.com:444/v1/notifications/certs/C",
      "https://api.paypal.com.evil.example/v1/notifications/certs/C",
      "https://evil.example/api.paypal.com/v1/notifications/certs/C",
      "https://evilapi.paypal.com/v1/notifications/certs/C",
      "https://www.paypal.com/v1/notifications/certs/C",
      "https://u@api.paypal.com/v1/notifications/certs/C",
      "https://api.paypal.com@evil.example/v1/notifications/certs/C",
      "https://api.paypal.com/v1/notifications/certs/",
      "https://api.paypal.com/v1/notifications/certs/../C",
      "https://api.paypal.com/v1/notifications/certs/C/D",
      "https://api.paypal.com/v1/notifications/certs/C?x",
      "https://api.paypal.com/v1/notifications/certs/C#x",
      "https://api.paypal.com/v1/notifications/certs/C%2f",
      "https://api.paypal.com/v1/notifications/certs/C.pem",
      "https://api.paypal.com/v1/notifications/certs/é",
      "https://api.paypal.com/v1/notifications/C",
      " https://api.paypal.com/v1/notifications/certs/C",
      "https://api.paypal.com/v1/notifications/certs/" + String(repeating: "C", count: 300),
    ])
  func refused(_ text: String) {
    #expect(PayPalCertificateAddress(text) == nil)
  }
}
