/// Amounts as BitPay writes them: JSON numbers in units of the currency, whose literals are read and never rounded.
///
/// Source: BitPay's API reference, resource "Invoices", field `price`.
enum BitPayAmount {
  /// The number that stands for `amount`.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if it is not above zero.
  static func written(_ amount: Amount) throws(ProviderError) -> JSONValue {
    guard amount.minorUnits > 0 else { throw BitPayProvider.amountNotPositive }
    return .number(
      ExactDecimal(coefficient: amount.minorUnits, scale: amount.currency.digits)
        .withoutTrailingZeros.description)
  }

  /// The amount that the number `value` says; `nil` if it says none of that currency.
  static func amount(_ value: JSONValue, currency code: String) -> Amount? {
    guard case .number(let literal) = value, let currency = Currency(code: code) else { return nil }
    return (try? Amount(literal, currency: currency)).flatMap { $0.minorUnits >= 0 ? $0 : nil }
  }
}
