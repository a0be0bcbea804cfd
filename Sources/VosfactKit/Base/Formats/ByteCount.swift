/// A number of bytes, written as a number and a unit: `512KiB`, `256MiB`, `2GiB`; `0` is none.
package struct ByteCount: Hashable, Sendable, CustomStringConvertible {
  package let count: Int

  package init(_ count: Int) {
    self.count = count
  }

  /// Reads a whole number followed by `KiB`, `MiB` or `GiB`, in letters of either case, or `0`; `nil` for anything
  /// else, and for more than a thousand TiB.
  package init?(_ text: String) {
    guard text != "0" else {
      count = 0
      return
    }
    let unit = text.suffix(3).lowercased()
    guard let factor = Self.units.first(where: { $0.name.lowercased() == unit })?.factor,
      let number = UInt32(text.dropLast(3)), text.first != "+", number > 0
    else { return nil }
    let (product, hasOverflowed) = Int(number).multipliedReportingOverflow(by: factor)
    guard !hasOverflowed, product <= 1 << 50 else { return nil }
    count = product
  }

  private static let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    .map { (name: $0.0, factor: $0.1) }

  /// The number in the largest unit that divides it, as `init(_:)` reads it; in KiB, rounded up, where none does.
  package var description: String {
    guard count > 0 else { return "0" }
    for (name, factor) in Self.units where count.isMultiple(of: factor) {
      return "\(count / factor)\(name)"
    }
    return "\((count + 1023) / 1024)KiB"
  }
}

extension SettingType<ByteCount> {
  /// A number of bytes, or none.
  static let size = SettingType(
    en: "a number and KiB, MiB or GiB, as 256MiB, or 0",
    fr: "un nombre et KiB, MiB ou GiB, comme 256MiB, ou 0"
  ) { ByteCount($0) }
}
