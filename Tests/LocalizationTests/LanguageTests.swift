import Localization
import Testing

@Suite struct LanguageTests {
  @Test(
    "the first variable that is set decides, and French alone is answered in French",
    arguments: [
      ([:], .english), (["LANG": "fr_FR.UTF-8"], .french), (["LANG": "fr"], .french),
      (["LANG": "de_DE.UTF-8"], .english), (["LANG": "fr_CA", "LC_ALL": "C"], .english),
      (["LC_MESSAGES": "fr_FR", "LANG": "en_US"], .french),
      (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR"], .french),
      (["LC_ALL": "fr_FR", "LC_MESSAGES": "en_US"], .french), (["LANGUAGE": "fr"], .english),
    ] as [([String: String], Language)])
  func environment(_ variables: [String: String], _ language: Language) {
    #expect(Language(environment: variables) == language)
  }
}
