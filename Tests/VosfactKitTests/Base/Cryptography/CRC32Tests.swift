import Testing

@testable import VosfactKit

@Suite struct CRC32Tests {
  @Test(
    "the checksum is zlib's",
    arguments: [
      ("", UInt32(0)), ("123456789", 0xCBF4_3926), ("{}", 2_745_614_147),
      (#"{"id":"WH-1"}"#, 838_965_618), (#"{"n":"é"}"#, 4_191_162_889),
    ])
  func checksum(_ text: String, _ expected: UInt32) {
    #expect(CRC32.checksum(Array(text.utf8)) == expected)
  }
}
