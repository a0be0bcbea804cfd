import Localization

extension Command {
  /// What may follow the command's name, in order, each piece as it is written in a synopsis: the
  /// command's own options and its operands, or the place of a subcommand. What is optional is in
  /// brackets, and an ellipsis means that it may be repeated.
  func synopsis(_ language: Language) -> [String] {
    switch content {
    case .group:
      let word = Text(en: "COMMAND", fr: "COMMANDE")[language]
      return options.map { $0.synopsis(language) } + [word, "[...]"]
    case .action(let operands, _, _):
      return options.map { $0.synopsis(language) } + operands.map { $0.synopsis(language) }
    }
  }
}

extension Option {
  /// The option as help lists it, such as `--since DATE`.
  func term(_ language: Language) -> String {
    guard let argument else { return "--" + name }
    return "--\(name) \(argument.placeholder[language])"
  }

  fileprivate func synopsis(_ language: Language) -> String {
    let term = term(language)
    let isRequired = argument?.isRequired == true
    let ellipsis = argument?.isRepeatable == true ? "..." : ""
    return (isRequired ? term : "[\(term)]") + ellipsis
  }
}

extension Operand {
  fileprivate func synopsis(_ language: Language) -> String {
    switch count {
    case .one: placeholder[language]
    case .zeroOrOne: "[\(placeholder[language])]"
    case .oneOrMore: "\(placeholder[language])..."
    case .zeroOrMore: "[\(placeholder[language])...]"
    }
  }
}
