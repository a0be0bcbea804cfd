/// A currency of ISO 4217, with the number of digits of its minor unit.
package struct Currency: Hashable, Sendable {
  /// The alphabetic code, in upper case: `EUR`.
  package let code: String
  /// How many decimal digits its minor unit stands for: 2 for EUR, 0 for JPY, 3 for KWD.
  package let digits: Int

  /// The currency with this alphabetic code, in either case; `nil` if ISO 4217 does not list it.
  package init?(code: String) {
    // Other letters may become these when written in upper case, as "ß" becomes "SS".
    guard code.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let code = code.uppercased()
    guard let digits = Self.digitsByCode[code] else { return nil }
    self.code = code
    self.digits = digits
  }

  private init(known code: String, digits: Int) {
    self.code = code
    self.digits = digits
  }

  /// Every currency, in the order of the codes.
  static let all = digitsByCode.map { Currency(known: $0.key, digits: $0.value) }
    .sorted { $0.code < $1.code }

  package static let euro = Currency(known: "EUR", digits: 2)

  /// How many minor units make one major unit: 100 for EUR, 1 for JPY.
  var minorUnitsPerMajor: Int64 { (0..<digits).reduce(1) { product, _ in product * 10 } }

  /// ISO 4217, list one (funds and metals left out), by number of digits.
  private static let digitsByCode: [String: Int] = {
    let codesByDigits: [(Int, String)] = [
      (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
      (
        2,
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD \
        CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
        GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD \
        LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB \
        PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
        SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW \
        ZWG
        """
      ),
      (3, "BHD IQD JOD KWD LYD OMR TND"),
    ]
    var digits: [String: Int] = [:]
    for (count, codes) in codesByDigits {
      for code in codes.split(separator: " ") { digits[String(code)] = count }
    }
    return digits
  }()
}

extension SettingType<Currency> {
  package static let currency = SettingType(
    en: "a currency of ISO 4217, as EUR", fr: "une devise d’ISO 4217, comme EUR", write: \.code
  ) { Currency(code: $0) }
}

extension SettingType<[Currency]> {
  /// Currencies, separated by commas.
  static let currencies = SettingType(
    en: "currencies of ISO 4217 separated by commas, as EUR,CHF",
    fr: "des devises d’ISO 4217 séparées par des virgules, comme EUR,CHF",
    write: { $0.map(\.code).joined(separator: ",") }
  ) { text in
    let codes = text.split(separator: ",").map { Currency(code: $0.trimmingSpaces) }
    let known = codes.compactMap(\.self)
    return known.isEmpty || known.count < codes.count ? nil : known
  }
}
