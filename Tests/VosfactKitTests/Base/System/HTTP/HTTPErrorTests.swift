import Localization
import Testing

@testable import VosfactKit

@Suite struct HTTPErrorTests {
  @Test(
    "every error says in one line what, why and what to do, in each language",
    arguments: [
      HTTPError.unreachable(host: "h", reason: "Could not resolve host: h", status: 6),
      .timedOut(host: "h", limit: .seconds(30)), .tooLarge(host: "h", limit: 10),
      .malformed(host: "h"), .curlMissing, .invalidRequest(Text(verbatim: "bad")),
      .curlFailed(.notFound(program: "curl")),
      .curlFailed(.invalidArgument(program: "curl")),
      .curlFailed(.cannotStart(program: "curl", reason: "no memory")),
      .curlFailed(.cannotWait(program: "curl", reason: "no child")),
      .curlFailed(.timedOut(program: "curl", limit: .seconds(30))),
      .curlFailed(.outputTooLarge(program: "curl", stream: .output, limit: 10)),
    ])
  func sentences(_ error: HTTPError) {
    check(error)
  }

  @Test(
    "so does every reason for not sending a request",
    arguments: [
      ("https://", "X", ""), ("http://example.org", "X", ""), ("https://a:b@example.org", "X", ""),
      ("https://example.org", "", ""), ("https://example.org", "X", "\n"),
      ("https://example.org", "Host", "example.org"),
    ])
  func unsent(_ url: String, _ name: String, _ value: String) throws {
    let error = #expect(throws: HTTPError.self) {
      try HTTPRequest(.get, url, headers: [(name, value)])
    }
    check(try #require(error))
  }

  private func check(_ error: HTTPError) {
    for language in Language.allCases {
      let parts = error.text[language].split(separator: ";")
      #expect(parts.count == 3)
      #expect(!error.text[language].contains("\n"))
    }
    #expect(error.text.en != error.text.fr)
  }
}
