/// Amounts and currencies as PayZen writes them: whole numbers of the smallest unit, and ISO 4217's numbers in
/// forms.
///
/// Source: the table of currencies of Lyra's module for WooCommerce, `getSupportedCurrencies`.
enum PayZenAmount {
  /// The currencies that PayZen takes, with their numbers and digits; those of IDR differ from ISO 4217.
  private static let currencies: [(code: String, number: String, digits: Int)] = [
    ("ARS", "032", 2), ("AUD", "036", 2), ("BRL", "986", 2), ("CAD", "124", 2), ("CHF", "756", 2),
    ("CNY", "156", 2), ("COP", "170", 2), ("CZK", "203", 2), ("DKK", "208", 2), ("EUR", "978", 2),
    ("GBP", "826", 2), ("HKD", "344", 2), ("HUF", "348", 2), ("IDR", "360", 0), ("INR", "356", 2),
    ("JPY", "392", 0), ("KHR", "116", 0), ("KRW", "410", 0), ("KWD", "414", 3), ("MAD", "504", 2),
    ("MXN", "484", 2), ("MYR", "458", 2), ("NOK", "578", 2), ("NZD", "554", 2), ("PEN", "604", 2),
    ("PHP", "608", 2), ("PLN", "985", 2), ("RUB", "643", 2), ("SEK", "752", 2), ("SGD", "702", 2),
    ("THB", "764", 2), ("TND", "788", 3), ("TRY", "949", 2), ("TWD", "901", 2), ("USD", "840", 2),
    ("XOF", "952", 0), ("XPF", "953", 0), ("ZAR", "710", 2),
  ]

  /// The amount in PayZen's units, with the currency's number.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if PayZen does not take the currency, or no amount as fine, or
  ///   none that small.
  static func written(_ amount: Amount) throws(ProviderError) -> (units: Int64, currency: String) {
    let code = amount.currency.code
    guard let currency = currencies.first(where: { $0.code == code }) else {
      throw PayZenProvider.unsupported(amount.currency)
    }
    let (units, rest) = (Int128(amount.minorUnits) * ExactDecimal.powerOfTen(currency.digits))
      .quotientAndRemainder(dividingBy: ExactDecimal.powerOfTen(amount.currency.digits))
    guard rest == 0 else {
      throw PayZenProvider.unsupported(
        en: "it takes no decimals of \(code)", fr: "il n’accepte pas de décimales de \(code)")
    }
    guard units > 0, let units = Int64(exactly: units) else {
      throw PayZenProvider.amountNotPositive
    }
    return (units, currency.number)
  }

  /// The amount that a form writes as `units` of the currency with this number; `nil` if there is none.
  static func amount(_ units: String, number: String) -> Amount? {
    guard units.isDigits, let units = Int64(units),
      let currency = currencies.first(where: { $0.number == number })
    else { return nil }
    return amount(units, currency.code, digits: currency.digits)
  }

  /// The amount that the REST API writes as `units` of the currency with this code; `nil` if there is none.
  static func amount(_ units: Int64, code: String) -> Amount? {
    guard let currency = currencies.first(where: { $0.code == code }) else { return nil }
    return amount(units, code, digits: currency.digits)
  }

  private static func amount(_ units: Int64, _ code: String, digits: Int) -> Amount? {
    guard units >= 0, let currency = Currency(code: code) else { return nil }
    let (minorUnits, rest) = (Int128(units) * ExactDecimal.powerOfTen(currency.digits))
      .quotientAndRemainder(dividingBy: ExactDecimal.powerOfTen(digits))
    guard rest == 0, minorUnits <= Int128(Amount.maximumMinorUnits) else { return nil }
    return Amount(minorUnits: Int64(minorUnits), currency: currency)
  }
}
