/// A decimal number as somebody wrote it: a quantity, a unit price, a rate. Never floating point.
///
/// The digits after the point are kept, trailing zeros too, so that "50.00" reads "50.00" again.
package struct ExactDecimal: Hashable, Sendable, CustomStringConvertible {
  /// The number without its point: 5000 for "50.00".
  let coefficient: Int64
  /// How many digits stand after the point: 2 for "50.00".
  let scale: Int

  static let zero = ExactDecimal(coefficient: 0, scale: 0)

  /// Digits that one number may have, so that the product of two fits 128 bits.
  static let maximumDigits = 15
  static let maximumScale = 9

  init(coefficient: Int64, scale: Int) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// Reads a number with an optional sign and a decimal point or comma: "-12.5", "12,50", ".5".
  ///
  /// `nil` for anything else: thousands separators, exponents, spaces, more than 15 digits or more
  /// than 9 after the point.
  package init?(_ text: some StringProtocol) {
    var coefficient: Int64 = 0
    var digits = 0
    var scale = 0
    var isNegative = false
    var sawPoint = false
    var written = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        coefficient = coefficient * 10 + Int64(byte - UInt8(ascii: "0"))
        if coefficient != 0 { digits += 1 }
        written += 1
        if sawPoint { scale += 1 }
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard !sawPoint else { return nil }
        sawPoint = true
      default: return nil
      }
      guard digits <= Self.maximumDigits, scale <= Self.maximumScale else { return nil }
    }
    guard written > 0 else { return nil }
    self.coefficient = isNegative ? -coefficient : coefficient
    self.scale = scale
  }

  var isNegative: Bool { coefficient < 0 }

  /// The same number with no zeros at the end of its decimals: 20 for "20.00".
  var withoutTrailingZeros: ExactDecimal {
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient.isMultiple(of: 10) {
      coefficient /= 10
      scale -= 1
    }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }

  /// The number times ten to the power `digits`, rounded half away from zero; `nil` if it does not fit.
  func minorUnits(digits: Int) -> Int64? {
    Self.rounded(Int128(coefficient), scale: scale, digits: digits)
  }

  /// The value of `coefficient` / 10^`scale` in units of 10^-`digits`, half-up: a half goes away from
  /// zero, as tax administrations and Python's `ROUND_HALF_UP` do. `nil` if it does not fit.
  static func rounded(_ coefficient: Int128, scale: Int, digits: Int) -> Int64? {
    guard scale > digits else {
      let (product, overflow) = coefficient.multipliedReportingOverflow(
        by: powerOfTen(digits - scale))
      return overflow ? nil : Int64(exactly: product)
    }
    let divisor = powerOfTen(scale - digits)
    let (quotient, remainder) = coefficient.magnitude.quotientAndRemainder(
      dividingBy: divisor.magnitude)
    let magnitude = remainder * 2 >= divisor.magnitude ? quotient + 1 : quotient
    guard let units = Int64(exactly: magnitude) else { return nil }
    return coefficient < 0 ? -units : units
  }

  /// Ten to the power `exponent`, which is at most 36 here: four scales of nine digits.
  static func powerOfTen(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  /// The number with a point: "-0.0375".
  package var description: String { text(point: UInt8(ascii: ".")) }

  /// The number with another mark before its decimals.
  func text(point: UInt8) -> String {
    guard scale > 0 else { return String(coefficient) }
    var digits = 1
    var rest = coefficient.magnitude / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    let length = max(digits, scale + 1) + (isNegative ? 2 : 1)
    return String(unsafeUninitializedCapacity: length) { text in
      var rest = coefficient.magnitude
      for place in (0..<length).reversed() {
        if place == length - 1 - scale {
          text[place] = point
        } else if place == 0, isNegative {
          text[place] = UInt8(ascii: "-")
        } else {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
      }
      return length
    }
  }
}

extension SettingType<ExactDecimal> {
  /// A decimal number above zero.
  package static let amount = SettingType(
    en: "a number above zero, as 1500.00", fr: "un nombre positif, comme 1500,00"
  ) { text in ExactDecimal(text).flatMap { $0.coefficient > 0 ? $0 : nil } }
}
