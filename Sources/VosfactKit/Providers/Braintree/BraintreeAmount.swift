/// Amounts as Braintree writes them: decimal numbers, with or without zeros at the end.
///
/// Source: Braintree's GraphQL schema, scalar `Amount` and type `MonetaryAmount`.
enum BraintreeAmount {
  /// The number that a request carries, with exactly the currency's digits. The currency itself is that of the
  /// merchant account.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` unless it is above zero.
  static func written(_ amount: Amount) throws(ProviderError) -> String {
    guard amount.minorUnits > 0 else { throw BraintreeProvider.amountNotPositive }
    return amount.decimal
  }

  /// The amount that Braintree writes as `number` of the currency `code`; `nil` if it is none of ISO 4217.
  static func amount(_ number: String, currency code: String) -> Amount? {
    guard let currency = Currency(code: code), currency.code == code, number.utf8.count <= 32,
      // A comma would be a decimal point to `Amount`, and a sign part of the number.
      number.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0.isDigit })
    else { return nil }
    return try? Amount(number, currency: currency)
  }

  /// The amount in an object of the API: `value` and `currencyCode`.
  static func amount(_ json: JSONValue) -> Amount? {
    json["value"]?.string.flatMap { number in
      json["currencyCode"]?.string.flatMap { amount(number, currency: $0) }
    }
  }
}
