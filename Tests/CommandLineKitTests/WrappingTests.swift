import Testing

@testable import CommandLineKit

@Suite struct WrappingTests {
  @Test(
    "a text is cut at its spaces",
    arguments: [
      ("", 10, [""]),
      ("one two three", 13, ["one two three"]),
      ("one two three", 12, ["one two", "three"]),
      ("one two three", 1, ["one", "two", "three"]),
      ("one   two", 10, ["one two"]),
      ("first\nsecond line", 8, ["first", "second", "line"]),
      ("a/very/long/path short", 8, ["a/very/long/path", "short"]),
      ("请求 书请 求书", 9, ["请求 书请", "求书"]),
      ("été été été", 7, ["été été", "été"]),
    ])
  func wrapped(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test(
    "French punctuation stays with the word that it belongs to",
    arguments: [
      ("le mot est : fin", 10, ["le mot", "est : fin"]),
      ("dire oui ; non", 8, ["dire", "oui ;", "non"]),
      ("voir « aide » ici", 9, ["voir", "« aide »", "ici"]),
      ("bien sûr !", 9, ["bien", "sûr !"]),
    ])
  func punctuation(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test("padding counts columns, and never cuts")
  func padding() {
    #expect("é".padded(to: 3) == "é  ")
    #expect("书".padded(to: 3) == "书 ")
    #expect("long".padded(to: 3) == "long")
  }
}
