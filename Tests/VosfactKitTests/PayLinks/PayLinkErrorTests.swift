import Localization
import Testing

@testable import VosfactKit

@Suite struct PayLinkErrorTests {
  static let all: [PayLinkError] = [
    .malformed, .forged, .expired(at: UnixTime(seconds: 0)), .retiredKey(id: 7), .revoked,
    .unknownDocument, .cryptography,
  ]

  @Test("every error says in one line what, why and what to do, in each language", arguments: all)
  func sentences(_ error: PayLinkError) {
    for language in Language.allCases {
      #expect((2...3).contains(error.text[language].split(separator: ";").count))
      #expect(!error.text[language].contains("\n"))
    }
    #expect(error.text.en != error.text.fr)
  }

  @Test("scripts know each by a word of its own")
  func names() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    #expect(Self.all.allSatisfy { $0.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
  }
}
