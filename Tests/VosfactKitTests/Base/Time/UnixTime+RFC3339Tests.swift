import Testing

@testable import VosfactKit

@Suite struct UnixTimeRFC3339Tests {
  @Test(
    "a moment is read in any zone, its fraction dropped",
    arguments: [
      ("1970-01-01T00:00:00Z", Int64(0)), ("2026-09-21T14:13:20Z", 1_790_000_000),
      ("2026-09-21T14:13:20.999Z", 1_790_000_000), ("2026-09-21T16:13:20+02:00", 1_790_000_000),
      ("2026-09-21T08:43:20.5-05:30", 1_790_000_000), ("1969-12-31T23:59:59Z", -1),
      ("2024-02-29T00:00:00Z", 1_709_164_800), ("2016-12-31T23:59:60Z", 1_483_228_800),
    ])
  func reads(_ text: String, _ seconds: Int64) {
    #expect(UnixTime(rfc3339: text) == UnixTime(seconds: seconds))
  }

  @Test(
    "what is no moment is none",
    arguments: [
      "", "2026-09-21", "2026-09-21T14:13:20", "2026-09-21 14:13:20Z", "2026-09-21T14:13Z",
      "2026-02-30T00:00:00Z", "2026-09-21T24:00:00Z", "2026-09-21T14:60:00Z",
      "2026-09-21T14:13:61Z", "2026-09-21T14:13:20.Z", "2026-09-21T14:13:20z",
      "2026-09-21T14:13:20+0200", "2026-09-21T14:13:20+25:00", "2026-09-21T14:13:20ZZ",
      "2026-09-21T14:13:20Z ", "2026-09-21T+1:13:20Z", "99999999999999999999",
    ])
  func refuses(_ text: String) {
    #expect(UnixTime(rfc3339: text) == nil)
  }
}
