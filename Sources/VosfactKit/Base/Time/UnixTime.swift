import Glibc

/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
package struct UnixTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// The moment the system's clock shows.
  package static var now: UnixTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UnixTime(seconds: Int64(time.tv_sec))
  }

  /// The first second of `date` in UTC.
  package init(startOf date: CalendarDate) {
    seconds = Int64(date.daysSince1970) * 86_400
  }

  package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }

  /// The moment `duration` later; the first or last representable one if that is beyond it.
  package static func + (time: UnixTime, duration: Seconds) -> UnixTime {
    UnixTime(seconds: Int64(clamping: Int128(time.seconds) + Int128(duration.count)))
  }

  /// The moment `duration` earlier; the first or last representable one if that is beyond it.
  package static func - (time: UnixTime, duration: Seconds) -> UnixTime {
    UnixTime(seconds: Int64(clamping: Int128(time.seconds) - Int128(duration.count)))
  }

  /// How many seconds lie between the two moments, whichever is first.
  func distance(to other: UnixTime) -> UInt64 {
    let (difference, overflow) = other.seconds.subtractingReportingOverflow(seconds)
    return overflow ? .max : difference.magnitude
  }

  /// The date in UTC; before the year 1 and after 9999 the first or last.
  package var date: CalendarDate {
    let (days, ofDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return CalendarDate(daysSince1970: Int(ofDay < 0 ? days - 1 : days))
  }

  /// RFC 3339 in UTC: `2026-11-23T20:00:00Z`.
  package var description: String {
    let ofDay = Int((seconds % 86_400 + 86_400) % 86_400)
    let date = date.description
    return String(unsafeUninitializedCapacity: 20) { text in
      _ = text.update(fromContentsOf: date.utf8)
      text[10] = UInt8(ascii: "T")
      text.put(ofDay / 3600, at: 11)
      text[13] = UInt8(ascii: ":")
      text.put(ofDay / 60 % 60, at: 14)
      text[16] = UInt8(ascii: ":")
      text.put(ofDay % 60, at: 17)
      text[19] = UInt8(ascii: "Z")
      return 20
    }
  }
}
