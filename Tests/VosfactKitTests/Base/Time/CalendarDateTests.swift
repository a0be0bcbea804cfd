import Glibc
import Testing

@testable import VosfactKit

@Suite struct CalendarDateTests {
  @Test("dates agree with the C library's, both ways, over the whole range", arguments: 0..<8)
  func agreement(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let edges = [-719_162, -719_161, -1, 0, 1, 59, 60, 11_016, 11_017, 47_540, 47_541, 2_932_896]
    let days =
      edges + (0..<2000).map { _ in Int.random(in: -719_162...2_932_896, using: &generator) }
    for day in days {
      var seconds = time_t(day * 86_400)
      var parts = tm()
      gmtime_r(&seconds, &parts)
      let date = CalendarDate(daysSince1970: day)
      #expect(date.year == Int(parts.tm_year) + 1900)
      #expect(date.month == Int(parts.tm_mon) + 1)
      #expect(date.day == Int(parts.tm_mday))
      #expect(date.daysSince1970 == Int(timegm(&parts)) / 86_400)
      #expect(CalendarDate(date.description) == date)
    }
  }

  @Test(
    "a date is written in ten characters",
    arguments: ["0001-01-01", "0999-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31"])
  func reading(_ text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(
    "another form, or a day that does not exist, is refused",
    arguments: [
      "", "0000-01-01", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31",
      "2025-02-29", "1900-02-29", "2100-02-29", "2026-1-01", "26-01-01", "10000-01-01",
      "-001-01-01", "+026-01-01", "2026/01/01", "20260101", "2026-01-01 ", " 2026-01-01",
      "2026-01-01T00:00:00Z", "２０２６-01-01", "2026-01-0١", "2026-01-\u{0}1",
    ])
  func refusal(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test(
    "days are added over the ends of months and years",
    arguments: [
      ("2026-01-31", 1, "2026-02-01"), ("2024-02-28", 1, "2024-02-29"),
      ("2025-12-31", 1, "2026-01-01"), ("2026-01-01", -1, "2025-12-31"),
      ("2026-01-01", 30, "2026-01-31"), ("9999-12-31", 1, "9999-12-31"),
      ("0001-01-01", -1, "0001-01-01"), ("2026-01-01", .max, "9999-12-31"),
      ("1900-01-01", .min, "0001-01-01"),
    ])
  func adding(_ text: String, _ days: Int, _ later: String) throws {
    #expect(try #require(CalendarDate(text)).adding(days: days).description == later)
  }

  @Test("dates are in the order of their days")
  func order() throws {
    let dates = try ["0001-01-01", "2025-12-31", "2026-01-01", "2026-02-01", "2026-02-02"]
      .map { try #require(CalendarDate($0)) }
    #expect(dates.shuffled().sorted() == dates)
    #expect(CalendarDate.first < CalendarDate.last)
  }

  @Test("days out of range give the first or the last date", arguments: [Int.min, -719_163])
  func before(_ days: Int) {
    #expect(CalendarDate(daysSince1970: days) == .first)
  }

  @Test("days out of range give the last date", arguments: [Int.max, 2_932_897])
  func after(_ days: Int) {
    #expect(CalendarDate(daysSince1970: days) == .last)
  }
}
