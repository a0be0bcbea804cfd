import CommandLineKit
import Localization
import Testing

@Suite struct ExitCodeTests {
  @Test("every exit code says what it means, in each language", arguments: ExitCode.allCases)
  func meaning(_ code: ExitCode) {
    for language in Language.allCases {
      #expect(!code.meaning[language].isEmpty)
    }
  }
}
