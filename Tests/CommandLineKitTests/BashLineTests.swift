import CommandLineKit
import Testing

@Suite struct BashLineTests {
  @Test(
    "words are read as bash reads them",
    arguments: [
      ("shop a", ["a"]), ("shop  a  ", ["a", ""]), ("shop", []), ("", []), ("shop ''  ", ["", ""]),
      (#"shop 'a b'c"d e" f\ g"#, ["a bcd e", "f g"]),
      (#"shop 'it'\''s' "a\"\\\$\b"#, ["it's", #"a"\$\b"#]),
      ("shop 'a b", ["a b"]), (#"shop "a 'b"#, ["a 'b"]), (#"shop a\"#, ["a"]),
      ("shop --a=b:c", ["--a=b:c"]),
      ("shop é 'ü", ["é", "ü"]), ("shop\ta", ["a"]),
    ])
  func words(_ line: String, _ words: [String]) {
    #expect(BashLine(line, replacing: "").words == words)
  }

  /// What the line holds, what bash replaces of it, a word and what is put there for it.
  @Test(
    "what is put in the place of what bash replaces is the rest of the word, quoted for that place",
    arguments: [
      ("shop a", "a", "abc", "abc"), ("shop ", "", "a b", #"a\ b"#),
      ("shop --a=", "", "--a=b", "b"), ("shop --a=b", "b", "--a=b c", #"b\ c"#),
      ("shop --a=b", "--a=b", "--a=b c", #"--a=b\ c"#), ("shop x:y", "y", "x:yz:!", #"yz:\!"#),
      (#"shop x\ y"#, #"x\ y"#, "x yé", #"x\ yé"#), ("shop 'a b", "a b", "a b'c\\", #"a b'\''c\"#),
      (#"shop "a"#, "a", #"a"$`\!'"#, #"a\"\$\`\\"\!"'"#), (#"shop x'a"#, "a", "xa b", "a b"),
      ("shop 'x:y", "x:y", "x:y z", "x:y z"),
      ("shop ~", "~", "~;&|<>(){}[]*?", #"\~\#\;\&\|\<\>\(\)\{\}\[\]\*\?"#),
      // Whatever bash may think, the whole word is right.
      ("shop --a=b", "else", "--a=b c", #"--a=b\ c"#),
    ])
  func completion(_ line: String, _ replaced: String, _ word: String, _ text: String) {
    #expect(BashLine(line, replacing: replaced).completion(by: word) == text)
  }

  @Test("a word that does not begin as what is typed completes nothing")
  func other() {
    #expect(BashLine("shop 'a b", replacing: "a b").completion(by: "a c") == nil)
    #expect(BashLine("shop e", replacing: "e").completion(by: "e\u{301}") == "e\u{301}")
  }
}
