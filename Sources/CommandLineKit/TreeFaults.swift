import Localization

extension Command {
  /// What is wrong with the tree itself, a sentence each in English, for a test to find empty.
  ///
  /// It is called on the root. It looks for names that are malformed, or alike in one scope; texts
  /// that are empty in a language or end with a full stop; choices, defaults and operands that
  /// contradict each other; groups that have nothing to show; and visible actions without an example.
  package func faults() -> [String] {
    TreeInspection(lineage: [self]).faults
  }
}

/// Inspects the last command of a lineage and all below it.
private struct TreeInspection<Context> {
  /// The commands from the root to the one that is inspected.
  let lineage: [Command<Context>]

  private var command: Command<Context> { lineage[lineage.count - 1] }
  private var isRoot: Bool { lineage.count == 1 }

  var faults: [String] {
    let path = lineage.map(\.name).joined(separator: " ")
    let own = nameFaults + textFaults + optionFaults + operandFaults + exampleFaults + groupFaults
    return own.map { "\(path): \($0)" }
      + command.subcommands.flatMap { Self(lineage: lineage + [$0]).faults }
  }

  private var nameFaults: [String] {
    let names = [command.name] + command.options.map(\.name) + command.operands.map(\.name)
    return names.filter { !$0.isCommandLineName }.map { "'\($0)' is not a name" }
  }

  private var textFaults: [String] {
    phraseFaults("the summary", command.summary)
      + command.options.flatMap { option in
        phraseFaults("the help of --\(option.name)", option.help)
          + (option.argument.map {
            phraseFaults("the placeholder of --\(option.name)", $0.placeholder)
          } ?? [])
      }
      + command.operands.flatMap { operand in
        phraseFaults("the help of operand '\(operand.name)'", operand.help)
          + phraseFaults("the placeholder of operand '\(operand.name)'", operand.placeholder)
      }
      + command.examples.flatMap { phraseFaults("the meaning of an example", $0.meaning) }
      + command.discussion.flatMap { emptinessFaults("the discussion", $0) }
  }

  private var optionFaults: [String] {
    let inherited = lineage.dropLast().flatMap(\.options).map(\.name)
    let builtIn = [Option.help.name, Option.version.name]
    let known = Set(inherited + builtIn)
    let hidden = command.options.map(\.name).filter(known.contains)
    return hidden.map { "--\($0) is already an option here" }
      + command.options.map(\.name).repetitions.map { "--\($0) is declared twice" }
      + command.options.flatMap { option in
        option.argument.map { choiceFaults("--\(option.name)", $0) } ?? []
      }
  }

  private func choiceFaults(_ option: String, _ argument: OptionArgument) -> [String] {
    var faults = argument.choices.repetitions.map { "\(option) offers '\($0)' twice" }
    if let value = argument.default {
      if !argument.choices.isEmpty, !argument.choices.contains(value) {
        faults.append("\(option) has the default '\(value)', which is not among its choices")
      }
      if argument.isRequired {
        faults.append("\(option) is required and has a default")
      }
    }
    return faults
  }

  private var operandFaults: [String] {
    let operands = command.operands
    // Words are dealt out by their number, so the number of one operand alone may vary.
    let isAmbiguous = operands.filter { $0.count != .one }.count > 1
    return operands.map(\.name).repetitions.map { "operand '\($0)' is declared twice" }
      + operands.flatMap { operand in
        operand.choices.repetitions.map { "operand '\(operand.name)' offers '\($0)' twice" }
      }
      + (isAmbiguous ? ["more than one operand may vary in number"] : [])
  }

  private var exampleFaults: [String] {
    let program = lineage[0].name
    let isAction = if case .action = command.content { true } else { false }
    let isHidden = lineage.contains(where: \.isHidden)
    return (isAction && !isHidden && command.examples.isEmpty ? ["there is no example"] : [])
      + command.examples.filter { !$0.commandLine.split(separator: " ").contains(program[...]) }
      .map { "the example '\($0.commandLine)' does not call \(program)" }
  }

  private var groupFaults: [String] {
    guard case .group(let subcommands) = command.content else {
      return command.exits.repetitions.map { "exit code \($0.rawValue) is declared twice" }
    }
    let names = subcommands().map(\.name)
    return names.repetitions.map { "subcommand '\($0)' is declared twice" }
      + (command.visibleSubcommands.isEmpty ? ["the group has no visible subcommand"] : [])
      + (isRoot && names.contains(Option.help.name)
        ? ["subcommand 'help' is built in"] : [])
  }

  // MARK: - Texts

  /// The faults of a phrase that help puts into a list, where no full stop is wanted.
  private func phraseFaults(_ subject: String, _ text: Text) -> [String] {
    emptinessFaults(subject, text)
      + Language.allCases.filter { text[$0].hasSuffix(".") && !text[$0].hasSuffix("...") }
      .map { "\(subject) ends with a full stop (\($0.rawValue))" }
  }

  private func emptinessFaults(_ subject: String, _ text: Text) -> [String] {
    Language.allCases.filter { text[$0].allSatisfy(\.isWhitespace) }
      .map { "\(subject) is empty (\($0.rawValue))" }
  }
}

extension String {
  /// Whether the string matches `[a-z][a-z0-9-]*`.
  fileprivate var isCommandLineName: Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return utf8.first.map(letters.contains) == true
      && utf8.allSatisfy {
        letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}

extension Array where Element: Hashable {
  /// The elements that an earlier one equals, in order.
  fileprivate var repetitions: [Element] {
    var seen: Set<Element> = []
    return filter { !seen.insert($0).inserted }
  }
}
