import Testing

@testable import VosfactKit

@Suite struct WebOriginTests {
  @Test("the origin of an address is its scheme, host and port")
  func origin() {
    #expect(WebOrigin(of: "https://Example.org/a?b#c")?.description == "https://example.org")
    #expect(WebOrigin(of: "http://127.0.0.1:8080")?.description == "http://127.0.0.1:8080")
    #expect(WebOrigin(of: "https://[::1]:1/x")?.description == "https://[::1]:1")
  }

  @Test(
    "what is no address of a web site, or hides its host, has none",
    arguments: [
      "", "example.org", "ftp://example.org", "javascript:alert(1)", "https:/example.org",
      "https://", "https://user@example.org", "https://paypal.com@evil.test/", "https://a b/",
      "https://exa;mple.org", "https://é.org", "//example.org",
    ])
  func none(_ address: String) {
    #expect(WebOrigin(of: address) == nil)
  }

  @Test("a source names one origin, or with a star all hosts below one")
  func sources() throws {
    let page = try #require(WebOrigin(of: "https://www.paypal.com/checkoutnow?token=1"))
    #expect(page.matches("https://www.paypal.com"))
    #expect(page.matches("https://*.paypal.com"))
    #expect(!page.matches("https://paypal.com"))
    #expect(!page.matches("http://*.paypal.com"))
    let strange = try #require(WebOrigin(of: "https://evilpaypal.com/"))
    #expect(!strange.matches("https://*.paypal.com"))
    let other = try #require(WebOrigin(of: "https://www.paypal.com.evil.test\\.paypal.com/"))
    #expect(!other.matches("https://*.paypal.com"))
    let port = try #require(WebOrigin(of: "https://www.paypal.com:444/"))
    #expect(!port.matches("https://*.paypal.com"))
  }
}
