import Testing

/// Lists of documents that `pay-link create --from` reads.
@Suite(.waiting) struct PayLinkListTests {
  @Test("a line that no document could have is told by its number, in the user's language")
  func long() throws {
    let shop = try Shop(invoices: 1)
    try shop.workplace.write("F-1\n" + String(repeating: "9", count: 200_000), to: "list")
    let ending = try shop.workplace.vosfact("pay-link", "create", "--from", "list", "--lang", "fr")
    #expect(ending.status == 65)
    #expect(ending.errors.hasPrefix("vosfact: list:2: la ligne est trop longue ; "))
    #expect(ending.errors.split(separator: "\n").count == 1)
  }

  @Test("line ends of another system and a missing last one change nothing")
  func lineEnds() throws {
    let shop = try Shop(invoices: 2)
    let ending = try shop.workplace.succeed(
      "pay-link", "create", "--from", "-", input: "\r\n F-1\r\n\tF-2")
    let documents = ending.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(documents == ["F-1", "F-2"])
  }
}
