import Glibc
import Synchronization

/// The civil time of a place, by the system's time zone files.
package enum LocalTime {
  /// `localtime_r` reads the zone from the process's environment, which one caller at a time may set.
  private static let environment = Mutex(())

  /// The date that `time` falls on in `zone`, as `Europe/Paris`; in UTC if the system has no such zone.
  package static func date(of time: UnixTime, in zone: String) -> CalendarDate {
    environment.withLock { _ in
      let before = getenv("TZ").map { String(cString: $0) }
      setenv("TZ", ":\(zone)", 1)
      tzset()
      var seconds = time_t(time.seconds)
      var parts = tm()
      localtime_r(&seconds, &parts)
      if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
      tzset()
      return (time + Seconds(Int64(parts.tm_gmtoff))).date
    }
  }

  /// Whether the system knows the time zone `zone` by that name.
  package static func knows(_ zone: String) -> Bool {
    guard zone.utf8.allSatisfy({ $0.isZoneNameByte }), !zone.hasPrefix("/"), !zone.contains("..")
    else { return false }
    if zone == "UTC" { return true }
    // RFC 8536, section 3.1: there are lists and tables in the folder too.
    let magic = try? File.content(of: "/usr/share/zoneinfo/\(zone)", upTo: 4)
    return magic == Array("TZif".utf8)
  }
}

extension UInt8 {
  fileprivate var isZoneNameByte: Bool { isLetterOrDigit || "_/-+".utf8.contains(self) }
}

extension SettingType<String> {
  /// A zone that is set is one of this system; whether it still is, as on another one, is not asked at each reading.
  static let timeZone = SettingType(
    en: "a time zone of the system, as Europe/Paris",
    fr: "un fuseau horaire du système, comme Europe/Paris",
    normalForm: { LocalTime.knows($0) ? $0 : nil }, read: { $0 })
}
