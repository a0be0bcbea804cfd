package import Localization

/// How the documents of a kind are numbered: `F-{year}-{serial:6}` gives `F-2026-000001`.
///
/// `{year}`, `{month}` are the date of issue's; `{serial}` counts from 1 in each series, padded with
/// zeros to the width after the colon. A series is the pattern with its date filled in.
package struct NumberPattern: Equatable, Sendable {
  /// What stands before and behind the serial number.
  private let head: [Part]
  private let tail: [Part]
  private let width: Int

  /// A piece of a pattern: text, or a field of the date.
  private enum Part: Equatable {
    case text(String)
    case year
    case month
  }

  /// - Throws: `Fault` unless it has exactly one `{serial}`, only the fields above, and
  ///   at most 60 printable characters.
  package init(_ pattern: String) throws(Fault) {
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
    guard let head = Self.parts(of: parts[0]),
      let tail = Self.parts(of: parts[1][parts[1].index(after: end)...])
    else { throw .badPattern(pattern) }
    self.head = head
    self.tail = tail
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
    let digits = Substring(number.utf8.dropFirst(head.utf8.count).dropLast(tail.utf8.count))
    // As wide as the pattern writes it: no more zeros in front, and no fewer.
    guard digits.isDigits, (width...15).contains(digits.utf8.count),
      digits.utf8.count == width || digits.utf8.first != UInt8(ascii: "0"),
      let serial = Int64(digits), serial > 0
    else { return nil }
    return serial
  }

  /// The parts of `pattern`; `nil` if a brace in it belongs to no field of the date.
  private static func parts(of pattern: Substring) -> [Part]? {
    var parts: [Part] = []
    var rest = pattern
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
      rest = rest[brace...]
      if rest.hasPrefix("{year}") {
        parts.append(.year)
        rest = rest.dropFirst(6)
      } else if rest.hasPrefix("{month}") {
        parts.append(.month)
        rest = rest.dropFirst(7)
      } else {
        return nil
      }
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  private static func dated(_ parts: [Part], _ date: CalendarDate) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .year: text += date.description.prefix(4)
      case .month: text += date.description.dropFirst(5).prefix(2)
      }
    }
    return text
  }
}

extension SettingType<Result<NumberPattern, Fault>> {
  /// In the place of a pattern that numbers no documents there is none: the default would begin a series that nobody
  /// wants.
  static let numberPattern = SettingType(
    en: "a pattern with one {serial}, as F-{year}-{serial:6}",
    fr: "un modèle avec un {serial}, comme F-{year}-{serial:6}",
    normalForm: { (try? NumberPattern($0)) == nil ? nil : $0 }
  ) { text in Result { () throws(Fault) in try NumberPattern(text) } }
}

extension Setting<Result<NumberPattern, Fault>> {
  /// The setting that numbers documents of `kind`.
  static func numberPattern(_ kind: DocumentKind) -> Setting {
    Setting(
      "documents.number-pattern.\(kind.rawValue)", .numberPattern,
      default: kind.defaultNumberPattern,
      en: "Number of a new \(kind.name.en)", fr: "Numérotation : \(kind.name.fr)")
  }
}

extension Fault {
  /// A pattern that numbers no documents.
  static func badPattern(_ pattern: String) -> Fault {
    Fault(
      .misconfigured,
      en:
        "'\(pattern.shown)' numbers no documents; it lacks {serial}; write it as F-{year}-{serial:6}",
      fr:
        "« \(pattern.shown) » ne numérote rien ; il y manque {serial} ; écrivez-le F-{year}-{serial:6}"
    )
  }
}
