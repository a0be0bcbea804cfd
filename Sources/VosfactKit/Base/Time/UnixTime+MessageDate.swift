extension UnixTime {
  /// The moment as RFC 5322, section 3.3 writes it, in UTC: `Mon, 23 Nov 2026 20:00:00 +0000`.
  var mailDate: String { messageDate(day: String(date.day), zone: "+0000") }

  /// The moment as RFC 9110, section 5.6.7 writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
  var httpDate: String {
    messageDate(day: (date.day < 10 ? "0" : "") + String(date.day), zone: "GMT")
  }

  private func messageDate(day: String, zone: String) -> String {
    let date = date
    // 1970-01-01 was a Thursday.
    let weekday = Self.weekdays[(date.daysSince1970 % 7 + 7) % 7]
    let clock = description.dropFirst(11).dropLast()
    return "\(weekday), \(day) \(Self.months[date.month - 1]) \(date.year) \(clock) \(zone)"
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
