import Localization
import Testing

@testable import VosfactKit

@Suite struct CalendarDateTextTests {
  @Test(
    "a date in words is written as letters have it",
    arguments: [
      ("2026-11-23", "23 November 2026", "23 novembre 2026"),
      ("2026-01-01", "1 January 2026", "1er janvier 2026"),
      ("2026-08-11", "11 August 2026", "11 août 2026"),
      ("2028-02-29", "29 February 2028", "29 février 2028"),
      ("0987-12-31", "31 December 987", "31 décembre 987"),
    ])
  func words(_ date: String, _ english: String, _ french: String) throws {
    #expect(try #require(CalendarDate(date)).text == Text(en: english, fr: french))
  }

  @Test("twelve months have twelve names in each language", arguments: Language.allCases)
  func months(_ language: Language) throws {
    let names = try (1...12).map { month in
      try #require(CalendarDate(year: 2026, month: month, day: 2)).text[language]
    }
    #expect(Set(names).count == 12)
  }
}
