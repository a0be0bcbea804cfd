import Testing

@testable import CommandLineKit

@Suite struct SuggestionTests {
  static let names = ["invoice", "payment", "provider", "settings", "pay-link", "db", "list"]

  @Test(
    "a slip is recognised",
    arguments: [
      ("invioce", "invoice"), ("invoices", "invoice"), ("nvoice", "invoice"),
      ("INVOICE", "invoice"),
      ("paylink", "pay-link"), ("pay_link", "pay-link"), ("setings", "settings"), ("lits", "list"),
      ("dv", "db"), ("bd", "db"), ("pyament", "payment"), ("porvidre", "provider"),
    ])
  func slip(_ word: String, _ name: String) {
    #expect(Suggestion.nearest(to: word, among: Self.names) == name)
  }

  @Test(
    "what is not near is not guessed",
    arguments: ["", "x", "d", "foo", "inv", "lost-and-found", "请求书", "\u{1B}[2J", "listlist"])
  func unlike(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: Self.names) == nil)
  }

  @Test("of names equally near the first is suggested")
  func tie() {
    #expect(Suggestion.nearest(to: "lust", among: ["list", "lost"]) == "list")
  }

  @Test(
    "the distance counts insertions, deletions, replacements and swaps of neighbours",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1),
      ("abc", "ab", 1), ("abc", "abcd", 1), ("abc", "axc", 1), ("kitten", "sitting", 3),
      ("ca", "abc", 3),
    ])
  func distance(_ one: String, _ other: String, _ distance: Int) {
    let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    #expect(Suggestion.distance(one, other) == distance)
    #expect(Suggestion.distance(other, one) == distance)
  }
}
