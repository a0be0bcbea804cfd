/// Amounts as Ingenico writes them: hundredths of the currency's unit on the way there, whatever the currency, and
/// units with a decimal point on the way back.
///
/// Source: Ingenico's guide "e-Commerce", parameter `AMOUNT`, and its guide "Transaction feedback", parameter
/// `amount`. Which currencies an account takes is agreed with its acquirer.
enum IngenicoAmount {
  /// The amount in hundredths of the currency's unit.
  ///
  /// - Throws: `ProviderError.unsupportedAmount` if it is none, not above zero, or too large.
  static func written(_ amount: Amount) throws(ProviderError) -> Int64 {
    let (hundredths, rest) = (Int128(amount.minorUnits) * 100)
      .quotientAndRemainder(dividingBy: Int128(amount.currency.minorUnitsPerMajor))
    guard rest == 0 else {
      let code = amount.currency.code
      throw IngenicoProvider.unsupported(
        en: "it takes no more than two decimals of \(code)",
        fr: "il n’accepte pas plus de deux décimales de \(code)")
    }
    guard hundredths > 0 else { throw IngenicoProvider.amountNotPositive }
    guard let hundredths = Int64(exactly: hundredths), hundredths < 1_000_000_000_000_000 else {
      throw IngenicoProvider.unsupported(
        en: "the amount is too large", fr: "le montant est trop grand")
    }
    return hundredths
  }

  /// The amount that `text` says in units, with a point and at most two decimals; `nil` if it says none.
  static func amount(_ text: String, currency code: String) -> Amount? {
    let point = UInt8(ascii: ".")
    // A decimal number of ours may also have a sign or a comma, or nothing on one side of the point.
    guard text.utf8.allSatisfy({ $0 == point || $0.isDigit }), text.utf8.first != point,
      text.utf8.last != point, let number = ExactDecimal(text),
      number.scale <= 2, let currency = Currency(code: code)
    else { return nil }
    return try? Amount(number, currency: currency)
  }
}
