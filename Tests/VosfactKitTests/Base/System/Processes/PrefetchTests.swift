import Testing

@testable import VosfactKit

@Suite struct PrefetchTests {
  private struct Refusal: Error {}

  @Test("everything that is made is used, in its order, and made once", arguments: [0, 1, 2, 1000])
  func order(count: Int) {
    var used: [Int] = []
    prefetching(from: 0) { next in
      next += 1
      return next > count ? nil : next
    } _: { element in
      used.append(element)
    }
    #expect(used == Array(0..<count).map { $0 + 1 })
  }

  @Test("an error of the use ends it")
  func error() {
    var used: [Int] = []
    #expect(throws: Refusal.self) {
      try prefetching(from: 0) { next in
        next += 1
        return next
      } _: { element in
        used.append(element)
        if element == 3 { throw Refusal() }
      }
    }
    #expect(used == [1, 2, 3])
  }
}
