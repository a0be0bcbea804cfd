import Testing

@Suite(.waiting) struct DatabaseNameTests {
  @Test("a database named by nothing, as by a variable that a script left unset, is not guessed")
  func emptyName() throws {
    let workplace = try Workplace()
    let ending = try workplace.vosfact("--db", "", "settings", "set", "language", "en")
    #expect(ending.status == 64)
    #expect(ending.errors.contains("--db"))
    #expect(try workplace.names == [])
  }

  @Test("an empty VOSFACT_DB is as good as none")
  func emptyVariable() throws {
    let workplace = try Workplace()
    try workplace.succeed("settings", "set", "language", "en", with: ["VOSFACT_DB": ""])
    #expect(try workplace.names == [".local"])
  }
}
