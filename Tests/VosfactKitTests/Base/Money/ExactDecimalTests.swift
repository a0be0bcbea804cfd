import Testing

@testable import VosfactKit

@Suite struct ExactDecimalTests {
  @Test(
    "a number is read digit by digit and reads the same again",
    arguments: [
      ("0", 0, 0, "0"), ("50.00", 5000, 2, "50.00"), ("12,50", 1250, 2, "12.50"),
      (".5", 5, 1, "0.5"), ("-,5", -5, 1, "-0.5"), ("5.", 5, 0, "5"), ("+3", 3, 0, "3"),
      ("-0.0375", -375, 4, "-0.0375"), ("007", 7, 0, "7"), ("-0", 0, 0, "0"),
      ("0.000000001", 1, 9, "0.000000001"),
      ("999999999999999", 999_999_999_999_999, 0, "999999999999999"),
      ("-123456.123456789", -123_456_123_456_789, 9, "-123456.123456789"),
      ("000000000000000000000000000001.10", 110, 2, "1.10"),
    ] as [(String, Int64, Int, String)])
  func reading(_ text: String, _ coefficient: Int64, _ scale: Int, _ written: String) throws {
    let number = try #require(ExactDecimal(text))
    #expect(number.coefficient == coefficient)
    #expect(number.scale == scale)
    #expect(number.description == written)
    #expect(ExactDecimal(written) == number)
  }

  @Test(
    "anything else is no number",
    arguments: [
      "", " ", ".", ",", "-", "+", "-.", "1e3", "1 000", "1\u{202F}000", "1.2.3", "1,2.3", "--1",
      "+-1", "1-", "0x10", "½", "١٢", "１２", "NaN", "inf", " 1", "1 ", "1\n", "1\u{0}", "€5",
      "1000000000000000", "99999999999999999999999999999999", "0.0000000001", "1.0000000000",
    ])
  func refusal(_ text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("a very long text is refused without overflow")
  func long() {
    #expect(ExactDecimal(String(repeating: "9", count: 1_000_000)) == nil)
    #expect(ExactDecimal("0." + String(repeating: "0", count: 1_000_000)) == nil)
    #expect(ExactDecimal(String(repeating: "0", count: 1_000_000)) == .zero)
  }

  @Test("generated numbers read the same again", arguments: 0..<10)
  func roundTrip(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<500 {
      let number = ExactDecimal(
        coefficient: Int64.random(in: -999_999_999_999_999...999_999_999_999_999, using: &generator)
          / Int64.random(in: 1...1_000_000_000_000, using: &generator),
        scale: Int.random(in: 0...9, using: &generator))
      #expect(ExactDecimal(number.description) == number)
    }
  }

  @Test(
    "half a unit goes away from zero",
    arguments: [
      ("0.005", 1), ("-0.005", -1), ("0.0049", 0), ("-0.0049", 0), ("1.115", 112), ("2.5", 250),
      ("-1.115", -112), ("0.994999999", 99), ("0.995", 100), ("-0.995", -100),
    ] as [(String, Int64)])
  func half(_ text: String, _ cents: Int64) throws {
    #expect(try #require(ExactDecimal(text)).minorUnits(digits: 2) == cents)
  }

  @Test("rounding agrees with rounding the written digits by hand", arguments: 0..<10)
  func rounding(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<300 {
      let magnitude =
        UInt128(generator.next()) * UInt128(generator.next() >> 16)
        >> UInt128.random(in: 0..<112, using: &generator)
      let isNegative = Bool.random(using: &generator)
      let scale = Int.random(in: 0...29, using: &generator)
      let digits = Int.random(in: 0...3, using: &generator)
      let coefficient = isNegative ? -Int128(magnitude) : Int128(magnitude)
      let expected = roundedByHand(
        magnitude, isNegative: isNegative, scale: scale, digits: digits)
      let rounded = ExactDecimal.rounded(coefficient, scale: scale, digits: digits)
      #expect(
        rounded == Int64(exactly: expected), "\(coefficient) of scale \(scale) to \(digits)")
    }
  }

  @Test(
    "what does not fit is nil, never a trap",
    arguments: [
      (Int128.max, 0, 3), (Int128.min, 0, 3), (Int128.max, 0, 0), (Int128.min, 0, 0),
      (Int128.max, 3, 0), (Int128(Int64.max), 0, 1), (Int128.min, 19, 0),
    ])
  func overflow(_ coefficient: Int128, _ scale: Int, _ digits: Int) {
    #expect(ExactDecimal.rounded(coefficient, scale: scale, digits: digits) == nil)
  }

  @Test("zeros at the end make no other number to compare, but are kept to be shown")
  func trailingZeros() throws {
    let short = try #require(ExactDecimal("20"))
    let long = try #require(ExactDecimal("20.00"))
    #expect(short.minorUnits(digits: 2) == long.minorUnits(digits: 2))
    #expect(long.description == "20.00")
  }
}
