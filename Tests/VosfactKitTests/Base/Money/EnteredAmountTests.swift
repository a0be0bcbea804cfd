import Localization
import Testing

@testable import VosfactKit

/// Amounts as people write them into a field.
@Suite struct EnteredAmountTests {
  @Test(
    "what can be read in one way is taken, with comma or point, groups and the currency's own sign",
    arguments: [
      ("50", "EUR", 5000), ("50,00", "EUR", 5000), ("50.00", "EUR", 5000), ("50,5", "EUR", 5050),
      ("0,01", "EUR", 1), (" 50,00 € ", "EUR", 5000), ("50.00 EUR", "EUR", 5000),
      ("€50", "EUR", 5000), ("eur 50", "EUR", 5000), ("1234,56", "EUR", 123_456),
      ("1 234,56", "EUR", 123_456), ("1\u{202F}234,56\u{202F}€", "EUR", 123_456),
      ("1,234.56", "EUR", 123_456), ("1.234,56", "EUR", 123_456), ("1'234.50", "CHF", 123_450),
      ("1,234,567", "EUR", 123_456_700), ("12.345.678,9", "EUR", 1_234_567_890),
      ("007", "EUR", 700), ("1200", "JPY", 1200), ("1,200", "JPY", 1200),
      ("1.200 JPY", "JPY", 1200),
      ("1,234", "KWD", 1234), ("1.5", "KWD", 1500),
      ("9999999999999,99", "EUR", 999_999_999_999_999),
    ])
  func taken(_ text: String, _ code: String, _ units: Int64) throws {
    let currency = try #require(Currency(code: code))
    #expect(Amount(entered: text, in: currency)?.minorUnits == units)
  }

  @Test(
    "what can be read in two ways, or none, is not",
    arguments: [
      ("", "EUR"), (" ", "EUR"), ("€", "EUR"), ("-5", "EUR"), ("+5", "EUR"), ("1,234", "EUR"),
      ("1.234", "EUR"), ("1,2345", "EUR"), ("50,", "EUR"), (",50", "EUR"), ("50,00,", "EUR"),
      ("12,34,56", "EUR"), ("1 23,00", "EUR"), ("12 34", "EUR"), ("1,23.00", "EUR"),
      ("1.234.56", "EUR"), ("1,234.567", "EUR"), ("1 234'567", "EUR"), ("5e3", "EUR"),
      ("50 $", "EUR"), ("50 EURO", "EUR"), ("٥٠", "EUR"), ("５０", "EUR"), ("NaN", "EUR"),
      ("10000000000000,00", "EUR"), (String(repeating: "9", count: 40), "EUR"), ("1,20", "JPY"),
      ("1,2345", "KWD"), ("<b>", "EUR"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let currency = try #require(Currency(code: code))
    #expect(Amount(entered: text, in: currency) == nil)
  }

  @Test("what is shown as it would be entered is read again", arguments: ["EUR", "JPY", "KWD"])
  func roundTrip(_ code: String) throws {
    let currency = try #require(Currency(code: code))
    for units: Int64 in [1, 10, 999, 123_456_789] {
      let amount = Amount(minorUnits: units, currency: currency)
      #expect(Amount(entered: amount.entered(in: .french), in: currency) == amount)
      #expect(Amount(entered: amount.entered(in: .english), in: currency) == amount)
      #expect(Amount(entered: amount.text.fr, in: currency) == amount)
      #expect(Amount(entered: amount.text.en, in: currency) == amount)
    }
  }
}
