import Localization
import Testing

@testable import VosfactKit

@Suite struct DocumentErrorTests {
  @Test(
    "every error says in one line what, why and what to do, in each language, and cannot steer a terminal",
    arguments: [
      DocumentError.unknown(reference: "F-\u{1B}[2J"), .noLines, .tooLarge,
      .numberTaken("F-\u{1B}[2J"), .beforeLast(of: "F-{year}", .last),
      .alreadyCanceled(number: "F-1"), .paid(number: "F-1"), .badPattern("{\u{1B}[2J}"),
    ])
  func sentences(_ error: DocumentError) {
    for language in Language.allCases {
      #expect((2...3).contains(error.text[language].split(separator: "; ").count))
      #expect(!error.text[language].unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(error.text.en != error.text.fr)
  }
}
