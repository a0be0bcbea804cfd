import Testing

@testable import VosfactKit

@Suite struct CurlConfigurationTests {
  private func lines(_ request: HTTPRequest) -> [String] {
    let configuration = CurlConfiguration(
      for: request, connectLimit: .seconds(10), responseLimit: 1000)
    return String(decoding: configuration.bytes, as: UTF8.self).split(separator: "\n").map(
      String.init)
  }

  @Test(
    "a value is quoted so that its line stays one line",
    arguments: [
      ("plain # text", "plain # text"), ("a\"b", "a\\\"b"), ("a\\nb", "a\\\\nb"),
      ("a\nb\rc\td\u{b}", "a\\nb\\rc\\td\\v"), ("a\r\nb", "a\\r\\nb"), ("é", "é"),
    ])
  func quoting(_ value: String, _ quoted: String) {
    #expect(CurlConfiguration.line("header", value) == "header = \"\(quoted)\"")
  }

  @Test("http is spoken with this machine alone, past any proxy")
  func protocols() throws {
    let remote = lines(try HTTPRequest(.get, "https://example.com/"))
    #expect(remote.contains("proto = \"=https\""))
    #expect(!remote.contains { $0.hasPrefix("noproxy") })
    let local = lines(try HTTPRequest(.get, "http://localhost/"))
    #expect(local.contains("proto = \"=http,https\""))
    #expect(local.contains("noproxy = \"*\""))
  }

  @Test("verification of TLS is never turned off, and redirects are not followed")
  func safety() throws {
    let names = lines(try HTTPRequest(.post, "https://h/", body: [])).map {
      $0.prefix { $0 != " " }
    }
    #expect(Set(names).isDisjoint(with: ["insecure", "k", "location", "location-trusted"]))
  }

  @Test(
    "times are decimal seconds, and never the zero that means without limit",
    arguments: [
      (Duration.seconds(30), "30.000"), (.milliseconds(1050), "1.050"), (.zero, "0.001"),
      (.seconds(-1), "0.001"), (.nanoseconds(1), "0.001"),
    ])
  func times(_ limit: Duration, _ text: String) throws {
    let request = try HTTPRequest(.get, "https://h/", timeLimit: limit)
    #expect(lines(request).contains("max-time = \"\(text)\""))
  }
}
