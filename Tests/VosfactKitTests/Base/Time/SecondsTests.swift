import Testing

@testable import VosfactKit

@Suite struct SecondsTests {
  @Test(
    "a length of time is a number and a unit, and is written in the largest that divides it",
    arguments: [
      ("45s", 45, "45s"), ("30m", 1800, "30m"), ("12h", 43_200, "12h"), ("90d", 7_776_000, "90d"),
      ("2w", 1_209_600, "14d"), ("90s", 90, "90s"), ("120s", 120, "2m"), ("007d", 604_800, "7d"),
      ("36525d", 3_155_760_000, "36525d"), ("24h", 86_400, "1d"),
    ] as [(String, Int64, String)])
  func reading(_ text: String, _ count: Int64, _ written: String) throws {
    let length = try #require(Seconds(text))
    #expect(length.count == count)
    #expect(length.description == written)
    #expect(Seconds(written) == length)
  }

  @Test(
    "anything else, nothing, and more than a hundred years are refused",
    arguments: [
      "", "d", "5", "0d", "-1d", "+1d", "1.5h", "1 d", " 1d", "1d ", "1D", "1y", "36526d", "5218w",
      "4294967295w", "4294967296s", "99999999999999999999s", "١d", "1d\u{301}", "1d1h",
    ])
  func refusal(_ text: String) {
    #expect(Seconds(text) == nil)
  }
}
