import Testing

@testable import VosfactKit

@Suite struct BusyHandlerTests {
  @Test(
    "who has waited longer looks more often than who has just come, until hundreds must be waiting")
  func order() {
    let first = BusyHandler.sleep(afterWaiting: 0)
    let longer = [10_000, 30_000, 60_000, 100_000].map { BusyHandler.sleep(afterWaiting: $0) }
    for sleep in longer { #expect(sleep.upperBound < first.upperBound) }
    #expect(longer[1].upperBound * 10 <= first.lowerBound * 2)
    #expect(longer[1].lowerBound >= 100)
  }

  @Test("nobody sleeps for so long that a transaction's end goes unnoticed")
  func bounds() {
    for waited in stride(from: 0, through: 20_000_000, by: 1_000) {
      #expect((100...25_000).contains(BusyHandler.sleep(afterWaiting: waited).upperBound))
    }
  }
}
