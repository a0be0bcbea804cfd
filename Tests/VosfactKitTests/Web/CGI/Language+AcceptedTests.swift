import Localization
import Testing

@testable import VosfactKit

@Suite struct LanguageAcceptedTests {
  @Test(
    "the language with the greatest weight is taken, the first of two alike",
    arguments: [
      ("fr", Language.french), ("en-GB,en;q=0.9,fr;q=0.8", .english),
      ("de;q=1, fr-CH;q=0.5, en;q=0.4", .french), ("en;q=0.1,fr;q=0.2", .french),
      ("FR-be", .french), ("fr, en", .french), ("en;q=0,fr;q=0.001", .french),
    ])
  func accepted(_ header: String, _ language: Language) {
    #expect(Language(accepted: header) == language)
  }

  @Test(
    "what accepts none of the languages spoken here asks for nothing",
    arguments: ["", "de", "*", "fr;q=0", "en;q=2", "en;q=x", "french", ";;,,", "\u{0}"])
  func none(_ header: String) {
    #expect(Language(accepted: header) == nil)
  }
}
