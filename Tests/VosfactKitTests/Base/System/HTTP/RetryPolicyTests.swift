import Testing

@testable import VosfactKit

@Suite struct RetryPolicyTests {
  let policy = RetryPolicy(firstPause: .seconds(1), longestPause: .seconds(10))

  @Test(
    "pauses double up to the longest, and jitter takes at most half",
    arguments: [(1, 500, 1000), (2, 1000, 2000), (4, 4000, 8000), (5, 5000, 10_000)])
  func doubling(_ failure: Int, _ shortest: Int, _ longest: Int) {
    #expect(policy.pause(afterFailure: failure, random: 0) == .milliseconds(shortest))
    #expect(policy.pause(afterFailure: failure, random: 0.999) <= .milliseconds(longest))
    #expect(policy.pause(afterFailure: failure, random: 0.5) > .milliseconds(shortest))
  }

  @Test("no number of failures is too large", arguments: [0, 64, Int.max])
  func extremes(_ failure: Int) {
    #expect(policy.pause(afterFailure: failure, random: 0) <= .seconds(10))
  }
}
