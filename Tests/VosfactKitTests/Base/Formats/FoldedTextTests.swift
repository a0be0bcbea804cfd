import Testing

@testable import VosfactKit

@Suite struct FoldedTextTests {
  @Test(
    "case and accents of Latin letters do not count",
    arguments: [
      ("Lefèvre", "lefevre"), ("LEFE\u{300}VRE", "lefevre"), ("Œuvre & Cie", "oeuvre & cie"),
      ("Straße", "strasse"), ("Ça, Noël, Île", "ca, noel, ile"), ("İstanbul", "istanbul"),
      ("L’Été", "l'ete"), ("Łódź", "lodz"), ("Ægir Þór", "aegir thor"), ("", ""), ("東京", "東京"),
      ("Nguyễn", "nguyen"), ("x\u{327}\u{301}", "x"), ("100 %", "100 %"),
    ])
  func folded(_ text: String, _ folded: String) {
    #expect(Array(text.foldedForSearch.utf8) == Array(folded.utf8))
    #expect(Array(text.foldedForSearch.foldedForSearch.utf8) == Array(folded.utf8))
  }
}
