import Localization
import Testing

@testable import VosfactKit

@Suite struct SettingTests {
  @Test("every setting has help in both languages, and a default that its own type takes")
  func catalogue() {
    for setting in Settings.catalogue {
      for language in Language.allCases {
        #expect(!setting.help[language].isEmpty, "\(setting.key)")
        #expect(!setting.type.allowed[language].isEmpty, "\(setting.key)")
      }
      #expect(!setting.help.fr.contains("'"), "\(setting.key)")
      if let value = setting.defaultValue {
        #expect(setting.type.normalized(value) == value, "\(setting.key)")
      }
    }
  }

  @Test("keys are unlike each other, and each names its setting")
  func keys() throws {
    let keys = Settings.catalogue.map(\.key)
    #expect(Set(keys).count == keys.count)
    for key in keys { #expect(try Settings.named(key).key == key) }
    expectFault(.wrongUsage, "'; it is not in the catalogue; see 'vosfact settings list'") {
      try Settings.named("nothing")
    }
  }

  @Test("a refusal is one line in each language")
  func sentences() throws {
    let settings = Settings(database: try Shop().database)
    let errors = [
      #expect(throws: Fault.self) { try Settings.named("\u{1B}x") },
      #expect(throws: Fault.self) { try settings.required(.payLinkBase) },
      #expect(throws: Fault.self) { try Setting.language.checked("de") },
    ].compactMap(\.self)
    #expect(errors.count == 3)
    for error in errors {
      for language in Language.allCases {
        #expect(error.text[language].split(separator: ";").count == 3)
        #expect(!error.text[language].contains("\u{1B}"))
      }
    }
  }
}
