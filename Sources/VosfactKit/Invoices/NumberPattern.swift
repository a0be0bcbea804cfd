/// How the documents of a kind are numbered: `F-{year}-{serial:6}` gives `F-2026-000001`.
///
/// `{year}`, `{month}` are the date of issue's; `{serial}` counts from 1 in each series, padded with
/// zeros to the width after the colon. A series is the pattern with its date filled in.
public struct NumberPattern: Equatable, Sendable {
  private let head: String
  private let tail: String
  private let width: Int

  /// - Throws: `DocumentError.badPattern` unless it has exactly one `{serial}`, only the fields above, and
  ///   at most 60 printable characters.
  public init(_ pattern: String) throws(DocumentError) {
    let parts = pattern.split(separator: "{serial", omittingEmptySubsequences: false)
    guard parts.count == 2, pattern.unicodeScalars.count <= 60, pattern.shown == pattern,
      pattern.trimmingSpaces == pattern, let end = parts[1].firstIndex(of: "}")
    else { throw .badPattern(pattern) }
    let option = parts[1][..<end]
    if option.isEmpty {
      width = 1
    } else if option.hasPrefix(":"), let width = UInt8(option.dropFirst()),
      !option.contains("+"), (1...12).contains(width)
    {
      self.width = Int(width)
    } else {
      throw .badPattern(pattern)
    }
    head = String(parts[0])
    tail = String(parts[1][parts[1].index(after: end)...])
    for part in [head, tail] {
      let rest = Self.dated(part, CalendarDate.first)
      guard !rest.contains("{"), !rest.contains("}") else { throw .badPattern(pattern) }
    }
  }

  /// The series that a document issued on `date` belongs to: `F-2026-{serial}`.
  func series(on date: CalendarDate) -> String {
    Self.dated(head, date) + "{serial}" + Self.dated(tail, date)
  }

  /// The number of the document `serial` of its series.
  func number(_ serial: Int64, on date: CalendarDate) -> String {
    let digits = String(serial)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return Self.dated(head, date) + zeros + digits + Self.dated(tail, date)
  }

  /// The serial that `number` carries, if it is one of this pattern issued on `date`.
  func serial(of number: String, on date: CalendarDate) -> Int64? {
    let head = Self.dated(self.head, date)
    let tail = Self.dated(self.tail, date)
    guard number.hasPrefix(head), number.hasSuffix(tail),
      number.utf8.count > head.utf8.count + tail.utf8.count
    else { return nil }
    let digits = number.dropFirst(head.count).dropLast(tail.count)
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      digits.utf8.count <= 15, let serial = Int64(digits), serial > 0,
      self.number(serial, on: date) == number
    else { return nil }
    return serial
  }

  private static func dated(_ text: String, _ date: CalendarDate) -> String {
    let iso = date.description
    return text.split(separator: "{year}", omittingEmptySubsequences: false)
      .joined(separator: String(iso.prefix(4)))
      .split(separator: "{month}", omittingEmptySubsequences: false)
      .joined(separator: String(iso.dropFirst(5).prefix(2)))
  }
}
