import Testing

@testable import VosfactKit

@Suite struct PartOfClaimTests {
  @Test(
    "a part is clipped to what is left",
    arguments: [
      (.whole, 30_000, 30_000, 30_000...30_000),
      (.amount(50_000), 30_000, 30_000, 30_000...30_000),
      (.amount(5000), 30_000, 30_000, 5000...5000),
      (.share(3000), 30_000, 30_000, 9000...9000),
      (.share(3000), 5000, 30_000, 5000...5000),
      (.share(3333), 10_000, 10_000, 3333...3333),
      (.share(1), 10, 10, 1...1),
      (.share(10_000), 10, 10, 10...10),
      (.free(minimum: 1), 300, 300, 1...300),
      (.free(minimum: 50), 300, 300, 50...300),
      (.free(minimum: 500), 300, 300, 300...300),
    ] as [(PartOfClaim, Int64, Int64, ClosedRange<Int64>)])
  func clipped(_ part: PartOfClaim, _ claim: Int64, _ total: Int64, _ amounts: ClosedRange<Int64>) {
    #expect(part.amounts(of: claim, total: total) == amounts)
  }

  @Test("whatever a part says, no more than the claim and no less than nothing is asked")
  func bounds() {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<2000 {
      let claim = Int64.random(in: 1...1_000_000, using: &generator)
      let total = Int64.random(in: -1000...1_000_000, using: &generator)
      let amount = Int64.random(in: 1...Amount.maximumMinorUnits, using: &generator)
      let share = Int64.random(in: 1...10_000, using: &generator)
      for part in [.whole, .amount(amount), .share(share), .free(minimum: amount)] as [PartOfClaim]
      {
        let amounts = part.amounts(of: claim, total: total)
        #expect(amounts.lowerBound >= 1 && amounts.upperBound <= claim)
        #expect(PartOfClaim(code: part.code) == part)
      }
    }
  }

  @Test(
    "a number that stands for no part is none",
    arguments: [0, 1, 1 << 56, 2 << 56 | 10_001, 4 << 56 | 1, -1, Int64.min, 1 << 56 | 1 << 52]
      as [Int64])
  func noPart(_ code: Int64) {
    #expect(PartOfClaim(code: code) == nil)
  }
}
