import CommandLineKit
import Testing

@Suite(.enabled(if: ToolFolder.canTest(with: "bash"), "bash is not installed"))
struct BashCompletionTests {
  private let folder: ToolFolder

  init() throws {
    folder = try ToolFolder()
    try folder.write(HostileTree.root.bashCompletion(database: "db"), to: "script")
    try folder.write(HostileTree.program, to: "shop", mode: 0o700)
    try folder.write("", to: "a file")
  }

  /// The words that complete `line`, as the shell reads them once they stand on it.
  private func completed(_ line: String) throws -> [String] {
    let typed = """
      source script
      COMP_WORDS=($1); [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _shop
      eval "words=(${COMPREPLY[*]})"; ((${#words[@]})) && printf '%s\\n' "${words[@]}"
      """
    let words = try folder.run("bash", "-c", typed, "bash", line).split(separator: "\n")
    return words.map(String.init).sorted()
  }

  @Test("names and choices complete; what is hidden does not", arguments: HostileTree.lines)
  func words(_ line: String, _ words: [String]) throws {
    #expect(try completed(line) == words)
    #expect(try folder.names == ["a file", "script", "shop"])
  }

  @Test("what the program answers stands on the line as it is, and nothing in it runs")
  func answers() throws {
    #expect(try completed("shop sell-off sale ") == HostileTree.answers)
    #expect(try folder.names == ["a file", "script", "shop"])
  }

  @Test("the database that the line names is handed on")
  func database() throws {
    let words = try completed("shop --db my.db sell-off sale ")
    #expect(words == (HostileTree.answers + ["of my.db"]).sorted())
  }
}
