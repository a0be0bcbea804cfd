/// The VAT rate of a line: a percentage, or one of the two ways of having none.
package enum TaxRate: Hashable, Sendable, CustomStringConvertible {
  /// A percentage from 0 to 100 without zeros at its end: 20, 5.5, 2.1.
  case percent(ExactDecimal)
  /// Not subject to VAT, `np` in the invoicing service's data.
  case notSubject
  /// VAT is left out of the document, `disabled` in the invoicing service's data.
  case disabled

  /// Reads "20", "5,5", "20%", "np" or "disabled"; `nil` for anything else, a negative rate or one over 100.
  ///
  /// "20", "20.0" and "20,00%" are one rate, so that their lines are taxed on one sum.
  package init?(_ text: String) {
    switch text.utf8.first {
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "d"), UInt8(ascii: "D"):
      switch text.lowercased() {
      case "np": self = .notSubject
      case "disabled": self = .disabled
      default: return nil
      }
    default:
      let digits =
        text.utf8.last == UInt8(ascii: "%") ? text.dropLast().trimmingSpaces[...] : text[...]
      guard let number = ExactDecimal(digits), !number.isNegative,
        Int128(number.coefficient) <= 100 * ExactDecimal.powerOfTen(number.scale)
      else { return nil }
      self = .percent(number.withoutTrailingZeros)
    }
  }

  /// The rate as a number of percent; zero where there is none.
  var percentage: ExactDecimal {
    switch self {
    case .percent(let number): number
    case .notSubject, .disabled: .zero
    }
  }

  /// The tax on `net` minor units, half-up; `nil` if it does not fit 64 bits.
  func tax(onMinorUnits net: Int64) -> Int64? {
    let rate = percentage
    let (product, overflow) = Int128(net).multipliedReportingOverflow(by: Int128(rate.coefficient))
    return overflow ? nil : ExactDecimal.rounded(product, scale: rate.scale + 2, digits: 0)
  }

  /// The tax that `gross` minor units, from zero to the largest amount, hold: rate / (100 + rate) of them,
  /// half-up.
  func tax(inMinorUnits gross: Int64) -> Int64 {
    let rate = percentage
    let whole = 100 * ExactDecimal.powerOfTen(rate.scale) + Int128(rate.coefficient)
    // Half-up by twice the fraction: at most 15 digits each, so that 128 bits hold the product.
    let doubled = 2 * Int128(gross) * Int128(rate.coefficient) + whole
    return Int64(doubled / (2 * whole))
  }

  /// The rate as data carry it: "20", "5.5", "np", "disabled".
  package var description: String {
    switch self {
    case .percent(let number): number.description
    case .notSubject: "np"
    case .disabled: "disabled"
    }
  }
}

extension SettingType<ExactDecimal> {
  /// A number from 0 to 100.
  static let percentage = SettingType(
    en: "a number from 0 to 100, as 2.5", fr: "un nombre de 0 à 100, comme 2,5"
  ) { text in
    guard let number = ExactDecimal(text), case .percent(let share)? = TaxRate(number.description)
    else { return nil }
    return share
  }
}
