import Testing

@testable import VosfactKit

/// The estimate of the last sixty minutes from two hours of the clock.
@Suite struct HourlyCountTests {
  @Test(
    "the hour before counts by what of it lies within sixty minutes",
    arguments: [
      // before, current, age, limit, wait
      (0, 0, 0, 1, nil), (0, 1, 0, 1, 7_200), (0, 19, 1_800, 20, nil), (0, 20, 1_800, 20, 1_980),
      (20, 0, 0, 20, 180), (20, 0, 180, 20, nil), (20, 10, 1_800, 20, 180), (20, 9, 1_800, 20, nil),
      (600, 0, 0, 20, 3_486), (0, 600, 3_599, 20, 3_487),
    ] as [(Int64, Int64, Int64, Int64, Int64?)])
  func wait(_ before: Int64, _ current: Int64, _ age: Int64, _ limit: Int64, _ wait: Int64?) {
    let count = HourlyCount(before: before, current: current, age: age)
    #expect(count.wait(under: limit)?.count == wait)
  }

  @Test("a count that no program of ours wrote is one more than enough, and no more")
  func extremes() {
    for before in [Int64.min, 0, .max] {
      for current in [Int64.min, 0, .max] {
        let wait = HourlyCount(before: before, current: current, age: 10).wait(under: 20)
        #expect((wait != nil) == (before == .max || current == .max))
      }
    }
  }

  @Test("after the wait that is told there is a place, and a second before there is none")
  func exact() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let limit = Int64.random(in: 1...30, using: &random)
      let (before, current, age) = (
        Int64.random(in: 0...40, using: &random), Int64.random(in: 0...40, using: &random),
        Int64.random(in: 0..<3_600, using: &random)
      )
      let count = HourlyCount(before: before, current: current, age: age)
      guard let wait = count.wait(under: limit) else { continue }
      func later(_ seconds: Int64) -> HourlyCount {
        let end = age + seconds
        if end < 3_600 { return HourlyCount(before: before, current: current, age: end) }
        if end < 7_200 { return HourlyCount(before: current, current: 0, age: end - 3_600) }
        return HourlyCount(before: 0, current: 0, age: end - 7_200)
      }
      #expect(later(wait.count).wait(under: limit) == nil, "\(count) \(limit)")
      #expect(later(wait.count - 1).wait(under: limit) != nil, "\(count) \(limit)")
    }
  }
}
