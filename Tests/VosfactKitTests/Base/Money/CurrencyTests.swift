import Testing

@testable import VosfactKit

@Suite struct CurrencyTests {
  @Test(
    "a currency has the digits that ISO 4217 gives its minor unit",
    arguments: [
      ("EUR", 2), ("USD", 2), ("GBP", 2), ("CHF", 2), ("XCG", 2), ("HUF", 2), ("JPY", 0),
      ("KRW", 0), ("XOF", 0), ("XAF", 0), ("XPF", 0), ("CLP", 0), ("ISK", 0), ("KWD", 3),
      ("TND", 3), ("BHD", 3), ("JOD", 3), ("OMR", 3),
    ])
  func digits(_ code: String, _ digits: Int) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.code == code)
    #expect(currency.digits == digits)
  }

  @Test("a code is read in either case", arguments: ["eur", "Eur", "EUR"])
  func either(_ code: String) {
    #expect(Currency(code: code) == .euro)
  }

  @Test(
    "what is no code of three ASCII letters that ISO 4217 lists is no currency",
    arguments: [
      "", "E", "EU", "EURO", "ABC", "XXX", "XAU", "€", "EUR ", " EUR", "E\u{301}UR", "123",
      "\u{17F}EK", "\u{212A}WD", "ＥＵＲ", "EUR\u{0}", "\u{FB05}N", "ßP",
    ])
  func unknown(_ code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test(
    "a major unit is ten to the power of the digits",
    arguments: [("JPY", 1), ("EUR", 100), ("KWD", 1000)] as [(String, Int64)])
  func major(_ code: String, _ units: Int64) throws {
    #expect(try #require(Currency(code: code)).minorUnitsPerMajor == units)
  }
}
