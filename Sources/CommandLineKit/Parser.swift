import Localization

extension Command {
  /// Finds what `words`, the command line without the program's own name, ask of this tree's root.
  ///
  /// Options and operands mix freely; an option of a group may stand anywhere, also before the
  /// subcommand's name; `--` ends the options; `-` is an operand, or a value. A value or an operand
  /// that begins with a dash must follow `--` or an equals sign, unless it is a negative number.
  /// `help` and then names of commands is the same as these names and then `--help`.
  ///
  /// - Throws: `UsageError` for the first word that is wrong, then for what is missing.
  package func parse(_ words: [String]) throws(UsageError) -> Invocation<Context> {
    var parser = Parser(root: self)
    return try parser.parse(words)
  }

  /// The value that `words` give to an option of this root, even if they are otherwise wrong: the
  /// language of help and errors has to be known whatever the line holds. `nil` if it is not given, or
  /// is not among its choices.
  package func valueAnywhere(of name: String, in words: [String]) -> String? {
    guard let argument = options.first(where: { $0.name == name })?.argument else { return nil }
    let words = words.prefix { $0 != "--" }
    for (index, word) in words.enumerated() {
      let (written, attached) = word.optionAndValue
      guard written == "--" + name else { continue }
      guard let value = attached ?? words.dropFirst(index + 1).first else { return nil }
      return argument.choices.isEmpty || argument.choices.contains(value) ? value : nil
    }
    return nil
  }
}

/// Reads the words of a command line from left to right, descending the tree as they name commands.
private struct Parser<Context> {
  /// The commands from the root to the one that was last named.
  private var lineage: [Command<Context>]
  private var isHelpWanted = false
  private var flags: Set<String> = []
  private var values: [String: [String]] = [:]
  private var operands: [String] = []

  init(root: Command<Context>) {
    lineage = [root]
  }

  private var command: Command<Context> { lineage[lineage.count - 1] }
  private var path: [String] { lineage.map(\.name) }
  private var isAtRoot: Bool { lineage.count == 1 }

  mutating func parse(_ words: [String]) throws(UsageError) -> Invocation<Context> {
    var rest = words[...]
    var areOptionsEnded = false
    while let word = rest.popFirst() {
      if areOptionsEnded || !word.isOptionLike {
        try take(word)
      } else if word == "--" {
        areOptionsEnded = true
      } else {
        switch try takeOption(word, &rest) {
        case .help: return .help(command, path: path)
        case .version: return .version
        default: continue
        }
      }
    }
    if isHelpWanted {
      if let word = operands.first { throw .unexpectedOperand(word, path: path) }
      return .help(command, path: path)
    }
    guard case .action(let operands, _, _) = command.content else {
      throw .missingSubcommand(choices: command.visibleSubcommands.map(\.name), path: path)
    }
    return .run(command, try arguments(operands))
  }

  // MARK: - Commands and operands

  private mutating func take(_ word: String) throws(UsageError) {
    guard case .group(let subcommands) = command.content else {
      operands.append(word)
      return
    }
    if let subcommand = subcommands().first(where: { $0.name == word }) {
      lineage.append(subcommand)
    } else if isAtRoot, word == Option.help.name {
      isHelpWanted = true
    } else {
      let names = command.visibleSubcommands.map(\.name) + (isAtRoot ? [Option.help.name] : [])
      throw .unknownCommand(
        word, suggestion: Suggestion.nearest(to: word, among: names), path: path)
    }
  }

  // MARK: - Options

  /// Takes the option that `word` names, and its value from `rest` if that is where it stands.
  private mutating func takeOption(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> Option {
    let (written, attached) = word.optionAndValue
    let option = try option(written)
    guard let argument = option.argument else {
      if attached != nil { throw .unexpectedValue(option: option.name, path: path) }
      guard flags.insert(option.name).inserted else {
        throw .repeatedOption(option.name, path: path)
      }
      return option
    }
    if !argument.isRepeatable, values[option.name] != nil {
      throw .repeatedOption(option.name, path: path)
    }
    let value: String
    if let attached {
      value = attached
    } else if let next = rest.first, !next.isOptionLike {
      value = rest.removeFirst()
    } else {
      throw .missingValue(option: option.name, placeholder: argument.placeholder, path: path)
    }
    try check(value, among: argument.choices, of: Text(verbatim: "--" + option.name))
    values[option.name, default: []].append(value)
    return option
  }

  /// The option in scope that is written so, dashes included.
  private func option(_ written: String) throws(UsageError) -> Option {
    if let option = lineage.option(written) { return option }
    let bare = String(written.drop { $0 == "-" })
    let nearest = Suggestion.nearest(to: bare, among: lineage.optionsInScope().map(\.name))
    throw .unknownOption(written, suggestion: nearest.map { "--" + $0 }, path: path)
  }

  // MARK: - The whole

  /// The arguments of the action, now that all words are read.
  private func arguments(_ declared: [Operand]) throws(UsageError) -> Arguments {
    let operands = try distributed(over: declared)
    var flags: [String: Bool] = [:]
    var values: [String: [String]] = [:]
    for option in lineage.flatMap(\.options) {
      guard let argument = option.argument else {
        flags[option.name] = self.flags.contains(option.name)
        continue
      }
      let given = self.values[option.name]
      if given == nil, argument.isRequired {
        throw .missingOption(option.name, placeholder: argument.placeholder, path: path)
      }
      values[option.name] = given ?? argument.default.map { [$0] } ?? []
    }
    return Arguments(path: path, flags: flags, values: values, operands: operands)
  }

  /// The words given to each operand: what those that need a word leave over goes to the one whose
  /// number may vary.
  private func distributed(over declared: [Operand]) throws(UsageError) -> [String: [String]] {
    let required = declared.filter { $0.count.minimum > 0 }
    if operands.count < required.count {
      throw .missingOperand(required[operands.count].placeholder, path: path)
    }
    var spare = operands.count - required.count
    var rest = operands[...]
    var distributed: [String: [String]] = [:]
    for operand in declared {
      let extra = min(spare, operand.count.maximum.map { $0 - operand.count.minimum } ?? spare)
      spare -= extra
      let words = Array(rest.prefix(operand.count.minimum + extra))
      rest = rest.dropFirst(words.count)
      for word in words {
        try check(word, among: operand.choices, of: operand.placeholder)
      }
      distributed[operand.name] = words
    }
    if let word = rest.first { throw .unexpectedOperand(word, path: path) }
    return distributed
  }

  private func check(_ word: String, among choices: [String], of subject: Text) throws(UsageError) {
    guard choices.isEmpty || choices.contains(word) else {
      throw .invalidChoice(word, subject: subject, choices: choices, path: path)
    }
  }
}

// A word is looked at as bytes: to Swift a dash followed by a combining mark is not a dash.
extension String {
  /// The word up to the first equals sign, and what follows that sign, if there is one.
  var optionAndValue: (written: String, attached: String?) {
    guard let sign = utf8.firstIndex(of: UInt8(ascii: "=")) else { return (self, nil) }
    return (String(self[..<sign]), String(self[utf8.index(after: sign)...]))
  }

  /// Whether the word begins as options do, and is neither `-` alone nor a negative number.
  var isOptionLike: Bool {
    utf8.first == UInt8(ascii: "-") && utf8.count > 1 && !isNegativeNumber
  }

  /// Whether the word is a dash, digits, and perhaps a decimal mark and digits.
  private var isNegativeNumber: Bool {
    let parts = utf8.dropFirst().split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
