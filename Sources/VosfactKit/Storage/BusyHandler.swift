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

  /// Sleeps for 0.2 to 1 ms, or, once 0.3 s were waited, up to a twentieth of that time, but 25 ms at most; false
  /// once the limit is over.
  ///
  /// Of a few who wait, each has the same chance, or late comers would overtake the others. When hundreds wait at
  /// once, short sleeps alone would have them take the processor from the one that works.
  private func wait(isFirst: Bool) -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let since = isFirst ? now : started ?? now
    started = since
    guard now.tv_sec - since.tv_sec < Int(limit.count) else { return false }
    let waited =
      (now.tv_sec - since.tv_sec) * 1_000_000 + (now.tv_nsec - since.tv_nsec) / 1_000
    let longest = waited < 300_000 ? 1_000 : min(waited / 20, 25_000)
    usleep(UInt32.random(in: 200...UInt32(longest)))
    return true
  }
}
