import CommandLineKit
import Testing

@Suite(.enabled(if: ToolFolder.canTest(with: "fish"), "fish is not installed"))
struct FishCompletionTests {
  private let folder: ToolFolder

  init() throws {
    folder = try ToolFolder()
    try folder.write(HostileTree.root.fishCompletion(database: "db"), to: "script")
    try folder.write(HostileTree.program, to: "shop", mode: 0o700)
  }

  /// The words that complete `line`, each with its explanation after a tabulator.
  private func completed(_ line: String) throws -> [String] {
    try folder.run(
      "fish", "--no-config", "-c", "source script; complete -C $argv[1]", line
    ).split(separator: "\n").map(String.init).sorted()
  }

  @Test("names and choices complete; what is hidden does not", arguments: HostileTree.lines)
  func words(_ line: String, _ words: [String]) throws {
    #expect(try completed(line).map { String($0.prefix { $0 != "\t" }) } == words)
    #expect(try !folder.names.contains("made"))
  }

  @Test("each is explained by the text itself, in which nothing is expanded")
  func explanations() throws {
    #expect(try completed("shop sell-") == ["sell-off\t\(HostileTree.hostile)"])
    #expect(try completed("shop sell-off --dry") == ["--dry-run\t\(HostileTree.hostile)"])
    #expect(try !folder.names.contains("made"))
  }

  @Test("what the program answers is offered as it is, and nothing in it runs")
  func answers() throws {
    let words = try completed("shop sell-off sale ").map { String($0.prefix { $0 != "\t" }) }
    #expect(words == HostileTree.answers)
    #expect(try !folder.names.contains("made"))
  }
}
