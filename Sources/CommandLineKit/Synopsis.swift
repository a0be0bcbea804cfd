import Localization

extension Command {
  /// What may follow the command's name, in order, each piece as it is written in a synopsis: the
  /// command's own options and its operands, or the place of a subcommand. What is optional is in
  /// brackets, and an ellipsis means that it may be repeated.
  func synopsis(_ language: Language) -> [ManualTerm] {
    let rest =
      switch content {
      case .group:
        [
          ManualTerm([.placeholder(Text(en: "COMMAND", fr: "COMMANDE")[language])]),
          ManualTerm([.plain("[...]")]),
        ]
      case .action(let operands, _, _): operands.map { $0.synopsis(language) }
      }
    return options.map { $0.synopsis(language) } + rest
  }
}

extension Option {
  /// The option as help lists it, such as `--since DATE`.
  func term(_ language: Language) -> ManualTerm {
    let name = ManualTerm.Word.literal("--\(name)")
    guard let argument else { return ManualTerm([name]) }
    return ManualTerm([name, .plain(" "), .placeholder(argument.placeholder[language])])
  }

  fileprivate func synopsis(_ language: Language) -> ManualTerm {
    let brackets = argument?.isRequired == true ? ("", "") : ("[", "]")
    let ellipsis = argument?.isRepeatable == true ? "..." : ""
    return ManualTerm([.plain(brackets.0)] + term(language).words + [.plain(brackets.1 + ellipsis)])
  }
}

extension Operand {
  fileprivate func synopsis(_ language: Language) -> ManualTerm {
    let marks =
      switch count {
      case .one: ("", "")
      case .zeroOrOne: ("[", "]")
      case .oneOrMore: ("", "...")
      case .zeroOrMore: ("[", "...]")
      }
    return ManualTerm([.plain(marks.0), .placeholder(placeholder[language]), .plain(marks.1)])
  }
}
