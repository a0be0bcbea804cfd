import Localization

/// A visible command as a shell's completion sees it.
struct CompletionNode {
  /// The names that lead to the command, from the program's on.
  let path: [String]
  /// What the command does.
  let summary: Text
  /// The options that hold there, its own first.
  let options: [Option]
  /// The command's own options, which no command above it has.
  let ownOptions: [Option]
  let subcommands: [(name: String, summary: Text)]
  let operands: [Operand]

  var line: String { path.joined(separator: " ") }
}

extension Command {
  /// Every visible command of this root's tree, each before those below it.
  var completionNodes: [CompletionNode] {
    nodes(path: [], inherited: [])
  }

  private func nodes(path: [String], inherited: [Option]) -> [CompletionNode] {
    let isRoot = path.isEmpty
    let path = path + [name]
    let builtIn: [Option] = isRoot ? [.help, .version] : [.help]
    let node = CompletionNode(
      path: path, summary: summary, options: options + inherited + builtIn,
      ownOptions: options, subcommands: visibleSubcommands.map { ($0.name, $0.summary) },
      operands: operands)
    return [node]
      + visibleSubcommands.flatMap { $0.nodes(path: path, inherited: options + inherited) }
  }
}

extension String {
  /// The string between single quotes, as bash and zsh read it.
  var singleQuoted: String {
    "'\(replacingEach("'", by: "'\\''"))'"
  }

  /// The string with each `character` written as `replacement`.
  func replacingEach(_ character: Character, by replacement: String) -> String {
    split(separator: character, omittingEmptySubsequences: false).joined(separator: replacement)
  }
}
