import Localization
import Testing

@testable import VosfactKit

@Suite struct NumberPatternTests {
  @Test(
    "a number is the pattern with its fields filled in, and its serial is read back",
    arguments: [
      ("F-{year}-{serial:6}", 1, "F-2026-000001"),
      ("F-{year}-{serial:6}", 1_234_567, "F-2026-1234567"),
      ("{serial}", 42, "42"), ("{year}{month}-{serial:3}/A", 7, "202603-007/A"),
      ("№ {serial:2} é", 5, "№ 05 é"), ("{serial:12}", 9, "000000000009"),
    ] as [(String, Int64, String)])
  func filled(_ pattern: String, _ serial: Int64, _ number: String) throws {
    let pattern = try NumberPattern(pattern)
    let date = try #require(CalendarDate("2026-03-05"))
    #expect(pattern.number(serial, on: date) == number)
    #expect(pattern.serial(of: number, on: date) == serial)
  }

  @Test(
    "what numbers no documents, or has other fields, is refused",
    arguments: [
      "", "F-{year}", "{serial}{serial}", "{serial", "{serial:}", "{serial:0}", "{serial:13}",
      "{serial:x}", "{serial:+6}", "{serial:6}}", "{{serial}", "{day}-{serial}",
      "{ye{serial}ar}", "{mon{serial}th}", "{serial}\n", " {serial}", "\u{1B}{serial}",
      "{serial}" + String(repeating: "x", count: 60),
      "e" + String(repeating: "\u{301}", count: 1000) + "{serial}",
    ])
  func refused(_ pattern: String) {
    #expect(throws: Fault.badPattern(pattern)) { try NumberPattern(pattern) }
  }

  @Test(
    "a number of another pattern or date has no serial",
    arguments: [
      "", "F-2026-", "F-2026-1", "F-2026-0000001", "F-2026-00001x", "F-2025-000001",
      "G-2026-000001", "F-2026-000000", "F-2026--00001", "F-2026-٠٠٠٠٠١",
      "F-2026-9999999999999999999999", "F-2026-000001 ",
    ])
  func noSerial(_ number: String) throws {
    let date = try #require(CalendarDate("2026-03-05"))
    #expect(try NumberPattern("F-{year}-{serial:6}").serial(of: number, on: date) == nil)
  }
}
