package import Localization

extension Command {
  /// The pages of this root's manual: one on the whole, and one on each visible command below it.
  ///
  /// - Parameter others: names of pages written otherwise, such as `vosfact-data(7)`, to refer to.
  package func manualPages(_ language: Language, seeAlso others: [String] = []) -> [ManualPage] {
    let pages = TreeManual(root: self, language: language, others: others)
    return [pages.overview] + visibleSubcommands.map(pages.page)
  }
}

/// The manual of a tree.
private struct TreeManual<Context> {
  let root: Command<Context>
  let language: Language
  let others: [String]

  /// A command below the root and the names that lead to it from there.
  private typealias Action = (path: [String], command: Command<Context>)

  var overview: ManualPage {
    page(
      of: root,
      sections: [
        section(.synopsis, [synopsis([root.name], root)]),
        section(.description, description(of: root)),
        section(
          .commands,
          root.visibleSubcommands.flatMap { group in
            [
              .definition(
                term: ManualTerm(literal: "\(root.name) \(group.name)"),
                meaning: "\(sentence(group.summary)) \(verbs(of: group))")
            ]
          }),
        section(.options, (root.options + [.help, .version]).map(definition)),
        section(.exitStatus, exitStatus(of: actions(root.visibleSubcommands, below: []))),
      ] + world + [
        section(.examples, root.examples.flatMap(blocks))
      ])
  }

  /// The page on `command`, which is right below the root, and on all below it.
  func page(_ command: Command<Context>) -> ManualPage {
    let actions = actions([command], below: [])
    let isGroup = !command.subcommands.isEmpty
    return page(
      of: command,
      sections: [
        section(.synopsis, actions.map { synopsis([root.name] + $0.path, $0.command) }),
        section(.description, description(of: command)),
        section(isGroup ? .commands : .options, actions.flatMap { blocks($0, inGroup: isGroup) }),
        section(
          .commonOptions,
          ((isGroup ? command.options : []) + root.options + [.help]).map(definition)),
        section(.exitStatus, exitStatus(of: actions)),
      ] + world + [
        section(
          .examples,
          ((isGroup ? command.examples : []) + actions.flatMap(\.command.examples)).unique
            .flatMap(blocks))
      ])
  }

  private func page(of command: Command<Context>, sections: [ManualPage.Section]) -> ManualPage {
    let name = pageName(command)
    let pages = ([root] + root.visibleSubcommands).map { "`\(pageName($0))`(1)" }
    let references = pages.filter { $0 != "`\(name)`(1)" } + others.map(Self.reference)
    return ManualPage(
      name: name, section: 1, summary: command.summary[language].lowercasedFirst,
      sections: sections.filter { !$0.blocks.isEmpty } + [
        section(.seeAlso, [.paragraph(references.joined(separator: ", "))])
      ])
  }

  private func pageName(_ command: Command<Context>) -> String {
    command.name == root.name ? root.name : "\(root.name)-\(command.name)"
  }

  /// `name(section)` with its name marked as a page's.
  private static func reference(_ page: String) -> String {
    let name = page.prefix { $0 != "(" }
    return "`\(name)`\(page.dropFirst(name.count))"
  }

  // MARK: - Sections

  private func section(_ title: ManualTitle, _ blocks: [ManualPage.Block]) -> ManualPage.Section {
    ManualPage.Section(title.text[language], blocks)
  }

  private var world: [ManualPage.Section] { .init(markup: root.world, language) }

  private func description(of command: Command<Context>) -> [ManualPage.Block] {
    command.discussion.isEmpty
      ? [.paragraph(sentence(command.summary))]
      : command.discussion.map { .paragraph($0[language]) }
  }

  /// The exit codes of all `actions` together, from the least.
  private func exitStatus(of actions: [Action]) -> [ManualPage.Block] {
    let all = Set(actions.flatMap(\.command.exits))
    return all.sorted { $0.rawValue < $1.rawValue }.map {
      .definition(term: ManualTerm(literal: "\($0.rawValue)"), meaning: sentence($0.meaning))
    }
  }

  // MARK: - Commands

  /// The visible actions of `commands` and below, in order.
  private func actions(_ commands: [Command<Context>], below path: [String]) -> [Action] {
    commands.flatMap { command -> [Action] in
      let path = path + [command.name]
      return command.subcommands.isEmpty
        ? [(path, command)] : actions(command.visibleSubcommands, below: path)
    }
  }

  /// What a group's page tells, in a line.
  private func verbs(of group: Command<Context>) -> String {
    let list = group.visibleSubcommands.map { "`\($0.name)`" }.joined(separator: ", ")
    let page = "`\(pageName(group))`(1)"
    guard !list.isEmpty else { return Text(en: "See \(page).", fr: "Voir \(page).")[language] }
    return Text(en: "\(list): see \(page).", fr: "\(list) : voir \(page).")[language]
  }

  private func blocks(_ action: Action, inGroup isGroup: Bool) -> [ManualPage.Block] {
    let (path, command) = action
    var blocks: [ManualPage.Block] = []
    if isGroup {
      blocks.append(.heading(path.dropFirst().joined(separator: " ")))
      blocks.append(.paragraph(sentence(command.summary)))
      blocks += command.discussion.map { .paragraph($0[language]) }
    }
    blocks += command.operands.map { operand in
      .definition(
        term: ManualTerm([.placeholder(operand.placeholder[language])]),
        meaning: sentence(Definition(operand, language).explanation))
    }
    blocks += command.options.map(definition)
    if isGroup {
      let codes = command.exits.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      blocks.append(
        .paragraph(Text(en: "Exit status: \(codes).", fr: "Code de sortie : \(codes).")[language]))
    }
    return blocks
  }

  private func synopsis(_ names: [String], _ command: Command<Context>) -> ManualPage.Block {
    .synopsis(command: names.joined(separator: " "), pieces: command.synopsis(language))
  }

  private func blocks(_ example: Example) -> [ManualPage.Block] {
    [.paragraph(sentence(example.meaning, mark: ":")), .literal(example.commandLine)]
  }

  // MARK: - Options and operands

  private func definition(_ option: Option) -> ManualPage.Block {
    let letter: [ManualTerm.Word] = option.letter.map { [.literal("-\($0)"), .plain(", ")] } ?? []
    return .definition(
      term: ManualTerm(letter + option.term(language).words),
      meaning: sentence(Definition(option, language).explanation))
  }

  // MARK: - Sentences

  private func sentence(_ phrase: Text) -> String {
    sentence(phrase[language])
  }

  private func sentence(_ phrase: Text, mark: String) -> String {
    phrase[language] + (language == .french ? " " : "") + mark
  }

  /// The phrase as a sentence: with a capital and a full stop.
  private func sentence(_ phrase: String) -> String {
    phrase.prefix(1).uppercased() + phrase.dropFirst() + (phrase.hasSuffix(".") ? "" : ".")
  }
}

extension String {
  /// The string with a small first letter, as manuals index summaries; an abbreviation stays.
  fileprivate var lowercasedFirst: String {
    guard let second = dropFirst().first, second.isLowercase || second == " " else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}

extension [Example] {
  /// The examples, each once.
  fileprivate var unique: [Example] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
