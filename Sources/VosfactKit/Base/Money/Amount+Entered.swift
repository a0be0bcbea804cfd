import Localization

extension Amount {
  /// Reads an amount as a person writes it into a field: "50", "50,00", "1 234.5", "1.234,50 €".
  ///
  /// It is taken if there is one way to read it: digits, a comma or point before as many decimals as the currency has or
  /// fewer, and before them groups of three digits between blanks, apostrophes, or the other of both marks; the currency's
  /// own sign or code may stand before or behind. "1,234" is none in euros, as it may be one euro or a thousand, and a
  /// number of more digits than an amount has is none either.
  init?(entered text: String, in currency: Currency) {
    let digits = currency.digits
    let written = Self.withoutUnit(text, of: currency)
    let marks = written.filter { $0 == "," || $0 == "." }
    let point: Character?
    if let last = marks.last, Set(marks).count == 2 {
      // The last of two marks is the decimal one, and stands there once.
      guard marks.filter({ $0 == last }).count == 1 else { return nil }
      point = last
    } else if let mark = marks.first, marks.count == 1 {
      let decimals = written.reversed().prefix { $0 != mark }.count
      // Of a currency without decimals it can only part groups.
      guard decimals <= digits || digits == 0 else { return nil }
      point = decimals <= digits ? mark : nil
    } else {
      point = nil
    }
    let parts = written.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == point }
    guard let whole = Self.ungrouped(parts[0]) else { return nil }
    let decimals = parts.count > 1 ? parts[1] : ""
    guard decimals.allSatisfy(\.isPlainDigit), decimals.count <= digits,
      parts.count == 1 || !decimals.isEmpty,
      let number = Int64(whole + decimals + String(repeating: "0", count: digits - decimals.count)),
      number <= Self.maximumMinorUnits
    else { return nil }
    self.init(minorUnits: number, currency: currency)
  }

  /// The amount as a person would write it into a field: "1234.56" in English, "1234,56" in French.
  func entered(in language: Language) -> String {
    language == .french ? String(decimal.map { $0 == "." ? "," : $0 }) : decimal
  }

  /// `text` without blanks around it, and without the currency's code or sign.
  private static func withoutUnit(_ text: String, of currency: Currency) -> Substring {
    let written = text.withoutBlanks
    let sign = Amount(minorUnits: 0, currency: currency).text.fr.suffix(1)
    let units = [currency.code] + (sign.allSatisfy(\.isLetter) ? [] : [String(sign)])
    for unit in units {
      if written.uppercased().hasSuffix(unit) {
        return String(written.dropLast(unit.count)).withoutBlanks
      }
      if written.uppercased().hasPrefix(unit) {
        return String(written.dropFirst(unit.count)).withoutBlanks
      }
    }
    return written
  }

  /// The digits of a whole number whose groups of three may be parted, all by one mark; `nil` if it is none.
  private static func ungrouped(_ text: Substring) -> String? {
    guard let mark = text.first(where: { !$0.isPlainDigit }) else {
      return text.isEmpty ? nil : String(text)
    }
    guard mark.isGroupMark || mark == "," || mark == "." else { return nil }
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isPlainDigit) }),
      groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.joined()
  }
}

extension Character {
  fileprivate var isPlainDigit: Bool { ("0"..."9").contains(self) }

  /// Whether people part thousands by it, beside comma and point: blanks of several widths and apostrophes.
  fileprivate var isGroupMark: Bool {
    ["\u{20}", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}"].contains(self)
  }
}

extension String {
  fileprivate var withoutBlanks: Substring {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
    return self[...last].drop(while: isBlank)
  }
}
