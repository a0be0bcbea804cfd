import Localization

/// Which cards must have been verified with the customer's bank (3-D Secure) before they are charged.
///
/// Source: Braintree's guide "3D Secure"; its GraphQL schema, `ThreeDSecureAuthenticationInput`.
enum BraintreeThreeDSecure: Equatable, Sendable {
  /// Every card.
  case required
  /// Those that pay more than so much, in units of the payment's currency: below a limit, thirty euros within the
  /// European Economic Area, banks may do without.
  case above(ExactDecimal)
  /// None.
  case off

  /// Whether a card must be verified to pay `amount`.
  func isRequired(for amount: Amount) -> Bool {
    switch self {
    case .required: true
    case .above(let limit):
      Int128(amount.minorUnits) * ExactDecimal.powerOfTen(limit.scale)
        > Int128(limit.coefficient) * Int128(amount.currency.minorUnitsPerMajor)
    case .off: false
    }
  }
}

extension BraintreeThreeDSecure: CustomStringConvertible {
  private static let prefix = "above "

  /// `nil` if `text` says none of it.
  init?(_ text: String) {
    switch text.lowercased().trimmingSpaces {
    case "required": self = .required
    case "off": self = .off
    case let text where text.hasPrefix(Self.prefix):
      guard let limit = ExactDecimal(text.dropFirst(Self.prefix.count).trimmingSpaces),
        !limit.isNegative
      else { return nil }
      self = .above(limit)
    default: return nil
    }
  }

  /// As it is stored.
  var description: String {
    switch self {
    case .required: "required"
    case .above(let limit): Self.prefix + limit.description
    case .off: "off"
    }
  }
}

extension SettingType<BraintreeThreeDSecure> {
  static let threeDSecure = SettingType(
    en: "required, off, or above and an amount, as 'above 30'",
    fr: "required, off, ou above et un montant, comme « above 30 »",
    read: BraintreeThreeDSecure.init)
}
