import CommandLineKit
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    "a string takes as many columns as a terminal gives it",
    arguments: [
      ("", 0), ("invoice", 7), ("Référence", 9), ("Re\u{301}fe\u{301}rence", 9), ("请求书", 6),
      ("カ゛", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("€120,00", 7),
      ("👍", 2), ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("❤️", 2), ("❤", 1), ("→", 1), ("…", 1), ("«\u{A0}x\u{A0}»", 5),
      ("a\u{200B}b", 2), ("a\u{AD}b", 3), ("\u{7}", 0), ("\u{20000}", 2), ("\u{303F}", 1),
    ])
  func width(_ string: String, _ columns: Int) {
    #expect(string.displayWidth == columns)
  }

  @Test("a letter under any number of accents still takes one column")
  func manyAccents() {
    let accents = String(repeating: "\u{301}", count: 100_000)
    #expect(("e" + accents).displayWidth == 1)
  }
}
