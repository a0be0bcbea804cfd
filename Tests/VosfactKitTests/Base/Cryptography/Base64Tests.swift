import Testing

@testable import VosfactKit

@Suite struct Base64Tests {
  @Test(
    "bytes have the text of RFC 4648, section 10, and come back from it",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("??>", "Pz8+"), ("???", "Pz8/"),
    ])
  func knownAnswers(_ bytes: String, _ text: String) {
    #expect(Base64.encode(Array(bytes.utf8)) == text)
    #expect(Base64.decode(text) == Array(bytes.utf8))
  }

  @Test(
    "what is not the one text of some bytes is refused",
    arguments: [
      "Zg", "Zg=", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", " Zm9v", "Pz8-", "Pz8_", "====", "Z===",
      "Zg==Zg==", "Zm9v=", "é==",
    ])
  func refused(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
