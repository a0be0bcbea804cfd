/// Amounts as PayPal writes them: decimal numbers in texts, not always with the digits of ISO 4217.
///
/// Source: PayPal's page "Currency codes" of its REST reference, and the schema `money` of Orders v2.
enum PayPalAmount {
  /// Accepts an amount that PayPal can take.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if the currency is none of PayPal's, or the amount has decimals
  ///   that it does not take.
  static func check(_ amount: Amount) throws(ProviderError) {
    let code = amount.currency.code
    guard currenciesWithDecimals.contains(code) || currenciesWithoutDecimals.contains(code) else {
      throw PayPalProvider.unsupported(amount.currency)
    }
    let isWhole = amount.minorUnits.isMultiple(of: amount.currency.minorUnitsPerMajor)
    guard isWhole || !currenciesWithoutDecimals.contains(code) else {
      throw PayPalProvider.unsupported(
        en: "it takes \(code) without decimals only",
        fr: "il n’accepte \(code) que sans décimales")
    }
  }

  /// The object that a request carries.
  ///
  /// - Throws: `ProviderError.unsupportedAmount`.
  static func json(_ amount: Amount) throws(ProviderError) -> JSONValue {
    try check(amount)
    let code = amount.currency.code
    let value =
      currenciesWithoutDecimals.contains(code)
      ? String(amount.minorUnits / amount.currency.minorUnitsPerMajor) : amount.decimal
    return ["currency_code": .string(code), "value": .string(value)]
  }

  /// The amount in an object of PayPal's; `nil` if it is none, or not one of ISO 4217.
  static func amount(_ json: JSONValue) -> Amount? {
    guard let code = json["currency_code"]?.string, let value = json["value"]?.string,
      let currency = Currency(code: code), currency.code == code,
      // A comma would be a decimal point to `Amount`.
      value.utf8.count <= 32, value.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0.isDigit })
    else { return nil }
    return try? Amount(value, currency: currency)
  }

  /// Those with two decimals; BRL and MYR only within their countries.
  private static let currenciesWithDecimals = Set(
    "AUD BRL CAD CHF CZK DKK EUR GBP HKD ILS MXN MYR NOK NZD PHP PLN SEK SGD THB USD"
      .split(separator: " ").map(String.init))

  /// Of these PayPal takes no decimals, though ISO 4217 gives two to HUF and TWD.
  private static let currenciesWithoutDecimals: Set = ["HUF", "JPY", "TWD"]
}
