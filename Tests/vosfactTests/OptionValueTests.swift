import Testing

@Suite(.waiting) struct OptionValueTests {
  @Test(
    "a value that is wrong is told before a database is looked for",
    arguments: [
      ["invoice", "list", "--limit", "0"], ["invoice", "list", "--limit", "many"],
      ["invoice", "list", "--since", "2024-02-30"], ["invoice", "list", "--until", "tomorrow"],
      ["payment", "list", "--limit", "-1"], ["payment", "list", "--since", "23/11/2024"],
      ["pay-link", "create", "F-1", "--expires", "soon"],
    ])
  func wrong(_ words: [String]) throws {
    let ending = try Workplace().run(Workplace.executable, words)
    #expect(ending.status == 64)
    #expect(ending.errors.contains("'\(words.last ?? "")' is wrong for"))
  }
}
