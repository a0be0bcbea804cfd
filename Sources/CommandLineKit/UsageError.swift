package import Localization

/// Why a command line cannot be obeyed.
///
/// Every case carries the path of the command that was being read, whose help tells more. Words of the
/// user are kept as they were given, and escaped in the sentence.
package enum UsageError: ExplainedError, Equatable {
  /// The group at `path` has no such subcommand; `suggestion` is the nearest that it has.
  case unknownCommand(String, suggestion: String?, path: [String])
  /// No such option, given here with its dashes, holds for `path`; `suggestion` is the nearest.
  case unknownOption(String, suggestion: String?, path: [String])
  /// The group at `path` was called without one of its subcommands, which are `choices`.
  case missingSubcommand(choices: [String], path: [String])
  /// Nothing that can be a value follows the option.
  case missingValue(option: String, placeholder: Text, path: [String])
  /// A value was given to a flag.
  case unexpectedValue(option: String, path: [String])
  /// An option that holds one value, or a flag, was given twice.
  case repeatedOption(String, path: [String])
  /// A required option was not given.
  case missingOption(String, placeholder: Text, path: [String])
  /// An operand that the command needs was not given.
  case missingOperand(Text, path: [String])
  /// More operands were given than the command takes; this is the first in excess.
  case unexpectedOperand(String, path: [String])
  /// A word is not among the `choices` that there are for `subject`, an option or an operand.
  case invalidChoice(String, subject: Text, choices: [String], path: [String])

  package var nature: FaultNature { .wrongUsage }

  /// The names of the command that was being read, from the program's on.
  package var path: [String] {
    switch self {
    case .unknownCommand(_, _, let path), .unknownOption(_, _, let path),
      .missingSubcommand(_, let path), .missingValue(_, _, let path),
      .unexpectedValue(_, let path), .repeatedOption(_, let path),
      .missingOption(_, _, let path), .missingOperand(_, let path),
      .unexpectedOperand(_, let path), .invalidChoice(_, _, _, let path):
      path
    }
  }

  package var text: Text {
    let problem = problem
    let help = Quoted(path.joined(separator: " ") + " --help")
    return Text(en: "\(problem.en); see \(help.en)", fr: "\(problem.fr) ; voir \(help.fr)")
  }

  /// What is wrong; why.
  private var problem: Text {
    let command = Quoted(path.joined(separator: " "))
    switch self {
    case .unknownCommand(let word, let suggestion, _):
      let (word, nearest) = (Quoted(word), Self.nearest(suggestion))
      return Text(
        en: "unknown command \(word.en); \(nearest?.en ?? "\(command.en) has no such subcommand")",
        fr: """
          commande inconnue \(word.fr) ; \(nearest?.fr ?? "\(command.fr) n’a pas cette sous-commande")
          """)
    case .unknownOption(let word, let suggestion, _):
      let (word, nearest) = (Quoted(word), Self.nearest(suggestion))
      return Text(
        en: "unknown option \(word.en); \(nearest?.en ?? "\(command.en) has no such option")",
        fr: "option inconnue \(word.fr) ; \(nearest?.fr ?? "\(command.fr) n’a pas cette option")")
    case .missingSubcommand(let choices, _):
      let list = choices.joined(separator: ", ")
      return Text(
        en: "a subcommand is missing; \(command.en) has \(list)",
        fr: "il manque une sous-commande ; \(command.fr) propose \(list)")
    case .missingValue(let option, let placeholder, _):
      let name = Quoted("--" + option)
      return Text(
        en: "option \(name.en) lacks its value; write '--\(option)=\(placeholder.en)'",
        fr: "l’option \(name.fr) est sans valeur ; écrire « --\(option)=\(placeholder.fr) »")
    case .unexpectedValue(let option, _):
      let name = Quoted("--" + option)
      return Text(
        en: "option \(name.en) was given a value; it takes none",
        fr: "l’option \(name.fr) a reçu une valeur ; elle n’en prend pas")
    case .repeatedOption(let option, _):
      let name = Quoted("--" + option)
      return Text(
        en: "option \(name.en) is given twice; it may be given once",
        fr: "l’option \(name.fr) est donnée deux fois ; elle ne peut l’être qu’une fois")
    case .missingOption(let option, let placeholder, _):
      return Text(
        en: "option '--\(option) \(placeholder.en)' is missing; \(command.en) requires it",
        fr: "il manque l’option « --\(option) \(placeholder.fr) » ; \(command.fr) l’exige")
    case .missingOperand(let placeholder, _):
      return Text(
        en: "argument \(placeholder.en) is missing; \(command.en) requires it",
        fr: "il manque l’argument \(placeholder.fr) ; \(command.fr) l’exige")
    case .unexpectedOperand(let word, _):
      let word = Quoted(word)
      return Text(
        en: "unexpected argument \(word.en); \(command.en) takes no more",
        fr: "argument inattendu \(word.fr) ; \(command.fr) n’en prend pas davantage")
    case .invalidChoice(let word, let subject, let choices, _):
      let (word, list) = (Quoted(word), choices.joined(separator: ", "))
      return Text(
        en: "\(word.en) is not a value for \(subject.en); choose one of \(list)",
        fr: "\(word.fr) n’est pas une valeur admise pour \(subject.fr) ; choisir parmi \(list)")
    }
  }

  private static func nearest(_ suggestion: String?) -> Text? {
    guard let suggestion = suggestion.map(Quoted.init) else { return nil }
    return Text(en: "the nearest is \(suggestion.en)", fr: "la plus proche est \(suggestion.fr)")
  }
}

/// A word from the command line, safe to show, between each language's quotation marks.
private struct Quoted {
  let en: String
  let fr: String

  init(_ word: String) {
    // Cut by scalars: a single character may be made of any number of them.
    let limit = 80
    let scalars = word.unicodeScalars
    var shown = String(scalars.prefix(limit)).escapedForTerminal
    if scalars.dropFirst(limit).first != nil { shown += "…" }
    en = "'\(shown)'"
    fr = "« \(shown) »"
  }
}
