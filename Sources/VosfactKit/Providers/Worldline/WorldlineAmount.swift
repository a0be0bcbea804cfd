/// Amounts as Worldline writes them: minor units of ISO 4217, twelve digits of them. Which currencies an account takes
/// is agreed with its acquirer.
///
/// Source: Worldline's API reference, "AmountOfMoney".
enum WorldlineAmount {
  private static let maximumUnits: Int64 = 999_999_999_999

  /// The object that stands for `amount`.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if it is not above zero, or too large.
  static func written(_ amount: Amount) throws(ProviderError) -> JSONValue {
    guard amount.minorUnits > 0 else { throw WorldlineProvider.amountNotPositive }
    guard amount.minorUnits <= maximumUnits else {
      throw WorldlineProvider.unsupported(
        en: "the amount is too large", fr: "le montant est trop grand")
    }
    return [
      "amount": .integer(amount.minorUnits), "currencyCode": .string(amount.currency.code),
    ]
  }

  /// The amount that an object says; `nil` if it says none.
  static func amount(_ value: JSONValue) -> Amount? {
    guard let units = value["amount"]?.int64, units >= 0, units <= Amount.maximumMinorUnits,
      let code = value["currencyCode"]?.string, let currency = Currency(code: code)
    else { return nil }
    return Amount(minorUnits: units, currency: currency)
  }
}
