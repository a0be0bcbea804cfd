import Localization

/// Amounts as Stripe writes them: whole minor units, which are not always those of ISO 4217.
///
/// Source: Stripe's page "Supported currencies", sections "Zero-decimal currencies", "Special cases",
/// "Three-decimal currencies" and "Minimum and maximum charge amounts".
enum StripeAmount {
  /// The amount in Stripe's units, if Stripe can charge it.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if the currency is none of Stripe's, the amount is finer
  ///   than Stripe takes, below the currency's minimum, or has more than eight digits.
  static func chargeable(_ amount: Amount) throws(ProviderError) -> Int64 {
    let code = amount.currency.code
    guard !unknown.contains(code) else { throw StripeProvider.unsupported(amount.currency) }
    let units = try units(of: amount)
    let least = Amount(minorUnits: minimum[code] ?? 1, currency: amount.currency)
    guard amount.minorUnits >= least.minorUnits else {
      throw StripeProvider.unsupported(
        en: "the least it takes is \(least.text.en)", fr: "son minimum est \(least.text.fr)")
    }
    guard units <= maximumUnits else {
      throw StripeProvider.unsupported(
        en: "\(amount.text.en) has more than the eight digits it takes",
        fr: "\(amount.text.fr) dépasse les huit chiffres qu’il accepte")
    }
    return units
  }

  /// The amount in Stripe's units.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if Stripe's units are too coarse for it.
  static func units(of amount: Amount) throws(ProviderError) -> Int64 {
    let currency = amount.currency
    let step = step(of: currency)
    let product = Int128(amount.minorUnits) * ExactDecimal.powerOfTen(digits(of: currency))
    guard amount.minorUnits.isMultiple(of: step),
      let units = Int64(exactly: product / ExactDecimal.powerOfTen(currency.digits))
    else {
      let finest = Amount(minorUnits: step, currency: currency)
      throw StripeProvider.unsupported(
        en: "it takes multiples of \(finest.text.en) only",
        fr: "il n’accepte que des multiples de \(finest.text.fr)")
    }
    return units
  }

  /// The amount that Stripe writes as `units` of `currency`, a code in lower case; `nil` if ISO 4217 has no
  /// such amount: another currency, or a part of its smallest unit.
  static func amount(_ units: Int64, currency code: String) -> Amount? {
    guard let currency = Currency(code: code) else { return nil }
    let (minorUnits, rest) = (Int128(units) * ExactDecimal.powerOfTen(currency.digits))
      .quotientAndRemainder(dividingBy: ExactDecimal.powerOfTen(digits(of: currency)))
    guard rest == 0, minorUnits.magnitude <= Amount.maximumMinorUnits.magnitude else { return nil }
    return Amount(minorUnits: Int64(minorUnits), currency: currency)
  }

  /// How many digits Stripe's minor unit of a currency stands for.
  private static func digits(of currency: Currency) -> Int {
    if currency.code == "MGA" { return 0 }
    // Without a minor unit by now, but Stripe goes on counting hundredths of them, whole units only.
    if currency.code == "ISK" || currency.code == "UGX" { return 2 }
    return currency.digits
  }

  /// Of how many minor units of ISO 4217 an amount must be a multiple: thousandths must end in 0.
  private static func step(of currency: Currency) -> Int64 {
    let digits = digits(of: currency)
    if digits < currency.digits { return currency.minorUnitsPerMajor }
    return digits == 3 ? 10 : 1
  }

  /// The largest number of units: eight digits.
  private static let maximumUnits: Int64 = 99_999_999

  /// Currencies of ISO 4217 that Stripe does not offer.
  private static let unknown = Set(
    "BTN CUP ERN IQD IRR KPW LYD MRU SDG SSP SYP TMT VED VES ZWG".split(separator: " ").map(
      String.init))

  /// The least amounts that Stripe takes, in minor units; it lists none for the other currencies.
  private static let minimum: [String: Int64] = [
    "AED": 200, "AUD": 50, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500, "DKK": 250, "EUR": 50,
    "GBP": 30, "HKD": 400, "HUF": 17_500, "INR": 50, "JPY": 50, "MXN": 1000, "MYR": 200,
    "NOK": 300, "NZD": 50, "PLN": 200, "RON": 200, "SEK": 300, "SGD": 50, "THB": 1000, "USD": 50,
  ]
}
