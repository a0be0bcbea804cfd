package import Localization

/// The place of the word that is being typed, in a line that a shell completes.
package struct CompletionPlace: Sendable {
  /// What may stand there.
  package enum Offer: Sendable {
    /// One of these words, each with its meaning where it has one.
    case words([(word: String, meaning: Text?)])
    /// The name of a file.
    case file
    /// What the program answers to the query of this name.
    case query(String)

    fileprivate static let nothing = Offer.words([])
  }

  /// What stands in the word before what is offered: the name of an option and its equals sign, or nothing.
  package let head: String
  /// What is typed after that.
  package let typed: String
  package let offer: Offer
  /// The operands before it.
  package let operands: [String]
  /// The last value before it of each option that has one.
  package let values: [String: String]
}

extension Command {
  /// What may stand in the place of the last of `words`, which are the command line without the program's own
  /// name, up to the cursor.
  ///
  /// Lines are read as `parse` reads them, but for what is wrong, after which nothing is offered. Options that
  /// were given are not offered again, and none is before a dash is typed.
  package func completion(of words: [String]) -> CompletionPlace {
    var line = UnfinishedLine(root: self)
    for word in words.dropLast() { line.read(word) }
    return line.place(of: words.last ?? "")
  }
}

/// A line of which words are still missing, read from left to right.
private struct UnfinishedLine<Context> {
  /// The commands from the root to the one that was last named.
  private var lineage: [Command<Context>]
  private var given: Set<String> = []
  private var values: [String: String] = [:]
  private var operands: [String] = []
  /// The option whose value comes next.
  private var awaited: Option?
  private var areOptionsEnded = false

  init(root: Command<Context>) {
    lineage = [root]
  }

  private var command: Command<Context> { lineage[lineage.count - 1] }

  mutating func read(_ word: String) {
    if let option = awaited {
      values[option.name] = word
      awaited = nil
    } else if areOptionsEnded || !word.isOptionLike {
      take(word)
    } else if word == "--" {
      areOptionsEnded = true
    } else {
      takeOption(word)
    }
  }

  private mutating func take(_ word: String) {
    if let next = command.subcommands.first(where: { $0.name == word }) {
      lineage.append(next)
    } else if lineage.count > 1 || word != Option.help.name {
      operands.append(word)
    }
  }

  private mutating func takeOption(_ word: String) {
    let (written, attached) = word.optionAndValue
    guard let option = lineage.option(written) else { return }
    given.insert(option.name)
    guard option.argument != nil else { return }
    if let attached {
      values[option.name] = attached
    } else {
      awaited = option
    }
  }

  // MARK: - The last word

  func place(of word: String) -> CompletionPlace {
    if let argument = awaited?.argument {
      return place("", word, offer(argument.choices, argument.completion))
    }
    guard !areOptionsEnded, word.utf8.first == UInt8(ascii: "-") else {
      return place("", word, operandOffer)
    }
    let (written, attached) = word.optionAndValue
    guard let attached else { return place("", word, .words(optionWords)) }
    let argument = lineage.option(written)?.argument
    return place(
      written + "=", attached, argument.map { offer($0.choices, $0.completion) } ?? .nothing)
  }

  private func place(
    _ head: String, _ typed: String, _ offer: CompletionPlace.Offer
  ) -> CompletionPlace {
    CompletionPlace(head: head, typed: typed, offer: offer, operands: operands, values: values)
  }

  private var optionWords: [(word: String, meaning: Text?)] {
    lineage.optionsInScope().filter { option in
      !given.contains(option.name) || option.argument?.isRepeatable == true
    }.flatMap { option in
      ["--\(option.name)"].map { ($0, option.help) }
        + (option.letter.map { [("-\($0)", option.help)] } ?? [])
    }
  }

  private var operandOffer: CompletionPlace.Offer {
    guard case .action(let declared, _, _) = command.content else {
      // In a group an operand is a word that names nothing.
      guard operands.isEmpty else { return .nothing }
      return .words(command.visibleSubcommands.map { ($0.name, $0.summary) })
    }
    var before = operands.count
    for operand in declared {
      guard let most = operand.count.maximum, before >= most else {
        return offer(operand.choices, operand.completion)
      }
      before -= most
    }
    return .nothing
  }

  private func offer(_ choices: [String], _ completion: Completion) -> CompletionPlace.Offer {
    guard choices.isEmpty else { return .words(choices.map { ($0, nil) }) }
    return switch completion {
    case .none: .nothing
    case .file: .file
    case .query(let name): .query(name)
    }
  }
}
