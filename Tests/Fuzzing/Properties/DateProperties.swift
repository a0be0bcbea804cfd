import Glibc

@testable import VosfactKit

/// What must hold of reading dates and lengths of time, and of printing moments.
enum DateProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let text = String(decoding: bytes, as: UTF8.self)
    try require(
      (CalendarDate(text) != nil) == isDate(bytes), "a date is taken if there is that day")
    if let date = CalendarDate(text) { try checkDate(date, from: text) }
    if let length = Seconds(text) {
      try require(length.count > 0, "a length of time is above zero")
      try require(Seconds(length.description) == length, "a printed length reads as it was")
    }
    if bytes.count >= 8 {
      try checkMoment(
        UnixTime(seconds: Int64(truncatingIfNeeded: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }))
      )
    }
  }

  /// Whether `bytes` are `YYYY-MM-DD` with a day that the C library knows.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    let isFormed =
      bytes.count == 10
      && bytes.enumerated().allSatisfy { place, byte in
        place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      }
    guard isFormed else { return false }
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: "-").compactMap {
      Int32($0)
    }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    _ = timegm(&parts)
    // It carries what is too much over to the next month or year.
    return numbers[0] > 0 && parts.tm_year == numbers[0] - 1900 && parts.tm_mon == numbers[1] - 1
      && parts.tm_mday == numbers[2]
  }

  private static func checkDate(
    _ date: CalendarDate, from text: String
  ) throws(BrokenProperty) {
    try require(
      date.description.utf8.elementsEqual(text.utf8), "a printed date reads as it was written")
    try require(
      CalendarDate(daysSince1970: date.daysSince1970) == date, "a date is a number of days")
    try require(
      date == .last || date.adding(days: 1) > date, "a day later is later, but for the last")
    try require(date.adding(days: .max) == .last, "no date is behind the last")
    try require(UnixTime(startOf: date).date == date, "a day's first second is in it")
  }

  private static func checkMoment(_ time: UnixTime) throws(BrokenProperty) {
    let printed = time.description
    try require(printed.utf8.count == 20, "a moment has 20 characters")
    _ = LocalTime.date(of: time, in: "Europe/Paris")
    guard time.date > .first, time.date < .last else { return }
    var seconds = time_t(time.seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var expected = [CChar](repeating: 0, count: 32)
    // A year before 1000 without its zeros is not what RFC 3339 wants.
    guard parts.tm_year + 1900 >= 1000 else { return }
    strftime(&expected, expected.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    try require(
      expected.starts(with: printed.utf8CString), "a moment is printed as RFC 3339 has it")
  }
}
