import Testing

@testable import VosfactKit

@Suite struct WebAddressTests {
  @Test(
    "an address with a host that browsers read alike is kept as it is",
    arguments: [
      "https://pay.example.org", "HTTPS://Pay.Example.ORG", "http://localhost:8080",
      "https://my_host.internal", "https://xn--caf-dma.example", "https://3com.example",
      "https://192.0.2.1", "http://192.0.2.1:80/pay", "https://[2001:db8::1]",
      "https://[::ffff:192.0.2.1]:8443/pay", "https://example.org:65535", "https://example.org:1",
      "https://example.org/a/b-c._~!$&'()*+,;=:@d", "https://example.org/%C3%A9t%c3%a9",
      "https://example.org/x:80", "https://example.org/user@host",
      "https://\(String(repeating: "a", count: 63)).example",
      "https://example.org/" + String(repeating: "a", count: 2028),
    ])
  func kept(_ text: String) {
    #expect(WebAddress.normalized(text) == text)
  }

  @Test(
    "slashes at the end are dropped",
    arguments: [
      ("https://example.org/", "https://example.org"),
      ("https://example.org:443///", "https://example.org:443"),
      ("https://[::1]/", "https://[::1]"),
      ("https://example.org/a//b//", "https://example.org/a//b"),
    ])
  func trimmed(_ text: String, _ stored: String) {
    #expect(WebAddress.normalized(text) == stored)
  }

  @Test(
    "what is no plain address of a web site is refused",
    arguments: [
      "", "https", "https:", "https:/", "https:/example.org", "https:example.org", "//example.org",
      "://example.org", "ftp://example.org", "httpss://example.org", " https://example.org",
      "https://example.org ", "https://example.org\n", "https://example.org\r\n",
      "https://exam\u{0}ple.org", "https://example.org\u{7F}", "https://example.org/\t",
      "https://e\u{301}.example", "https://example.org/é", "https://example.org/a b",
      "https://example.org/?", "https://example.org/#", "https://example.org/a?b", "https://a#b",
      "https://user@example.org", "https://user:secret@example.org", "https://@example.org",
      "https://example.org@192.0.2.1", "https://example.org\\@other.example",
      "https://example.org/\\", "https://example.org/<", "https://example.org/\"",
      "https://example.org/`", "https://example.org/{}", "https://example.org/|",
      "https://example.org/^", "https://example.org/[", "https://example.org/%",
      "https://example.org/%4", "https://example.org/%4g", "https://example.org/%%41",
      "https://example%2Eorg", "https://exam!ple.org", "https://-example.org",
      "https://example-.org",
      "https://.example.org", "https://example..org", "https://example.org.", "https://.",
      "https://\(String(repeating: "a", count: 64)).example",
      "https://" + Array(repeating: "a", count: 128).joined(separator: "."),
      "https://example.org:", "https://example.org:0", "https://example.org:65536",
      "https://example.org:+80", "https://example.org:-1", "https://example.org:8o",
      "https://example.org:80:80", "https://example.org: 80", "https://:80", "https://192.0.2",
      "https://192.0.2.256", "https://192.0.2.01", "https://1.192.0.2.1", "https://2130706433",
      "https://0x7F000001", "https://127.0.0.0x1", "https://0x",
      "https://[192.0.2.1]", "https://[]", "https://[::1", "https://::1", "https://[::1]x",
      "https://[::1]]", "https://[[::1]]", "https://[fe80::1%25eth0]", "https://[::g]",
      "https://x[::1]", "https://[::1]:", "https://[v1.x]",
      "https://example.org/" + String(repeating: "a", count: 2029),
    ])
  func refused(_ text: String) {
    #expect(WebAddress.normalized(text) == nil)
  }
}
