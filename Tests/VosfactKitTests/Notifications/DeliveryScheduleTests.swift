import Testing

@testable import VosfactKit

@Suite struct DeliveryScheduleTests {
  /// The moments of all tries of a message that never arrives, in seconds after the first.
  private func tries(random: Double, asked: Seconds? = nil) -> [Int64] {
    let schedule = DeliverySchedule(random: random)
    let first = UnixTime(seconds: 1_000_000)
    var moments: [Int64] = [0]
    var now = first
    while let next = schedule.next(
      afterFailure: Int64(moments.count), first: first, now: now, asked: asked)
    {
      now = next
      moments.append(next.seconds - first.seconds)
    }
    return moments
  }

  @Test("a message is tried ever later, and for the last time when three days are over")
  func threeDays() {
    let moments = tries(random: 0.5)
    #expect(moments.last == DeliverySchedule.limit.count)
    #expect(moments == moments.sorted() && Set(moments).count == moments.count)
    #expect(moments.prefix(3) == [0, 5, 305])
    #expect((8...12).contains(moments.count))
  }

  @Test("messages that failed together do not come back together")
  func jitter() {
    #expect(tries(random: 0)[2] < tries(random: 0.99)[2])
    #expect(tries(random: 0).last == tries(random: 0.99).last)
  }

  @Test("a receiver that asks to wait is left alone for as long, up to a day")
  func retryAfter() {
    #expect(tries(random: 0.5, asked: Seconds(3600))[1] == 3600)
    #expect(tries(random: 0.5, asked: Seconds(9_999_999)) == [0, 86_400, 172_800, 259_200])
  }
}
