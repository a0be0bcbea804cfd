import Testing
import VosfactKit

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

  @Test("a payment is rehearsed as it would start, and none is stored")
  func start() throws {
    let workplace = try Shop(invoices: 1).workplace
    let words = ["payment", "start", "F-1", "--provider", "stripe", "--format", "json"]
    let before = try workplace.succeed("payment", "audit", "--format", "json").output
    let rehearsed = try workplace.run(Workplace.executable, words + ["--dry-run"]).json
    #expect(try workplace.succeed("payment", "list", "--format", "json").output == "[]\n")
    #expect(try workplace.succeed("payment", "audit", "--format", "json").output == before)
    let started = try workplace.run(Workplace.executable, words).json
    for member in ["document", "provider", "mode", "state", "amount"] {
      #expect(rehearsed["payment"]?[member] == started["payment"]?[member])
    }
    #expect(rehearsed["next"]?["kind"] == started["next"]?["kind"])
  }
}
