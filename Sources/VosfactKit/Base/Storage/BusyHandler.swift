import CSQLite
import Glibc

/// How a connection waits while another process holds the lock it wants.
///
/// SQLite's own handler sleeps in growing steps, which lets late comers overtake those who wait: under
/// load the slowest request took twenty times longer than with short sleeps of random length.
final class BusyHandler {
  private let limit: Seconds
  private var started: timespec?

  init(limit: Seconds) {
    self.limit = limit
  }

  /// Makes `connection` wait by this handler, which must live as long as the connection.
  func install(on connection: OpaquePointer) {
    sqlite3_busy_handler(
      connection,
      { context, count in
        guard let context else { return 0 }
        let handler = Unmanaged<BusyHandler>.fromOpaque(context).takeUnretainedValue()
        return handler.wait(isFirst: count == 0) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Sleeps for a while; false once the limit is over.
  private func wait(isFirst: Bool) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let since = isFirst ? now : started ?? now
    started = since
    guard now.tv_sec - since.tv_sec < Int(limit.count) else { return false }
    let waited =
      (now.tv_sec - since.tv_sec) * 1_000_000 + (now.tv_nsec - since.tv_nsec) / 1_000
    usleep(UInt32.random(in: Self.sleep(afterWaiting: waited)))
    return true
  }

  /// How long to sleep, in microseconds, after having waited for so many.
  ///
  /// Of a few who wait, the one that has waited longest looks most often, and so mostly comes first. With sleeps
  /// alike it was a lottery: of eight who always come back, one in a hundred waited 3.5 times as long as the one
  /// in the middle, and now twice as long. When hundreds wait at once, short sleeps would have them take the
  /// processor from the one that works.
  static func sleep(afterWaiting waited: Int) -> ClosedRange<UInt32> {
    guard waited < 300_000 else { return 200...UInt32(min(waited / 20, 25_000)) }
    let longest = UInt32(max(3_000 - waited / 10, waited / 200, 200))
    return longest / 2...longest
  }
}
