import CommandLineKit
import Testing

@Suite(.enabled(if: ToolFolder.canTest(with: "zsh"), "zsh is not installed"))
struct ZshCompletionTests {
  private let folder: ToolFolder

  init() throws {
    folder = try ToolFolder()
    try folder.write(HostileTree.root.zshCompletion(database: "db"), to: "script")
    try folder.write(HostileTree.program, to: "shop", mode: 0o700)
  }

  /// The words that complete `line`, and the lines by which they are explained: what the shell's own function
  /// that takes them in is told, on a terminal of the shell's own.
  private func completed(_ line: String) throws -> (words: Set<String>, shown: [String]) {
    let typed = """
      zmodload zsh/zpty
      print -r -- 'autoload -Uz compinit; compinit -u -D; source ./script
        compadd() {
          local -a words shown; local -i index
          builtin compadd -O words "$@"; builtin compadd -D shown "$@" 2> /dev/null
          local -i place=${@[(I)-d]}
          (( place )) && shown=("${(@P)@[place + 1]}")
          for ((index = 1; index <= $#words; index++)); do
            print -r -- "$words[index]"$'"'\\\\t'"'"$shown[index]" >> noted
          done
          builtin compadd "$@"
        }
        leave() { exit }
        zle -N leave; bindkey "^I" list-choices; bindkey "^X" leave' > .zshrc
      export ZDOTDIR=$PWD
      zpty shell zsh -i
      zpty -w -n shell $1$'\\t\\x18'
      while zpty -r shell > /dev/null 2>&1; do :; done
      cat noted 2> /dev/null
      """
    let rows = try folder.run("zsh", "-f", "-c", typed, "zsh", line).split(separator: "\n")
      .map { $0.split(separator: "\t").map(String.init) }
    return (Set(rows.compactMap(\.first)), rows.compactMap { $0.count > 1 ? $0[1] : nil })
  }

  @Test("names and choices complete; what is hidden does not", arguments: HostileTree.lines)
  func words(_ line: String, _ words: [String]) throws {
    #expect(try completed(line).words == Set(words))
    #expect(try !folder.names.contains("made"))
  }

  @Test(
    "each is explained by the text itself, in which nothing is expanded",
    arguments: ["sell-off", "--dry-run", "--colour"])
  func explanations(_ word: String) throws {
    let line = word.hasPrefix("-") ? "shop sell-off \(word)" : "shop \(word)"
    let shown = try completed(String(line.dropLast())).shown
    // As far as the terminal is wide.
    let text = HostileTree.hostile.prefix(60)
    #expect(shown.contains { $0.hasPrefix("\(word)  -- \(text)") }, "\(word): \(shown)")
    #expect(try !folder.names.contains("made"))
  }

  @Test("what the program answers is offered as it is, and nothing in it runs")
  func answers() throws {
    #expect(try completed("shop sell-off sale ").words == Set(HostileTree.answers))
    #expect(try !folder.names.contains("made"))
  }
}
