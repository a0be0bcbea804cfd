import Localization

@testable import VosfactKit

/// What must hold of reading decimal numbers, amounts, and rates of tax.
enum NumberProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let number = ExactDecimal(text) { try checkDecimal(number, from: text) }
    for code in ["EUR", "JPY", "KWD"] {
      guard let currency = Currency(code: code) else { continue }
      try checkAmount(text, in: currency)
    }
    if let rate = TaxRate(text) { try checkRate(rate) }
  }

  private static func checkDecimal(
    _ number: ExactDecimal, from text: String
  ) throws(BrokenProperty) {
    try require(
      text.utf8.allSatisfy { "0123456789+-.,".utf8.contains($0) }, "a number is digits and signs")
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { ".,".contains($0) }
    let digits = text.filter(\.isNumber).drop { $0 == "0" }
    try require(
      String(number.coefficient.magnitude) == (digits.isEmpty ? "0" : digits),
      "the digits are those written")
    try require(number.scale == (parts.count > 1 ? parts[1].count : 0), "the point stays")
    try require(
      number.isNegative == (text.hasPrefix("-") && !digits.isEmpty), "the sign is the one written")
    try require(ExactDecimal(number.description) == number, "a printed number reads as it was")
    for places in [0, 2, 3] { try checkRounding(number, to: places) }
  }

  private static func checkRounding(
    _ number: ExactDecimal, to digits: Int
  ) throws(BrokenProperty) {
    // At most 18 digits: every number fits.
    guard let units = number.minorUnits(digits: digits) else {
      throw BrokenProperty(sentence: "a number can be rounded to \(digits) digits")
    }
    let unit = ExactDecimal.powerOfTen(max(0, number.scale - digits))
    let exact =
      Int128(number.coefficient) * ExactDecimal.powerOfTen(max(0, digits - number.scale))
    let error = Int128(units) * unit - exact
    try require(error.magnitude * 2 <= unit.magnitude, "rounding is off by half a unit at most")
    let negated = ExactDecimal(coefficient: -number.coefficient, scale: number.scale)
    try require(negated.minorUnits(digits: digits) == -units, "both signs are rounded alike")
  }

  private static func checkAmount(
    _ text: String, in currency: Currency
  ) throws(BrokenProperty) {
    let amount: Amount
    do throws(Fault) {
      amount = try Amount(text, currency: currency)
    } catch {
      try require(isOneLine(error.text.en) && isOneLine(error.text.fr), "a refusal is one line")
      return
    }
    try require(
      amount.minorUnits.magnitude <= Amount.maximumMinorUnits.magnitude, "an amount is bounded")
    try require(
      (try? Amount(amount.decimal, currency: currency)) == amount,
      "a printed amount reads as it was")
    let decimals = amount.decimal.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    try require(decimals == currency.digits, "an amount has its currency's digits")
  }

  private static func checkRate(_ rate: TaxRate) throws(BrokenProperty) {
    try require(TaxRate(rate.description) == rate, "a printed rate reads as it was")
    let net = Amount.maximumMinorUnits
    guard let tax = rate.tax(onMinorUnits: net) else {
      throw BrokenProperty(sentence: "every amount can be taxed")
    }
    try require((0...net).contains(tax), "a tax is between nothing and the whole")
    try require(rate.tax(onMinorUnits: -net) == -tax, "both signs are taxed alike")
  }

  private static func isOneLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
