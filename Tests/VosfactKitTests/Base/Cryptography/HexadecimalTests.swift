import Testing

@testable import VosfactKit

@Suite struct HexadecimalTests {
  @Test("every byte is two lower-case digits, and is read again")
  func everyByte() {
    let bytes = [UInt8](0...255)
    let text = bytes.hexadecimal
    #expect(text.hasPrefix("000102030405060708090a0b0c0d0e0f10"))
    #expect(text.hasSuffix("fdfeff"))
    #expect([UInt8](hexadecimal: text) == bytes)
    #expect([UInt8](hexadecimal: "") == [])
  }

  @Test(
    "any other text is refused",
    arguments: ["0", "000", "FF", "0g", "g0", " 00", "0x00", "0\u{0}", "٠٠", "é", "+1", "-1"])
  func refusal(_ text: String) {
    #expect([UInt8](hexadecimal: text) == nil)
  }
}
