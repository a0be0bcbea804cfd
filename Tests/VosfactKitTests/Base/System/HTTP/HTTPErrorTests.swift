import Localization
import Testing

@testable import VosfactKit

@Suite struct HTTPErrorTests {
  @Test(
    "every error says in one line what, why and what to do, in each language",
    arguments: [
      HTTPError.unreachable(host: "h", reason: "Could not resolve host: h", status: 6),
      .timedOut(host: "h", limit: .seconds(30)), .tooLarge(host: "h", limit: 10),
      .malformed(host: "h"), .curlMissing, .invalidRequest(.address), .invalidRequest(.scheme),
      .invalidRequest(.userInformation), .invalidRequest(.header(.name)),
      .invalidRequest(.header(.value(name: "X"))), .invalidRequest(.reservedHeader(name: "Host")),
      .invalidRequest(.refused(reason: "bad")), .curlFailed(.notFound(program: "curl")),
      .curlFailed(.invalidArgument(program: "curl")),
      .curlFailed(.cannotStart(program: "curl", reason: "no memory")),
      .curlFailed(.cannotWait(program: "curl", reason: "no child")),
      .curlFailed(.timedOut(program: "curl", limit: .seconds(30))),
      .curlFailed(.outputTooLarge(program: "curl", stream: .output, limit: 10)),
    ])
  func sentences(_ error: HTTPError) {
    for language in Language.allCases {
      let parts = error.text[language].split(separator: ";")
      #expect(parts.count == 3)
      #expect(!error.text[language].contains("\n"))
    }
    #expect(error.text.en != error.text.fr)
  }
}
