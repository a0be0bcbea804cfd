import Glibc
import Testing

@testable import VosfactKit

@Suite struct LocalTimeTests {
  @Test(
    "the date is the one that people of the place see",
    arguments: [
      // Winter, UTC+1: midnight in Paris is 23:00 UTC.
      (1_795_474_799, "Europe/Paris", "2026-11-23"), (1_795_474_800, "Europe/Paris", "2026-11-24"),
      // Summer, UTC+2: midnight in Paris is 22:00 UTC.
      (1_782_597_599, "Europe/Paris", "2026-06-27"), (1_782_597_600, "Europe/Paris", "2026-06-28"),
      // The nights around the change to summer time, 2026-03-29, and back, 2026-10-25.
      (1_774_738_799, "Europe/Paris", "2026-03-28"), (1_774_738_800, "Europe/Paris", "2026-03-29"),
      (1_774_821_599, "Europe/Paris", "2026-03-29"), (1_774_821_600, "Europe/Paris", "2026-03-30"),
      (1_792_879_200, "Europe/Paris", "2026-10-25"), (1_792_969_199, "Europe/Paris", "2026-10-25"),
      (1_792_969_200, "Europe/Paris", "2026-10-26"),
      (1_795_474_800, "America/Martinique", "2026-11-23"), (1_795_474_800, "UTC", "2026-11-23"),
      (1_795_435_200, "Pacific/Auckland", "2026-11-24"),
    ] as [(Int64, String, String)])
  func date(_ seconds: Int64, _ zone: String, _ date: String) {
    #expect(LocalTime.date(of: UnixTime(seconds: seconds), in: zone).description == date)
  }

  @Test(
    "a zone that the system does not know is UTC",
    arguments: ["", "Mars/Olympus", "../../etc/passwd"])
  func unknownZone(_ zone: String) {
    #expect(
      LocalTime.date(of: UnixTime(seconds: 1_795_474_800), in: zone).description == "2026-11-23")
  }

  @Test("moments beyond the calendar give its ends, never a trap", arguments: [Int64.min, .max])
  func extremes(_ seconds: Int64) {
    let date = LocalTime.date(of: UnixTime(seconds: seconds), in: "Europe/Paris")
    #expect(date == (seconds < 0 ? .first : .last))
  }

  @Test("zones are known by their names", arguments: ["UTC", "Europe/Paris", "Indian/Reunion"])
  func known(_ zone: String) {
    #expect(LocalTime.knows(zone))
  }

  @Test(
    "what is no zone's name is not known",
    arguments: [
      "", "Europe", "europe/paris", "Mars/Olympus", "/usr/share/zoneinfo/UTC", "../zoneinfo/UTC",
      "Europe/../UTC", "zone.tab", "leapseconds", "Europe/Paris ", "Europe/Paris\u{0}", "UTC\n",
      "CET-1CEST", "+05",
    ])
  func unknown(_ zone: String) {
    #expect(!LocalTime.knows(zone))
  }

  @Test("the process's own time zone is left as it was")
  func environment() async {
    // In a process of its own: other tests set the variable of this one meanwhile.
    await #expect(processExitsWith: .success) {
      setenv("TZ", "America/Montreal", 1)
      _ = LocalTime.date(of: UnixTime(seconds: 0), in: "Asia/Tokyo")
      #expect(getenv("TZ").map { String(cString: $0) } == "America/Montreal")
    }
  }
}
