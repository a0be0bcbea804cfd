/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without a time zone.
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  static let first = CalendarDate(daysSince1970: -719_162)
  static let last = CalendarDate(daysSince1970: 2_932_896)

  /// The date written `YYYY-MM-DD` (ISO 8601); `nil` for another form or a day that does not exist.
  package init?(_ text: some StringProtocol) {
    var bytes = [10 of UInt8](repeating: 0)
    var count = 0
    for byte in text.utf8 {
      guard count < 10 else { return nil }
      bytes[count] = byte
      count += 1
    }
    guard count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = bytes.span.number(0..<4), let month = bytes.span.number(5..<7),
      let day = bytes.span.number(8..<10)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day of these numbers; `nil` if it does not exist.
  init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(ofMonth: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date that many days after 1970-01-01, by Howard Hinnant's `civil_from_days`.
  ///
  /// Days outside the years 1 to 9999 give the first or last date.
  init(daysSince1970 days: Int) {
    let shifted = min(max(days, -719_162), 2_932_896) + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// How many days lie between 1970-01-01 and the date; negative before it.
  var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  /// The date `days` later; the first or last date if that is beyond it.
  package func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSince1970: Int(clamping: Int128(daysSince1970) + Int128(days)))
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func days(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `YYYY-MM-DD`.
  package var description: String {
    String(unsafeUninitializedCapacity: 10) { text in
      text.put(year / 100, at: 0)
      text.put(year % 100, at: 2)
      text[4] = UInt8(ascii: "-")
      text.put(month, at: 5)
      text[7] = UInt8(ascii: "-")
      text.put(day, at: 8)
      return 10
    }
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Puts two digits of ASCII at `place`: those of `number`, which is from 0 to 99.
  @inline(__always)
  func put(_ number: Int, at place: Int) {
    self[place] = UInt8(ascii: "0") + UInt8(number / 10)
    self[place + 1] = UInt8(ascii: "0") + UInt8(number % 10)
  }
}
