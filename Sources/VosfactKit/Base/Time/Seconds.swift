/// A length of time in whole seconds, written as a number and a unit: `45s`, `30m`, `12h`, `90d`, `2w`.
package struct Seconds: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let count: Int64

  package init(_ count: Int64) {
    self.count = count
  }

  /// Reads a positive whole number followed by `s`, `m`, `h`, `d` or `w`; `nil` for anything else, and for
  /// more than a hundred years.
  package init?(_ text: some StringProtocol) {
    guard let unit = text.last, let factor = Self.secondsByUnit[unit],
      let number = UInt32(text.dropLast()), text.first != "+", number > 0
    else { return nil }
    let count = Int64(number) * factor
    guard count <= Self.hundredYears else { return nil }
    self.count = count
  }

  package static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }

  private static let secondsByUnit: [Character: Int64] = [
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]
  private static let hundredYears: Int64 = 36_525 * 86_400

  /// The length in the largest unit up to days that divides it, as `init(_:)` reads it: `90d`.
  package var description: String {
    for (unit, factor): (String, Int64) in [("d", 86_400), ("h", 3600), ("m", 60)]
    where count != 0 && count.isMultiple(of: factor) {
      return "\(count / factor)\(unit)"
    }
    return "\(count)s"
  }
}

extension SettingType<Seconds> {
  package static let duration = SettingType(
    en: "a number and s, m, h, d or w, as 90d", fr: "un nombre et s, m, h, d ou w, comme 90d"
  ) { Seconds($0) }
}
