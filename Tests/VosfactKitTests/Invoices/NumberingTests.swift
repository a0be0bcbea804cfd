import Localization
import Testing

@testable import VosfactKit

@Suite struct NumberingTests {
  let numbering: Numbering
  let pattern: NumberPattern

  init() throws {
    numbering = Numbering(database: try Database.inMemory())
    pattern = try NumberPattern("F-{year}-{serial:3}")
  }

  private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test("numbers are gapless in each series and year")
  func gapless() throws {
    let quotes = try NumberPattern("D-{year}-{serial:3}")
    var numbers: [String] = []
    for day in ["2026-01-01", "2026-01-01", "2026-05-01", "2027-01-01", "2027-02-01"] {
      numbers.append(try numbering.next(of: pattern, on: date(day)))
    }
    numbers.append(try numbering.next(of: quotes, on: date("2026-01-01")))
    #expect(
      numbers == [
        "F-2026-001", "F-2026-002", "F-2026-003", "F-2027-001", "F-2027-002", "D-2026-001",
      ])
  }

  @Test("a date before the series' last is refused, and uses up no number")
  func chronological() throws {
    _ = try numbering.next(of: pattern, on: date("2026-05-01"))
    let last = try date("2026-05-01")
    expectFault(.badValue, "the last document of F-2026-{serial} was issued on \(last);") {
      try numbering.next(of: pattern, on: date("2026-04-30"))
    }
    #expect(try numbering.next(of: pattern, on: date("2026-05-01")) == "F-2026-002")
    #expect(try numbering.next(of: pattern, on: date("2025-12-31")) == "F-2025-001")
  }

  @Test("a number undone with its transaction is given again")
  func undone() throws {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) {
      try numbering.database.transaction {
        _ = try numbering.next(of: pattern, on: date("2026-05-01"))
        throw Refusal()
      }
    }
    #expect(try numbering.next(of: pattern, on: date("2026-01-01")) == "F-2026-001")
  }

  @Test("ours go on after the highest number that came from elsewhere, in whatever order they came")
  func noted() throws {
    for serial: Int64 in [7, 3] {
      try numbering.note(serial, of: pattern.series(on: date("2026-03-01")), on: date("2026-03-01"))
    }
    #expect(try numbering.next(of: pattern, on: date("2026-03-01")) == "F-2026-008")
    #expect(try numbering.next(of: pattern, on: date("2027-03-01")) == "F-2027-001")
  }

  @Test("a wider pattern goes on in the same series")
  func wider() throws {
    _ = try numbering.next(of: pattern, on: date("2026-03-01"))
    let wide = try NumberPattern("F-{year}-{serial:6}")
    #expect(try numbering.next(of: wide, on: date("2026-03-01")) == "F-2026-000002")
  }
}
