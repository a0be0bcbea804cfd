import Testing

@testable import VosfactKit

@Suite struct MonotonicTimeTests {
  @Test("a later moment is not before an earlier one, and differs by what passed")
  func passing() {
    let first = MonotonicTime.now
    let second = MonotonicTime.now
    #expect(first <= second)
    #expect(first + (second - first) == second)
  }

  @Test("a moment moved by a length of time is later by it")
  func moved() {
    let now = MonotonicTime.now
    #expect(now + .milliseconds(1) > now)
    #expect((now + .milliseconds(1)) - now == .milliseconds(1))
    #expect(now - (now + .seconds(2)) == .seconds(-2))
  }
}
