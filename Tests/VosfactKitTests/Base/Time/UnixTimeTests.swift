import Glibc
import Testing

@testable import VosfactKit

@Suite struct UnixTimeTests {
  @Test("a moment is written as the C library writes it", arguments: 0..<4)
  func agreement(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let edges: [Int64] = [-62_135_596_800, -86_401, -86_400, -1, 0, 1, 86_399, 253_402_300_799]
    let moments =
      edges
      + (0..<1000).map { _ in
        Int64.random(in: -62_135_596_800...253_402_300_799, using: &generator)
      }
    for moment in moments {
      var seconds = time_t(moment)
      var parts = tm()
      gmtime_r(&seconds, &parts)
      var text = [CChar](repeating: 0, count: 32)
      strftime(&text, text.count, "%H:%M:%SZ", &parts)
      let time = UnixTime(seconds: moment)
      let clock = String(
        decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      #expect(time.description == "\(time.date)T\(clock)")
      #expect(time.date.year == Int(parts.tm_year) + 1900)
      #expect(time.date.day == Int(parts.tm_mday))
    }
  }

  @Test(
    "known moments",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (1_795_464_000, "2026-11-23T20:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    ] as [(Int64, String)])
  func known(_ seconds: Int64, _ text: String) {
    #expect(UnixTime(seconds: seconds).description == text)
  }

  @Test("moments beyond the calendar are written, never a trap", arguments: [Int64.min, .max])
  func extremes(_ seconds: Int64) {
    let time = UnixTime(seconds: seconds)
    #expect(time.date == (seconds < 0 ? .first : .last))
    #expect(time.description.utf8.count == 20)
  }

  @Test("sums and differences stop at the ends", arguments: [Int64.min, -1, 0, 1, .max])
  func saturation(_ count: Int64) {
    let exact = Int128(count)
    for start in [Int64.min, 0, .max] {
      let time = UnixTime(seconds: start)
      #expect((time + Seconds(count)).seconds == Int64(clamping: Int128(start) + exact))
      #expect((time - Seconds(count)).seconds == Int64(clamping: Int128(start) - exact))
    }
  }

  @Test("the distance is the same both ways, and never overflows")
  func distance() {
    let early = UnixTime(seconds: 100)
    let late = UnixTime(seconds: 160)
    #expect(early.distance(to: late) == 60)
    #expect(late.distance(to: early) == 60)
    #expect(early.distance(to: early) == 0)
    #expect(UnixTime(seconds: .min).distance(to: UnixTime(seconds: .max)) == .max)
    #expect(UnixTime(seconds: .max).distance(to: UnixTime(seconds: .min)) == .max)
  }

  @Test("a date begins at midnight UTC", arguments: ["0001-01-01", "1969-12-31", "2026-11-23"])
  func start(_ text: String) throws {
    let date = try #require(CalendarDate(text))
    #expect(UnixTime(startOf: date).description == "\(text)T00:00:00Z")
    #expect(UnixTime(startOf: date).date == date)
  }

  @Test("now is the system's clock")
  func now() {
    let before = Int64(time(nil))
    let now = UnixTime.now.seconds
    #expect((before - 1...Int64(time(nil))).contains(now))
  }
}
