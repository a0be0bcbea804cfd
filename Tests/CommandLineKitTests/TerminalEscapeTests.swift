import CommandLineKit
import Testing

@Suite struct TerminalEscapeTests {
  @Test(
    "what could steer a terminal or hide is written out",
    arguments: [
      ("\u{1B}[31mred", #"\u{1B}[31mred"#), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#),
      ("\t", #"\t"#),
      ("\0", #"\u{0}"#), ("\u{7F}", #"\u{7F}"#), ("\u{9B}2J", #"\u{9B}2J"#),
      ("\u{202E}fdp.exe", #"\u{202E}fdp.exe"#), ("a\u{2066}b", #"a\u{2066}b"#),
      ("\u{2028}", #"\u{2028}"#), ("\u{200B}", #"\u{200B}"#), ("\u{E0041}", #"\u{E0041}"#),
    ])
  func escaped(_ string: String, _ shown: String) {
    #expect(string.escapedForTerminal == shown)
    var bytes = Array("\tbefore".utf8)
    let start = bytes.count
    bytes += string.utf8
    bytes.escapeForTerminal(from: start)
    #expect(String(decoding: bytes, as: UTF8.self) == "\tbefore\(shown)")
  }

  @Test(
    "what a person reads is left alone",
    arguments: ["", "invoice", "Référence « 12 »", "l’été", "请求书", "👩‍👩‍👧", "a\\b", "e\u{301}"])
  func untouched(_ string: String) {
    #expect(Array(string.escapedForTerminal.utf8) == Array(string.utf8))
  }
}
