import Localization
import Testing

@testable import VosfactKit

/// The sentences about a file's fault, each of which follows the place of the fault.
@Suite struct FormatErrorTests {
  private func check(_ text: Text) {
    for language in Language.allCases {
      #expect(text[language].contains(";"))
      #expect(!text[language].unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(text.en != text.fr)
  }

  @Test(
    "every fault of JSON says in one line what is wrong and what to do, in each language",
    arguments: [
      JSONError.Reason.unexpectedEnd, .unexpectedByte(0x1B), .unexpectedByte(0x41), .invalidNumber,
      .controlCharacter(0x1B), .invalidEscape, .loneSurrogate, .invalidUTF8, .byteOrderMark,
      .duplicateName("\u{1B}[2J"), .nestedTooDeeply(limit: 9), .trailingBytes, .notAnObject,
      .tooLong(limit: 9),
    ])
  func json(_ reason: JSONError.Reason) {
    let error = JSONError(offset: 9, line: 2, column: 5, reason: reason)
    #expect(error.text.en.hasPrefix("line 2, column 5"))
    #expect(error.text.fr.hasPrefix("ligne 2, colonne 5"))
    check(error.text)
  }

  @Test(
    "every fault of CSV says in one line what is wrong and what to do, in each language",
    arguments: [
      CSVError.Reason.unterminatedQuote, .textAfterQuote, .quoteInsideField, .invalidUTF8,
      .fieldTooLong(limit: 9), .rowTooLong(limit: 9), .tooManyColumns(limit: 9),
      .fieldCount(found: 1, expected: 9), .fieldCount(found: 2, expected: 9),
      .duplicateColumn("\u{1B}[2J"),
    ])
  func csv(_ reason: CSVError.Reason) {
    let error = CSVError(line: 2, reason: reason)
    #expect(error.text.en.hasPrefix("line 2: "))
    check(error.text)
  }
}
