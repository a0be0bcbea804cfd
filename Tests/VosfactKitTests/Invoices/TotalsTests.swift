import Localization
import Testing

@testable import VosfactKit

@Suite struct TotalsTests {
  @Test("tax is computed on the sum of a rate's lines, not on each line")
  func taxOnTheSum() throws {
    let lines = try (0..<3).map { _ in try line("1", "0.05", "20") }
    #expect(lines.allSatisfy { $0.amounts == LineAmounts(net: 5, tax: 1) })
    #expect(try Totals(of: lines) == Totals(net: 15, tax: 3, total: 18))

    let small = try (0..<3).map { _ in try line("1", "0.02", "20") }
    #expect(small.allSatisfy { $0.amounts == LineAmounts(net: 2, tax: 0) })
    #expect(try Totals(of: small) == Totals(net: 6, tax: 1, total: 7))
  }

  @Test("a rate written in two ways is one rate")
  func oneRate() throws {
    let lines = [try line("1", "0.02", "20"), try line("1", "0.01", "20.0")]
    #expect(try Totals(of: lines) == Totals(net: 3, tax: 1, total: 4))
  }

  @Test("each rate is rounded for itself")
  func twoRates() throws {
    let lines = [
      try line("3", "33.33", "20"), try line("1", "10.01", "5.5"), try line("2", "5", "np"),
      DocumentLine(separator: "—"), try line("1", "1.99", "5.5"),
    ]
    // 99.99 at 20 % is 20.00 (19.998), 12.00 at 5.5 % is 0.66, 10.00 without tax.
    #expect(try Totals(of: lines) == Totals(net: 12199, tax: 2066, total: 14265))
  }

  @Test(
    "the minor unit is the currency's",
    arguments: [
      ("JPY", "3", "333", "10", 999, 100), ("JPY", "1", "0.5", "10", 1, 0),
      ("KWD", "3", "0.0335", "5", 101, 5), ("EUR", "0.5", "0.01", "20", 1, 0),
      ("EUR", "-2", "50.00", "20", -10000, -2000),
    ] as [(String, String, String, String, Int64, Int64)])
  func currencies(
    _ code: String, _ quantity: String, _ price: String, _ rate: String, _ net: Int64, _ tax: Int64
  ) throws {
    let currency = try #require(Currency(code: code))
    let amounts = try line(quantity, price, rate, in: currency).amounts
    #expect(amounts == LineAmounts(net: net, tax: tax))
  }

  @Test(
    "a discount is taken off before the one rounding",
    arguments: [
      ("2", "50.00", "10", 9000), ("1", "0.05", "10", 5), ("1", "0.05", "11", 4),
      ("3", "9.99", "33.333", 1998), ("1", "100", "0", 10000), ("1", "100", "100", 0),
      ("1", "10.01", "50", 501), ("-1", "10.01", "50", -501),
    ] as [(String, String, String, Int64)])
  func discount(_ quantity: String, _ price: String, _ discount: String, _ net: Int64) throws {
    #expect(try line(quantity, price, "20", discount: discount).amounts?.net == net)
  }

  @Test("line amounts agree with the written multiplication rounded by hand", arguments: 0..<5)
  func generated(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<200 {
      let quantity = ExactDecimal(
        coefficient: Int64.random(in: -99_999...99_999, using: &generator),
        scale: Int.random(in: 0...4, using: &generator))
      let price = ExactDecimal(
        coefficient: Int64.random(in: 0...99_999_999, using: &generator),
        scale: Int.random(in: 0...4, using: &generator))
      let percent = Int64.random(in: 0...1000, using: &generator)
      let discount = ExactDecimal(coefficient: percent, scale: 1)
      let amounts = try LineAmounts(
        quantity: quantity, unitPrice: price, taxRate: .notSubject, discountPercent: discount,
        currency: .euro)
      let expected = roundedByHand(
        UInt128(quantity.coefficient.magnitude) * UInt128(price.coefficient)
          * UInt128(1000 - percent),
        isNegative: quantity.isNegative, scale: quantity.scale + price.scale + 3, digits: 2)
      #expect(Int128(amounts.net) == expected)
    }
  }

  @Test(
    "a line beyond the largest amount is refused, never a trap",
    arguments: [
      ("999999999999999", "999999999999999", nil), ("-999999999999999", "999999999999999", "0"),
      ("999999999999999", "999999999999999", "0.000000001"), ("2", "5000000000000", nil),
    ] as [(String, String, String?)])
  func largeLine(_ quantity: String, _ price: String, _ discount: String?) throws {
    #expect(throws: Fault.totalTooLarge) {
      try line(quantity, price, "20", discount: discount)
    }
  }

  @Test("a total beyond the largest amount is refused")
  func largeTotal() throws {
    let most = try line("1", "9999999999999.99", "np")
    #expect(try Totals(of: [most]).total == Amount.maximumMinorUnits)
    let cent = try line("1", "0.01", "np")
    #expect(throws: Fault.totalTooLarge) { try Totals(of: [most, cent]) }
    let taxed = try line("1", "5000000000000", "100")
    #expect(throws: Fault.totalTooLarge) { try Totals(of: [taxed, cent]) }
    let extreme = DocumentLine(
      name: "extreme", quantity: nil, unit: nil, unitPrice: nil, taxRate: .notSubject,
      discountPercent: nil, amounts: LineAmounts(net: .max, tax: 0))
    #expect(throws: Fault.totalTooLarge) { try Totals(of: [extreme, extreme]) }
  }

  @Test("only the result must fit, in whatever order the lines come")
  func orderOfLines() throws {
    let most = try line("1", "9999999999999.99", "np")
    let back = try line("-1", "9999999999999.99", "0")
    let cent = try line("1", "0.01", "disabled")
    for lines in [
      [most, cent, back], [cent, back, most], [back, most, cent], [most, back, cent],
    ] {
      #expect(try Totals(of: lines) == Totals(net: 1, tax: 0, total: 1))
    }
    let same = try line("-1", "0.01", "np")
    #expect(try Totals(of: [most, try line("1", "0.01", "np"), same]).net == most.amounts?.net)
  }

  @Test("no lines come to nothing")
  func none() throws {
    #expect(try Totals(of: []) == Totals(net: 0, tax: 0, total: 0))
    #expect(try Totals(of: [DocumentLine(separator: "x")]) == Totals(net: 0, tax: 0, total: 0))
  }

  @discardableResult
  private func line(
    _ quantity: String, _ price: String, _ rate: String, discount: String? = nil,
    in currency: Currency = .euro
  ) throws -> DocumentLine {
    let quantity = try #require(ExactDecimal(quantity))
    let price = try #require(ExactDecimal(price))
    let rate = try #require(TaxRate(rate))
    let discount = try discount.map { try #require(ExactDecimal($0)) }
    return DocumentLine(
      name: "thing", quantity: quantity, unit: nil, unitPrice: price, taxRate: rate,
      discountPercent: discount,
      amounts: try LineAmounts(
        quantity: quantity, unitPrice: price, taxRate: rate, discountPercent: discount,
        currency: currency))
  }
}
