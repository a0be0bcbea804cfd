/// The number of a bank account (ISO 13616).
package struct IBAN: Equatable, Sendable {
  /// The number without spaces, in upper case: `FR7630006000011234567890189`.
  package let code: String

  /// The account that `text` names, with or without spaces; `nil` if its form or its check digits are wrong
  /// (ISO 7064, MOD 97-10).
  package init?(_ text: String) {
    let code = String(text.filter { $0 != " " }).uppercased()
    let bytes = Array(code.utf8)
    guard (15...34).contains(bytes.count), bytes.allSatisfy({ $0.isDigit || $0.isCapital }),
      bytes[0].isCapital, bytes[1].isCapital, bytes[2].isDigit, bytes[3].isDigit
    else { return nil }
    var remainder = 0
    for byte in bytes[4...] + bytes[..<4] {
      remainder =
        byte.isDigit
        ? (remainder * 10 + Int(byte - UInt8(ascii: "0"))) % 97
        : (remainder * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
    }
    guard remainder == 1 else { return nil }
    self.code = code
  }

  /// The number in groups of four, as it is printed: `FR76 3000 6000 0112 3456 7890 189`.
  package var grouped: String {
    code.enumerated().reduce(into: "") { text, character in
      if character.offset > 0, character.offset.isMultiple(of: 4) { text += " " }
      text.append(character.element)
    }
  }
}

/// The code of a bank (ISO 9362).
package struct BIC: Equatable, Sendable {
  /// 8 or 11 characters, in upper case.
  package let code: String

  /// The bank that `text` names; `nil` unless it is four characters, two letters of a country, two characters
  /// of a place, and perhaps three of a branch.
  package init?(_ text: String) {
    let code = String(text.filter { $0 != " " }).uppercased()
    let bytes = Array(code.utf8)
    guard bytes.count == 8 || bytes.count == 11,
      bytes.allSatisfy({ $0.isDigit || $0.isCapital }), bytes[..<6].allSatisfy(\.isCapital)
    else { return nil }
    self.code = code
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}

extension SettingType<IBAN> {
  /// An account of ISO 13616, whose check digits are right.
  static let iban = SettingType(
    en: "an IBAN, as FR76 3000 6000 0112 3456 7890 189; its check digits must be right",
    fr: "un IBAN, comme FR76 3000 6000 0112 3456 7890 189 ; sa clé doit être juste", write: \.code
  ) { IBAN($0) }
}

extension SettingType<BIC> {
  /// A bank of ISO 9362.
  static let bic = SettingType(
    en: "a BIC of 8 or 11 characters, as AGRIFRPP",
    fr: "un BIC de 8 ou 11 caractères, comme AGRIFRPP", write: \.code
  ) { BIC($0) }
}
