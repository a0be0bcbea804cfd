package import Localization

/// How much of what is left to pay somebody is asked for: all of it unless it says otherwise.
///
/// It is settled when it is made and applied when it is used: whatever it says, no more is asked than is left.
package enum PartOfClaim: Hashable, Sendable {
  case whole
  /// A fixed amount, in minor units.
  case amount(Int64)
  /// Hundredths of a percent of the total, from 1 to 10,000.
  case share(Int64)
  /// What the customer enters: at least so much, in minor units.
  case free(minimum: Int64)

  /// The amounts that may be paid, in minor units: a single one unless the customer enters it.
  ///
  /// - Parameters:
  ///   - claim: what is left to pay, above zero.
  ///   - total: what was to be paid in all, which a share is of.
  func amounts(of claim: Int64, total: Int64) -> ClosedRange<Int64> {
    func alone(_ amount: Int64) -> ClosedRange<Int64> {
      let amount = max(1, min(amount, claim))
      return amount...amount
    }
    switch self {
    case .whole: return alone(claim)
    case .amount(let amount): return alone(amount)
    case .share(let share):
      return alone(
        ExactDecimal.rounded(Int128(total) * Int128(share), scale: 4, digits: 0) ?? claim)
    case .free(let minimum): return alone(minimum).lowerBound...claim
    }
  }
}

extension PartOfClaim {
  /// Where the number's lower bits begin to be what tells the case.
  private static let valueBits: Int64 = 56

  /// The part as a number, which links are signed with; `nil` for the whole.
  var code: Int64? {
    switch self {
    case .whole: nil
    case .amount(let amount): 1 << Self.valueBits | amount
    case .share(let share): 2 << Self.valueBits | share
    case .free(let minimum): 3 << Self.valueBits | minimum
    }
  }

  /// The part that `code` stands for; the whole for `nil`.
  ///
  /// It is `nil` if the number stands for none.
  init?(code: Int64?) {
    guard let code else {
      self = .whole
      return
    }
    let value = code & ((1 << Self.valueBits) - 1)
    guard (1...Amount.maximumMinorUnits).contains(value) else { return nil }
    switch code >> Self.valueBits {
    case 1: self = .amount(value)
    case 2 where value <= 10_000: self = .share(value)
    case 3: self = .free(minimum: value)
    default: return nil
    }
  }
}

extension PartOfClaim {
  /// A part as somebody asks for it, whatever the currency.
  package enum Wish: Sendable {
    case whole
    case amount(ExactDecimal)
    /// In percent of the total.
    case share(ExactDecimal)
    /// `nil` for any amount.
    case free(minimum: ExactDecimal?)

    /// The part of a claim in `currency`.
    ///
    /// - Throws: `Fault` if an amount is none of the currency's.
    package func part(in currency: Currency) throws(Fault) -> PartOfClaim {
      func units(_ number: ExactDecimal) throws(Fault) -> Int64 {
        try Amount(number, currency: currency).minorUnits
      }
      switch self {
      case .whole: return .whole
      case .amount(let number): return .amount(try units(number))
      case .share(let share): return .share(share.minorUnits(digits: 2) ?? 0)
      case .free(let minimum): return .free(minimum: try minimum.map(units) ?? 1)
      }
    }
  }
}

extension SettingType<ExactDecimal> {
  /// A share in percent, with two decimals at most.
  package static let share = SettingType(
    en: "a percentage above 0 and up to 100, as 30 or 33.33",
    fr: "un pourcentage entre 0 et 100, comme 30 ou 33,33"
  ) { text in
    ExactDecimal(text).flatMap { number in
      number.coefficient > 0 && number.withoutTrailingZeros.scale <= 2
        && (number.minorUnits(digits: 2) ?? .max) <= 10_000 ? number : nil
    }
  }
}
