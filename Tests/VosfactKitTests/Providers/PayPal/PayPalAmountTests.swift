import Localization
import Testing

@testable import VosfactKit

@Suite struct PayPalAmountTests {
  private func amount(_ units: Int64, _ code: String) throws -> Amount {
    Amount(minorUnits: units, currency: try #require(Currency(code: code)))
  }

  @Test(
    "an amount is written with the digits that PayPal takes, and read again",
    arguments: [
      (Int64(12_990), "EUR", "129.90"), (1, "USD", "0.01"), (1200, "JPY", "1200"),
      (120_000, "HUF", "1200"), (50_000, "TWD", "500"), (100, "BRL", "1.00"), (5, "MYR", "0.05"),
    ])
  func written(_ units: Int64, _ code: String, _ value: String) throws {
    let amount = try amount(units, code)
    let json = try PayPalAmount.json(amount)
    #expect(json == ["currency_code": .string(code), "value": .string(value)])
    #expect(PayPalAmount.amount(json) == amount)
  }

  @Test(
    "an amount that PayPal cannot take is refused",
    arguments: [
      (Int64(1), "HUF"), (120_050, "HUF"), (1, "TWD"), (1000, "KWD"), (100, "TND"), (100, "MAD"),
      (100, "RUB"), (100, "TRY"), (100, "ISK"),
    ])
  func refused(_ units: Int64, _ code: String) throws {
    let amount = try amount(units, code)
    let error = #expect(throws: ProviderError.self) { try PayPalProvider.check(amount) }
    guard case .unsupportedAmount("paypal", let reason) = error else {
      return #expect(Bool(false), "not refused: \(error as Any)")
    }
    #expect(reason.en != reason.fr)
  }

  @Test("every currency of PayPal's list is taken")
  func currencies() throws {
    let codes =
      "AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD"
    for code in codes.split(separator: " ") {
      let currency = try #require(Currency(code: String(code)))
      try PayPalProvider.check(Amount(minorUnits: 10_000, currency: currency))
    }
  }

  @Test(
    "what is no amount is none",
    arguments: [
      #"{"currency_code":"EUR","value":129.9}"#, #"{"currency_code":"EUR","value":"129,90"}"#,
      #"{"currency_code":"EUR","value":"-1.00"}"#, #"{"currency_code":"EUR","value":"+1.00"}"#,
      #"{"currency_code":"EUR","value":"1.005"}"#, #"{"currency_code":"eur","value":"1.00"}"#,
      #"{"currency_code":"XXA","value":"1.00"}"#, #"{"currency_code":"EUR"}"#, #"{}"#, "null",
      #"{"currency_code":"EUR","value":"000000000000000000000000000000001"}"#,
      #"{"currency_code":"EUR","value":""}"#, #"{"currency_code":"EUR","value":"1e3"}"#,
    ])
  func none(_ text: String) throws {
    #expect(PayPalAmount.amount(try JSONValue(parsing: Array(text.utf8))) == nil)
  }
}
