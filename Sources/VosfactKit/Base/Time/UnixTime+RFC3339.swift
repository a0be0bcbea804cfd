extension UnixTime {
  /// The moment written as RFC 3339 has it, `2026-11-23T20:00:00Z` or `2026-11-23T21:00:00.125+01:00`, a
  /// fraction of a second dropped; `nil` for another form, or a moment that does not exist.
  init?(rfc3339 text: String) {
    let bytes = text.utf8.span
    let colon = UInt8(ascii: ":")
    guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == colon, bytes[16] == colon,
      let century = Self.number(bytes, at: 0, below: 100),
      let year = Self.number(bytes, at: 2, below: 100),
      let month = Self.number(bytes, at: 5, below: 13),
      let day = Self.number(bytes, at: 8, below: 32),
      let date = CalendarDate(year: century * 100 + year, month: month, day: day),
      let hour = Self.number(bytes, at: 11, below: 24),
      let minute = Self.number(bytes, at: 14, below: 60),
      // A leap second counts as the first of the next minute.
      let second = Self.number(bytes, at: 17, below: 61)
    else { return nil }
    var end = 19
    if bytes[end] == UInt8(ascii: ".") {
      end += 1
      while end < bytes.count, Self.digit(bytes[end]) != nil { end += 1 }
      guard end > 20 else { return nil }
    }
    guard let offset = Self.offset(bytes, at: end) else { return nil }
    let time = hour * 3600 + minute * 60 + second
    seconds = Int64(date.daysSince1970 * 86_400 + time - offset)
  }

  /// The seconds of `Z`, `+HH:MM` or `-HH:MM`, with which the text ends.
  private static func offset(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    let sign: Int
    switch bytes[start] {
    case UInt8(ascii: "Z"): return bytes.count == start + 1 ? 0 : nil
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    guard bytes.count == start + 6, bytes[start + 3] == UInt8(ascii: ":"),
      let hour = number(bytes, at: start + 1, below: 24),
      let minute = number(bytes, at: start + 4, below: 60)
    else { return nil }
    return sign * (hour * 3600 + minute * 60)
  }

  /// The number of the two digits at `start`.
  private static func number(_ bytes: Span<UInt8>, at start: Int, below limit: Int) -> Int? {
    guard let tens = digit(bytes[start]), let ones = digit(bytes[start + 1]),
      tens * 10 + ones < limit
    else { return nil }
    return tens * 10 + ones
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
