import Localization
import Testing

@testable import VosfactKit

@Suite struct HTTPRequestTests {
  @Test(
    "an https address of any host is taken, an http one of this machine alone",
    arguments: [
      ("https://api.stripe.com/v1/x?y=z", "api.stripe.com", false),
      ("HTTPS://EXAMPLE.com", "EXAMPLE.com", false),
      ("https://[2001:db8::1]:8443/", "[2001:db8::1]", false),
      ("https://127.1/", "127.1", false), ("https://h#@evil", "h", false),
      ("http://localhost:8080/", "localhost", true), ("http://127.0.0.1/", "127.0.0.1", true),
      ("http://127.255.0.9:1/", "127.255.0.9", true), ("http://[::1]:80/", "[::1]", true),
    ])
  func address(_ url: String, _ host: String, _ isLoopback: Bool) throws {
    let request = try HTTPRequest(.get, url)
    #expect(request.host == host)
    #expect(request.isLoopback == isLoopback)
  }

  @Test(
    "http to another machine, or another scheme, is refused",
    arguments: [
      "http://example.com/", "http://127.0.0.1.example.com/", "http://127.1/", "http://0x7f.0.0.1/",
      "http://127.0.0.01/", "http://127.0.0.256/", "http://localhost.example/", "http://[::2]/",
      "ftp://localhost/", "file:///etc/passwd", "", "example.com", "https:/x", "//example.com",
    ])
  func scheme(_ url: String) {
    expectFault(.misconfigured, "its address does not begin with https://") {
      try HTTPRequest(.get, url)
    }
  }

  @Test(
    "an address without a plain host, or with anything unprintable, is refused",
    arguments: [
      "https://", "https:///x", "https://:443/", "https://h:0/", "https://h:65536/", "https://h:/",
      "https://h:+80/", "https://[::1", "https://[]/", "https://[::1]x/", "https://a b/",
      "https://a\nb/",
      "https://h/\0", "https://h/é", "https://h\\@evil/", "https://h*/",
    ])
  func malformedAddress(_ url: String) {
    expectFault(.misconfigured, "its address is not a web address") { try HTTPRequest(.get, url) }
  }

  @Test(
    "a password in the address is refused", arguments: ["https://u:p@h/", "http://localhost@h/"])
  func userInformation(_ url: String) {
    expectFault(.misconfigured, "its address holds a user name or a password") {
      try HTTPRequest(.get, url)
    }
  }

  @Test(
    "a header that would end its line is refused",
    arguments: ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u{1b}[2J", "\u{7f}"])
  func headerInjection(_ value: String) {
    expectFault(.misconfigured, "the header X holds a control character") {
      try HTTPRequest(.get, "https://h/", headers: [("X", value)])
    }
  }

  @Test("a header's name is a token", arguments: ["", "@/etc/passwd", "a b", "a:", "é", "a\r\nb"])
  func headerName(_ name: String) {
    expectFault(.misconfigured, "the name of a header is missing or holds a forbidden character") {
      try HTTPRequest(.get, "https://h/", headers: [(name, "x")])
    }
  }

  @Test(
    "a header that follows from the request is not the caller's",
    arguments: ["Host", "content-length", "Transfer-Encoding", "CONNECTION"])
  func reservedHeader(_ name: String) {
    expectFault(.misconfigured, "the header \(name) follows from the request") {
      try HTTPRequest(.get, "https://h/", headers: [(name, "1")])
    }
  }

  @Test("only an idempotent request is repeatable unless it says so")
  func repeatable() throws {
    #expect(try HTTPRequest(.get, "https://h/").isRepeatable)
    #expect(try !HTTPRequest(.post, "https://h/").isRepeatable)
    #expect(try HTTPRequest(.post, "https://h/", isRepeatable: true).isRepeatable)
  }

  @Test("a request that is printed shows no secret")
  func printsNoSecret() throws {
    let request = try HTTPRequest(
      .post, "https://h/s3cret?s3cret", headers: [("Authorization", "s3cret")],
      body: Array("s3cret".utf8))
    var dumped = ""
    dump(request, to: &dumped)
    for text in ["\(request)", String(reflecting: request), dumped] {
      #expect(!text.contains("s3cret"))
      #expect(text.contains("POST to h"))
    }
    #expect(!dumped.contains("115"))
  }
}
