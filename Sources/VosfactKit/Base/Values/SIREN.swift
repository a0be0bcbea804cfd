/// The number of a business in the French register: nine digits, the last of them a check digit.
struct SIREN: Equatable, Sendable {
  /// Nine digits.
  let digits: String

  /// The business that `text` names by its SIREN or, with five digits more, by the SIRET of one of its
  /// places; `nil` if it is neither, or its check digit is wrong (Luhn's formula).
  init?(_ text: some StringProtocol) {
    let digits = String(text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" })
    guard digits.utf8.count == 9 || digits.utf8.count == 14, digits.isDigits else { return nil }
    let number = String(digits.prefix(9))
    let sum = number.utf8.enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element - UInt8(ascii: "0")) * (digit.offset.isMultiple(of: 2) ? 1 : 2)
      return sum + value / 10 + value % 10
    }
    guard sum.isMultiple(of: 10) else { return nil }
    self.digits = number
  }

  /// The business that a French VAT number belongs to; `nil` if it is none, or its key is not that of its
  /// SIREN (12 + 3 times the SIREN, modulo 97).
  init?(vatID: String) {
    let code = String(vatID.filter { $0 != " " }).uppercased()
    guard code.hasPrefix("FR"), code.utf8.count == 13, let siren = SIREN(code.dropFirst(4)),
      let number = Int(siren.digits), let key = Int(code.dropFirst(2).prefix(2)),
      (12 + 3 * (number % 97)) % 97 == key
    else { return nil }
    self = siren
  }

  /// The number in groups of three: `732 829 320`.
  var grouped: String {
    digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, digit.offset.isMultiple(of: 3) { text += " " }
      text.append(digit.element)
    }
  }
}
