import Localization

/// A term of a command line and its explanation: an entry of the lists that help is made of.
struct Definition {
  /// What is written on the command line.
  let term: String
  /// What it means.
  let explanation: String
}

extension Definition {
  /// A subcommand and its summary.
  init<Context>(_ command: Command<Context>, _ language: Language) {
    self.init(term: command.name, explanation: command.summary[language])
  }

  /// An operand, what it is, and what it may be.
  init(_ operand: Operand, _ language: Language) {
    let notes = Self.choices(operand.choices)
    self.init(
      term: operand.placeholder[language],
      explanation: Self.explanation(operand.help, notes, language))
  }

  /// An option, what it does, and what its value may be.
  init(_ option: Option, _ language: Language) {
    var notes: [Text] = []
    if let argument = option.argument {
      notes += Self.choices(argument.choices)
      if let value = argument.default {
        notes.append(Text(en: "default: \(value)", fr: "par défaut : \(value)"))
      }
      if argument.isRequired { notes.append(Text(en: "required", fr: "obligatoire")) }
      if argument.isRepeatable { notes.append(Text(en: "repeatable", fr: "répétable")) }
    }
    let letter = option.letter.map { ", -\($0)" } ?? ""
    self.init(
      term: option.term(language).text + letter,
      explanation: Self.explanation(option.help, notes, language))
  }

  /// An exit code and its meaning.
  init(_ code: ExitCode, _ language: Language) {
    self.init(term: String(code.rawValue), explanation: code.meaning[language])
  }

  private static func choices(_ choices: [String]) -> [Text] {
    guard !choices.isEmpty else { return [] }
    let list = choices.joined(separator: ", ")
    return [Text(en: "one of: \(list)", fr: "au choix : \(list)")]
  }

  private static func explanation(_ help: Text, _ notes: [Text], _ language: Language) -> String {
    guard !notes.isEmpty else { return help[language] }
    let separator = Text(en: "; ", fr: " ; ")[language]
    return "\(help[language]) (\(notes.map { $0[language] }.joined(separator: separator)))"
  }
}
