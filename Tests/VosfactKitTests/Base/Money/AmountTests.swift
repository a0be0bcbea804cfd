import Localization
import Testing

@testable import VosfactKit

@Suite struct AmountTests {
  @Test(
    "an amount is read into minor units and printed with exactly the currency's digits",
    arguments: [
      ("120", "EUR", 12000, "120.00"), ("120.5", "EUR", 12050, "120.50"),
      ("120,05", "EUR", 12005, "120.05"), ("120.000", "EUR", 12000, "120.00"),
      ("-0.05", "EUR", -5, "-0.05"), ("0", "EUR", 0, "0.00"), ("-0", "EUR", 0, "0.00"),
      ("1200", "JPY", 1200, "1200"), ("1200.00", "JPY", 1200, "1200"),
      ("1.234", "KWD", 1234, "1.234"), ("-1.2", "KWD", -1200, "-1.200"),
      ("9999999999999.99", "EUR", 999_999_999_999_999, "9999999999999.99"),
      ("999999999999.999", "KWD", 999_999_999_999_999, "999999999999.999"),
    ] as [(String, String, Int64, String)])
  func reading(_ text: String, _ code: String, _ units: Int64, _ decimal: String) throws {
    let currency = try #require(Currency(code: code))
    let amount = try Amount(text, currency: currency)
    #expect(amount.minorUnits == units)
    #expect(amount.decimal == decimal)
    #expect(try Amount(decimal, currency: currency) == amount)
  }

  @Test(
    "what is no number is refused as such",
    arguments: ["", "abc", "1 000", "1.2.3", "12€", "1e3", "--1", "١", ".", "-"])
  func notANumber(_ text: String) {
    #expect(throws: Fault.notAnAmount(text)) { try Amount(text, currency: .euro) }
  }

  @Test(
    "digits finer than the currency are refused, not rounded",
    arguments: [
      ("120.005", "EUR", 2), ("0.001", "EUR", 2), ("1200.5", "JPY", 0), ("1.2345", "KWD", 3),
      ("0.00999", "EUR", 2), ("-0.001", "EUR", 2), ("0.12345678901234567", "EUR", 2),
      ("120.0000000000", "EUR", 2),
    ])
  func tooPrecise(_ text: String, _ code: String, _ digits: Int) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.digits == digits)
    #expect(throws: Fault.tooPrecise(text, currency)) {
      try Amount(text, currency: currency)
    }
  }

  @Test(
    "a number beyond the largest amount is refused as too large, whatever its length",
    arguments: [
      ("10000000000000.00", "EUR"), ("1000000000000", "KWD"), ("-10000000000000", "EUR"),
      ("1000000000000000", "JPY"), ("99999999999999999999999999999", "EUR"),
      ("-99999999999999999999999999999.99", "JPY"),
    ])
  func tooLarge(_ text: String, _ code: String) throws {
    let currency = try #require(Currency(code: code))
    #expect(throws: Fault.tooLargeAnAmount(text)) { try Amount(text, currency: currency) }
  }

  @Test(
    "a person reads an amount as is usual in each language",
    arguments: [
      (123456, "EUR", "1,234.56 EUR", "1\u{202F}234,56\u{202F}€"),
      (-123_456_789, "EUR", "-1,234,567.89 EUR", "-1\u{202F}234\u{202F}567,89\u{202F}€"),
      (5, "EUR", "0.05 EUR", "0,05\u{202F}€"), (99999, "USD", "999.99 USD", "999,99\u{202F}$"),
      (100_000, "GBP", "1,000.00 GBP", "1\u{202F}000,00\u{202F}£"),
      (1200, "JPY", "1,200 JPY", "1\u{202F}200\u{202F}JPY"), (0, "JPY", "0 JPY", "0\u{202F}JPY"),
      (1_234_567, "KWD", "1,234.567 KWD", "1\u{202F}234,567\u{202F}KWD"),
      (
        Int64.min, "JPY", "-9,223,372,036,854,775,808 JPY",
        "-9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808\u{202F}JPY"
      ),
    ] as [(Int64, String, String, String)])
  func text(_ units: Int64, _ code: String, _ english: String, _ french: String) throws {
    let amount = Amount(minorUnits: units, currency: try #require(Currency(code: code)))
    #expect(amount.text[.english] == english)
    #expect(amount.text[.french] == french)
  }

  @Test("generated amounts print and read the same again", arguments: ["JPY", "EUR", "KWD"])
  func roundTrip(_ code: String) throws {
    let currency = try #require(Currency(code: code))
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let units = Int64.random(in: -99_999_999_999_999...99_999_999_999_999, using: &generator)
      let amount = Amount(minorUnits: units, currency: currency)
      #expect(try Amount(amount.decimal, currency: currency) == amount)
    }
  }

  @Test(
    "a refusal shows what was given without its control characters, in both languages",
    arguments: [
      Fault.notAnAmount("\u{1B}[31m"), .tooPrecise("\u{1B}", .euro),
      .tooLargeAnAmount("\u{1B}"), .unknownCurrency("\u{1B}"),
    ])
  func refusal(_ error: Fault) {
    for language in Language.allCases {
      #expect(!error.text[language].contains("\u{1B}"))
      #expect(error.text[language].contains(";"))
    }
    #expect(error.nature == .badValue)
  }

  @Test("a currency without minor unit is told to be written without a point")
  func whole() throws {
    let error = Fault.tooPrecise("1.5", try #require(Currency(code: "JPY")))
    #expect(error.text.en == "1.5 is finer than JPY can be paid; write a whole number")
    #expect(error.text.fr == "1.5 est plus fin que ne le permet JPY ; écrivez un nombre entier")
  }
}
