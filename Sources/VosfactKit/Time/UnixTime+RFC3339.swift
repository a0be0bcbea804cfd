extension UnixTime {
  /// The moment written as RFC 3339 has it, `2026-11-23T20:00:00Z` or `2026-11-23T21:00:00.125+01:00`, a
  /// fraction of a second dropped; `nil` for another form, or a moment that does not exist.
  init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"),
      let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let time = Self.seconds(bytes[11..<19])
    else { return nil }
    var zone = bytes[19...]
    if zone.first == UInt8(ascii: ".") {
      let digits = zone.dropFirst().prefix { Self.digit($0) != nil }
      guard !digits.isEmpty else { return nil }
      zone = zone[digits.endIndex...]
    }
    guard let offset = Self.offset(zone) else { return nil }
    seconds = Int64(date.daysSince1970) * 86_400 + time - offset
  }

  /// The seconds of `HH:MM:SS`.
  private static func seconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], below: 24),
      // A leap second counts as the first of the next minute.
      let minute = number(parts[1], below: 60), let second = number(parts[2], below: 61)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// The seconds of `Z`, `+HH:MM` or `-HH:MM`.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
    guard zone != [UInt8(ascii: "Z")] else { return 0 }
    let sign: Int64
    switch zone.first {
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    let parts = zone.dropFirst().split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = number(parts[0], below: 24),
      let minute = number(parts[1], below: 60)
    else { return nil }
    return sign * (hour * 3600 + minute * 60)
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: Int64) -> Int64? {
    guard digits.count == 2, let tens = digits.first.flatMap(digit),
      let ones = digits.last.flatMap(digit), tens * 10 + ones < limit
    else { return nil }
    return tens * 10 + ones
  }

  private static func digit(_ byte: UInt8) -> Int64? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int64(byte - UInt8(ascii: "0")) : nil
  }
}
