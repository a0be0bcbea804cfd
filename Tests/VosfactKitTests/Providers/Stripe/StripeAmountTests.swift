import Localization
import Testing

@testable import VosfactKit

@Suite struct StripeAmountTests {
  @Test(
    "an amount has its units at Stripe, and comes back from them",
    arguments: [
      ("129.90", "EUR", 12_990), ("0.50", "EUR", 50), ("999999.99", "EUR", 99_999_999),
      ("1200", "JPY", 1200), ("1200", "KRW", 1200), ("1200.00", "MGA", 1200), ("1", "ISK", 100),
      ("12000", "UGX", 1_200_000), ("5.120", "KWD", 5120), ("5.130", "TND", 5130),
      ("500.00", "HUF", 50_000), ("500.55", "TWD", 50_055), ("0.30", "GBP", 30),
    ])
  func converted(_ text: String, _ code: String, _ units: Int64) throws {
    let amount = try Amount(text, currency: #require(Currency(code: code)))
    #expect(try StripeAmount.chargeable(amount) == units)
    #expect(StripeAmount.amount(units, currency: code.lowercased()) == amount)
  }

  @Test(
    "an amount that Stripe cannot charge is refused, with the reason in each language",
    arguments: [
      ("1200.50", "MGA", "multiples of 1.00 MGA", "multiples de 1,00"),
      ("5.124", "KWD", "multiples of 0.010 KWD", "multiples de 0,010"),
      ("0.49", "EUR", "least it takes is 0.50 EUR", "minimum est 0,50"),
      ("0.29", "GBP", "least it takes is 0.30 GBP", "minimum est 0,30"),
      ("49", "JPY", "least it takes is 50 JPY", "minimum est 50"),
      ("0.00", "BAM", "least it takes is 0.01 BAM", "minimum est 0,01"),
      ("-5.00", "EUR", "least it takes", "minimum"),
      ("1000000.00", "EUR", "eight digits", "huit chiffres"),
      ("1000000", "ISK", "eight digits", "huit chiffres"),
      ("10000000000000", "UGX", "eight digits", "huit chiffres"),
      ("5.000", "IQD", "IQD is not on offer", "IQD n’est pas proposé"),
    ])
  func refused(_ text: String, _ code: String, _ english: String, _ french: String) throws {
    let amount = try Amount(text, currency: #require(Currency(code: code)))
    let error = #expect(throws: ProviderError.self) { try StripeAmount.chargeable(amount) }
    #expect(error?.nature == .refused)
    #expect(error?.text.en.contains(english) == true)
    #expect(error?.text.fr.contains(french) == true)
  }

  @Test(
    "units that ISO 4217 has no amount for give none",
    arguments: [
      (150, "isk"), (1, "ugx"), (100, "usdc"), (100, ""), (Int64.max, "mga"), (.min, "eur"),
    ])
  func unwritable(_ units: Int64, _ code: String) {
    #expect(StripeAmount.amount(units, currency: code) == nil)
  }
}
