import Testing

@testable import VosfactKit

@Suite struct TaxRateTests {
  @Test(
    "a rate is read as data and people write it",
    arguments: [
      ("20", "20"), ("5.5", "5.5"), ("5,5", "5.5"), ("20%", "20"), ("2,10%", "2.1"),
      ("20.00", "20"), ("20 %", "20"), ("5,5 %", "5.5"), ("0", "0"),
      ("100", "100"), ("100.00", "100"), ("0.00", "0"), ("np", "np"), ("NP", "np"),
      ("disabled", "disabled"),
      ("Disabled", "disabled"),
    ])
  func reading(_ text: String, _ written: String) throws {
    let rate = try #require(TaxRate(text))
    #expect(rate.description == written)
    #expect(TaxRate(written) == rate)
  }

  @Test(
    "anything else is no rate",
    arguments: [
      "", "%", "20%%", "-1", "-0.01", "100.01", "100.001", "100.000000001", "101", "20 % %", "abc",
      "1e1", "99999999999999999", "n p",
    ])
  func refusal(_ text: String) {
    #expect(TaxRate(text) == nil)
  }

  @Test(
    "tax is rounded half-up, away from zero",
    arguments: [
      ("20", 100, 20), ("20", 2, 0), ("20", 3, 1), ("5.5", 100, 6), ("5.5", 10000, 550),
      ("20", -3, -1), ("20", -2, 0), ("2.1", 1000, 21), ("2.1", 50, 1), ("50", 1, 1),
      ("50", -1, -1), ("np", 12345, 0), ("disabled", -12345, 0), ("100", 7, 7),
    ] as [(String, Int64, Int64)])
  func tax(_ rate: String, _ net: Int64, _ tax: Int64) throws {
    #expect(try #require(TaxRate(rate)).tax(onMinorUnits: net) == tax)
  }

  @Test("tax agrees with the written multiplication rounded by hand", arguments: 0..<5)
  func generated(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<300 {
      let net =
        Int64.random(in: -1_000_000_000_000_000...1_000_000_000_000_000, using: &generator)
        / Int64.random(in: 1...1_000_000_000, using: &generator)
      let thousandths = Int64.random(in: 0...100_000, using: &generator)
      let rate = TaxRate.percent(ExactDecimal(coefficient: thousandths, scale: 3))
      let expected = roundedByHand(
        UInt128(net.magnitude) * UInt128(thousandths), isNegative: net < 0, scale: 5, digits: 0)
      #expect(rate.tax(onMinorUnits: net).map { Int128($0) } == expected)
    }
  }
}
