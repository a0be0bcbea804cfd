import Testing

/// What `--dry-run` promises where there is no database yet.
@Suite struct DryRunTests {
  @Test(
    "a rehearsal makes no database",
    arguments: [
      ["invoice", "create", "--buyer", "B", "--line", "A;1;10;20"],
      ["invoice", "import", "documents.json"],
      ["settings", "set", "language", "en"],
      ["provider", "set", "stripe", "position", "1"],
      ["provider", "enable", "stripe", "--mode", "simulated"],
      ["pay-link", "rotate-key"],
    ])
  func nothingMade(_ words: [String]) throws {
    let workplace = try Workplace()
    try workplace.write("[]", to: "documents.json")
    let ending = try workplace.run(Workplace.executable, words + ["--dry-run"])
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output != "")
    #expect(try workplace.names == ["documents.json"])

    // Nor the folder that the user's own database would be in.
    let unnamed = try workplace.run(
      Workplace.executable, words + ["--dry-run"], with: ["VOSFACT_DB": nil])
    #expect(unnamed.status == 0, "\(unnamed.errors)")
    #expect(try workplace.names == ["documents.json"])
  }
}
