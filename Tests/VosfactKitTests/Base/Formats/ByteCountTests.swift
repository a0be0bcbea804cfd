import Testing

@testable import VosfactKit

@Suite struct ByteCountTests {
  @Test(
    "a number of bytes is read with its unit, and written in the largest that divides it",
    arguments: [
      ("0", 0, "0"), ("1KiB", 1024, "1KiB"), ("256MiB", 256 << 20, "256MiB"),
      ("2gib", 2 << 30, "2GiB"), ("2048KiB", 2 << 20, "2MiB"),
      ("1048576GiB", 1 << 50, "1048576GiB"),
    ])
  func read(_ text: String, _ count: Int, _ written: String) throws {
    let size = try #require(ByteCount(text))
    #expect(size.count == count && size.description == written)
  }

  @Test(
    "what is no number of bytes is refused",
    arguments: [
      "", "1", "-1KiB", "+1KiB", "1.5MiB", "KiB", "1MB", "1 MiB", "0KiB", "99999999999GiB",
      "1048577GiB", "４KiB", "0x1KiB",
    ])
  func refused(_ text: String) {
    #expect(ByteCount(text) == nil)
  }
}
