package import Localization

/// An amount of money: whole minor units of one currency.
package struct Amount: Hashable, Sendable {
  /// Cents for EUR, yen for JPY, fils for KWD.
  package let minorUnits: Int64
  package let currency: Currency

  /// The largest amount taken in, in minor units: fifteen digits, so that it can be read again once
  /// printed, and sums of thousands fit 64 bits.
  package static let maximumMinorUnits: Int64 = 999_999_999_999_999

  package init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Reads a decimal number with a point or comma and at most the currency's digits after it.
  ///
  /// More digits are taken if they are zeros: "120.000" is 120 euros, "120.005" is refused.
  ///
  /// - Throws: `Fault` if the text is not a number, has too many digits, or is too large.
  package init(_ text: some StringProtocol, currency: Currency) throws(Fault) {
    guard let number = ExactDecimal(text) else { throw Self.refusal(of: text, in: currency) }
    try self.init(number, currency: currency)
  }

  /// The amount that `number` stands for in major units.
  ///
  /// - Throws: `Fault` if it has more digits than the currency, or is too large.
  init(_ number: ExactDecimal, currency: Currency) throws(Fault) {
    guard let units = number.minorUnits(digits: currency.digits),
      units.magnitude <= Self.maximumMinorUnits.magnitude
    else { throw .tooLargeAnAmount(String(describing: number)) }
    let exact = Int128(units) * ExactDecimal.powerOfTen(max(0, number.scale - currency.digits))
    let given =
      Int128(number.coefficient) * ExactDecimal.powerOfTen(max(0, currency.digits - number.scale))
    guard exact == given else { throw .tooPrecise(String(describing: number), currency) }
    self.init(minorUnits: units, currency: currency)
  }

  /// What is wrong with a text that is no `ExactDecimal`: a number may have too many digits for one.
  private static func refusal(of text: some StringProtocol, in currency: Currency) -> Fault {
    let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
    let parts = (isSigned ? text.dropFirst() : text[...])
      .split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let isNumber =
      parts.contains { !$0.isEmpty }
      && parts.allSatisfy { $0.isEmpty || $0.isDigits }
    guard isNumber else { return .notAnAmount(String(text)) }
    let wholeDigits = parts[0].drop { $0 == "0" }.utf8.count
    return wholeDigits + currency.digits > ExactDecimal.maximumDigits
      ? .tooLargeAnAmount(String(text))
      : .tooPrecise(String(text), currency)
  }

  /// The decimal number with exactly the currency's digits and a point: "120.00", JPY "1200".
  package var decimal: String {
    ExactDecimal(coefficient: minorUnits, scale: currency.digits).description
  }

  /// The amount as a person reads it: "1,234.56 EUR" in English, "1 234,56 €" in French, with narrow
  /// no-break spaces.
  package var text: Text { Text(en: text(in: .english), fr: text(in: .french)) }

  /// The same in one language.
  package func text(in language: Language) -> String {
    switch language {
    case .english: return text(by: ",", point: UInt8(ascii: "."), " ", currency.code)
    case .french:
      let unit =
        switch currency.code {
        case "EUR": "€"
        case "USD": "$"
        case "GBP": "£"
        default: currency.code
        }
      return text(by: "\u{202F}", point: UInt8(ascii: ","), "\u{202F}", unit)
    }
  }

  /// The number in groups of three digits, and `unit` behind it.
  private func text(
    by separator: StaticString, point: UInt8, _ space: StaticString, _ unit: String
  ) -> String {
    // Twenty digits at most, six separators of three bytes, a sign, a point and the unit.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { bytes in
      // From the last byte to the first, as digits come out of a number.
      var start = bytes.count
      func put(_ byte: UInt8) {
        start -= 1
        bytes.initializeElement(at: start, to: byte)
      }
      func put(_ text: StaticString) {
        text.withUTF8Buffer { for byte in $0.reversed() { put(byte) } }
      }
      for byte in unit.utf8.reversed() { put(byte) }
      put(space)
      var rest = minorUnits.magnitude
      var place = 0
      repeat {
        let whole = place - currency.digits
        if whole == 0, place > 0 { put(point) }
        if whole > 0, whole.isMultiple(of: 3) { put(separator) }
        put(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
        place += 1
      } while rest > 0 || place <= currency.digits
      if minorUnits < 0 { put(UInt8(ascii: "-")) }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
    }
  }
}
