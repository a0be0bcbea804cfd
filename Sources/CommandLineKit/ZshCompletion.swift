import Localization

extension Command {
  /// The script by which zsh completes this root's command lines, explained in the locale's language.
  ///
  /// Queries are answered as for bash; zsh itself quotes what it inserts.
  package func zshCompletion(database: String) -> String {
    ZshCompletion(program: name, nodes: completionNodes, database: database).source
  }
}

private struct ZshCompletion {
  let program: String
  let nodes: [CompletionNode]
  let database: String

  private var function: String { "_" + program.replacingEach("-", by: "_") }

  var source: String {
    """
    #compdef \(program)
    # zsh completion for \(program)(1), written by \(program) itself

    # Offers what the program answers. What _arguments puts before the query is for compadd.
    \(function)_query() {
      local -a answers
      answers=(${(f)"$(_call_program \(program) command \(program) ${(q)database} complete $@[-1] -- \\
        ${(q)${(Q)PREFIX}} ${(q)line} 2> /dev/null)"})
      (( $#answers )) && compadd "$@[1,-2]" -a answers
    }

    \(function)() {
      local -a database
      local index
      # The value of the last --\(database) before the cursor.
      for ((index = 2; index < CURRENT; index++)); do
        case $words[index] in
          (--\(database)) database=(--\(database) ${${(Q)words[index + 1]}/#\\~\\//$HOME/}) ;;
          (--\(database)=*) database=(--\(database) ${${(Q)words[index]#*=}/#\\~\\//$HOME/}) ;;
        esac
      done
      case ${LC_ALL:-${LC_MESSAGES:-$LANG}} in
        (fr*) \(function)_fr ;;
        (*) \(function)_en ;;
      esac
    }

    \(Language.allCases.map(functions).joined(separator: "\n"))
    # The file may be loaded by compinit, or read at once.
    if [[ $funcstack[1] == \(function) ]]; then
      \(function) "$@"
    else
      compdef \(function) \(program)
    fi

    """
  }

  private func functions(_ language: Language) -> String {
    nodes.map { body(of: $0, language) }.joined(separator: "\n")
  }

  /// The function that completes what follows the command's name.
  private func name(of path: [String], _ language: Language) -> String {
    ([function, language.rawValue] + path.dropFirst().map { $0.replacingEach("-", by: "_") })
      .joined(separator: "_")
  }

  private func body(of node: CompletionNode, _ language: Language) -> String {
    let options = node.options.map { spec($0, language) }
    guard !node.subcommands.isEmpty else {
      let specs = options + node.operands.enumerated().map { spec($1, at: $0, language) }
      return """
        \(name(of: node.path, language))() {
          local line
          typeset -A opt_args
          _arguments -S \\
            \(specs.joined(separator: " \\\n    "))
        }

        """
    }
    let commands = node.subcommands.map { command in
      "\(colonsEscaped(command.name)):\(backslashesEscaped(command.summary[language]))".singleQuoted
    }
    let branches = node.subcommands.map { command in
      "        (\(command.name)) \(name(of: node.path + [command.name], language)) ;;"
    }
    return """
      \(name(of: node.path, language))() {
        local curcontext=$curcontext state line
        typeset -A opt_args
        local -a commands=(
          \(commands.joined(separator: "\n    "))
        )
        _arguments -C -S \\
          \(options.joined(separator: " \\\n    ")) \\
          '1: :->command' \\
          '*::: :->rest'
        case $state in
          (command) _describe -t commands \(Text(en: "command", fr: "commande")[language]) commands ;;
          (rest)
            words=($line[1] "${words[@]}")
            (( CURRENT += 1 ))
            case $line[1] in
      \(branches.joined(separator: "\n"))
            esac
            ;;
        esac
      }

      """
  }

  // MARK: - What _arguments is told

  private func spec(_ option: Option, _ language: Language) -> String {
    let help = "[\(bracketsEscaped(option.help[language]))]"
    if let letter = option.letter {
      return "(-\(letter) --\(option.name))".singleQuoted + "{-\(letter),--\(option.name)}"
        + help.singleQuoted
    }
    guard let argument = option.argument else { return "--\(option.name)\(help)".singleQuoted }
    let star = argument.isRepeatable ? "*" : ""
    let placeholder = colonsEscaped(argument.placeholder[language])
    let action = action(argument.choices, argument.completion)
    return "\(star)--\(option.name)=\(help):\(placeholder):\(action)".singleQuoted
  }

  private func spec(_ operand: Operand, at index: Int, _ language: Language) -> String {
    let placeholder = colonsEscaped(operand.placeholder[language])
    let action = action(operand.choices, operand.completion)
    let place =
      switch operand.count {
      case .one: "\(index + 1):"
      case .zeroOrOne: "\(index + 1)::"
      case .oneOrMore, .zeroOrMore: "*:"
      }
    return "\(place)\(placeholder):\(action)".singleQuoted
  }

  private func action(_ choices: [String], _ completion: Completion) -> String {
    guard choices.isEmpty else { return "(\(choices.joined(separator: " ")))" }
    return switch completion {
    case .none: " "
    case .file: "_files"
    case .directory: "_files -/"
    case .query(let name): "\(function)_query \(name)"
    }
  }

  private func colonsEscaped(_ text: String) -> String {
    text.replacingEach(":", by: "\\:")
  }

  private func backslashesEscaped(_ text: String) -> String {
    text.replacingEach("\\", by: "\\\\")
  }

  private func bracketsEscaped(_ text: String) -> String {
    backslashesEscaped(text).replacingEach("[", by: "\\[").replacingEach("]", by: "\\]")
  }
}
