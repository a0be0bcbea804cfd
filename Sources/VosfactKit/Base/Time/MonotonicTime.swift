import Glibc

/// A moment on the clock that only goes forward, for measuring how long something takes.
///
/// Swift's own `ContinuousClock` would link its runtime for concurrency into the executable, and that costs
/// every command at its start.
package struct MonotonicTime: Comparable, Sendable {
  private let sinceStart: Duration

  /// The current moment.
  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(
      sinceStart: .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec)))
  }

  package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.sinceStart < right.sinceStart
  }

  /// The moment that is `duration` later.
  package static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
    MonotonicTime(sinceStart: time.sinceStart + duration)
  }

  /// How much later `left` is.
  package static func - (left: MonotonicTime, right: MonotonicTime) -> Duration {
    left.sinceStart - right.sinceStart
  }
}
