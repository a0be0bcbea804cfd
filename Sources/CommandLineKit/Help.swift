package import Localization

extension Command {
  /// What `--help` shows of the command that `path` names, or of the last one that it names rightly:
  /// lines of at most `width` columns, each ended by a line feed.
  ///
  /// It is called on the root, whose name `path` begins with, because the help of a command tells the
  /// options that it has from the groups above it. Words wider than a line and the command lines of
  /// examples are left whole.
  package func help(path: [String], width: Int, language: Language) -> String {
    Help(lineage: lineage(path), width: width, language: language).lines
      .map { $0 + "\n" }
      .joined()
  }
}

/// The help of one command, as lines.
private struct Help<Context> {
  /// The commands from the root to the one that is explained.
  private let lineage: [Command<Context>]
  private let command: Command<Context>
  /// How many columns a line may take; not fewer than words need, however narrow the terminal is.
  private let width: Int
  private let language: Language

  init(lineage: [Command<Context>], width: Int, language: Language) {
    self.lineage = lineage
    self.command = lineage[lineage.count - 1]
    self.width = max(width, 24)
    self.language = language
  }

  var lines: [String] {
    let discussion = command.discussion.map { $0[language].wrapped(to: width) }
    let sections =
      [command.summary[language].wrapped(to: width), usage] + discussion + lists
      + [examples, exits, seeAlso]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var name: String { lineage.map(\.name).joined(separator: " ") }

  private var usage: [String] {
    let pieces = command.synopsis(language).map(\.text)
    let title = HelpTitle.usage.text[language]
    guard !pieces.isEmpty else { return [title, "  " + name] }
    let indent = 2 + name.displayWidth + 1
    if indent > width / 2 {
      return [title, "  " + name] + String.filled(pieces, width: width - 6).indented(by: 6)
    }
    var lines = String.filled(pieces, width: width - indent).indented(by: indent)
    lines[0] = "  \(name) " + lines[0].drop { $0 == " " }
    return [title] + lines
  }

  /// The commands, operands and options, in lists that share one column of explanations.
  private var lists: [[String]] {
    let inherited = lineage.dropLast().flatMap(\.options)
    let builtIn = lineage.count == 1 ? [Option.help, .version] : [.help]
    var lists: [(title: HelpTitle, definitions: [Definition])] = [
      (.commands, command.visibleSubcommands.map { Definition($0, language) }),
      (.arguments, command.operands.map { Definition($0, language) }),
    ]
    if inherited.isEmpty {
      let options = command.options + builtIn
      lists.append((.options, options.map { Definition($0, language) }))
    } else {
      let common = inherited + builtIn
      lists.append((.options, command.options.map { Definition($0, language) }))
      lists.append((.commonOptions, common.map { Definition($0, language) }))
    }
    let column = column(after: lists.flatMap(\.definitions))
    return lists.map { title, definitions in
      list(title, definitions, column: column)
    }
  }

  private var examples: [String] {
    guard !command.examples.isEmpty else { return [] }
    return [HelpTitle.examples.text[language]]
      + command.examples.flatMap { example in
        ["  " + example.commandLine]
          + example.meaning[language].wrapped(to: width - 6).indented(by: 6)
      }
  }

  private var exits: [String] {
    let definitions = command.exits.map { Definition($0, language) }
    return list(.exits, definitions, column: column(after: definitions))
  }

  /// How to go on from a group.
  private var seeAlso: [String] {
    guard !command.visibleSubcommands.isEmpty else { return [] }
    return Text(
      en: "'\(name) COMMAND --help' tells more about a command.",
      fr: "« \(name) COMMANDE --help » en dit plus sur une commande."
    )[language].wrapped(to: width)
  }

  // MARK: - Lists

  /// The column where explanations begin: after the widest term that leaves them most of the line.
  /// Where lines are short, all terms must be so, or else every explanation is below its term.
  private func column(after definitions: [Definition]) -> Int {
    let columns = definitions.map { 2 + $0.term.displayWidth + 2 }
    let short = columns.filter { $0 <= width * 2 / 5 }
    if width < 50, short.count < columns.count { return 6 }
    return short.max() ?? 6
  }

  private func list(_ title: HelpTitle, _ definitions: [Definition], column: Int) -> [String] {
    guard !definitions.isEmpty else { return [] }
    return [title.text[language]] + definitions.flatMap { lines(of: $0, column: column) }
  }

  /// A definition's lines; a term that reaches into the explanations' column has its own.
  private func lines(of definition: Definition, column: Int) -> [String] {
    let term = "  " + definition.term
    let explanation = definition.explanation.wrapped(to: width - column)
    if term.displayWidth + 2 > column { return [term] + explanation.indented(by: column) }
    return [term.padded(to: column) + explanation[0]]
      + explanation.dropFirst().indented(by: column)
  }
}

extension Collection<String> {
  fileprivate func indented(by columns: Int) -> [String] {
    map { String(repeating: " ", count: columns) + $0 }
  }
}
