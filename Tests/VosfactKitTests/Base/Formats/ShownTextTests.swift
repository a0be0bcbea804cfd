import Testing

@testable import VosfactKit

@Suite struct ShownTextTests {
  @Test(
    "what could act on a terminal or turn a text around is replaced",
    arguments: [
      ("abc", "abc"), ("été 😀", "été 😀"), ("", ""), ("\u{1B}[31mred", "\u{FFFD}[31mred"),
      ("a\nb\rc\td", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"), ("\u{9B}2J", "\u{FFFD}2J"),
      ("\u{202E}gpj.exe", "\u{FFFD}gpj.exe"), ("a\u{2028}b\u{2029}c", "a\u{FFFD}b\u{FFFD}c"),
      ("\u{FEFF}x\u{AD}y", "\u{FFFD}x\u{FFFD}y"), ("\u{7F}\u{0}", "\u{FFFD}\u{FFFD}"),
      ("👩\u{200D}👧", "👩\u{200D}👧"), ("\u{E0041}", "\u{FFFD}"), ("\r\n", "\u{FFFD}\u{FFFD}"),
    ])
  func shown(_ text: String, _ shown: String) {
    #expect(Array(text.shown.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test("what is longer than a line is cut, whole scalars only")
  func cut() {
    #expect(String(repeating: "é", count: 120).shown == String(repeating: "é", count: 120))
    #expect(String(repeating: "é", count: 121).shown == String(repeating: "é", count: 120) + "…")
    let combining = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(combining.shown.unicodeScalars.count == 121)
  }
}
