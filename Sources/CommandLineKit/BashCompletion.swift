extension Command {
  /// The script by which bash completes this root's command lines.
  ///
  /// A query is answered by the program itself, called as `PROGRAM complete QUERY -- PREFIX OPERAND...`
  /// with the option that names the database, if the line has it: `database` is that option's name. Since
  /// answers come from outside, they are quoted, and nothing is expanded.
  package func bashCompletion(database: String) -> String {
    BashCompletion(program: name, nodes: completionNodes, database: database).source
  }
}

private struct BashCompletion {
  let program: String
  let nodes: [CompletionNode]
  let database: String

  private var function: String { "_" + program.replacingEach("-", by: "_") }

  var source: String {
    """
    # bash completion for \(program)(1), written by \(program) itself

    # Offers those of its arguments that begin as the current word does.
    \(function)_words() {
      local word
      for word; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
      done
    }

    # Offers the names of files (-f) or of directories (-d).
    \(function)_paths() {
      compopt -o filenames 2> /dev/null
      mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
    }

    # Offers what the program answers. It may come from outside: it is quoted, and never expanded.
    \(function)_query() {
      local answer
      while IFS= read -r answer; do
        printf -v answer %q "$answer"
        COMPREPLY+=("$answer")
      done < <(command \(program) ${database:+--\(database) "$database"} complete "$1" -- \\
        "$current" "${operands[@]}" 2> /dev/null)
    }

    \(function)() {
      local current=${COMP_WORDS[COMP_CWORD]} path=\(program) awaited= ended= database= word index
      local -a operands=()
      COMPREPLY=()
      for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $awaited ]]; then
          # An equals sign is a word of its own.
          [[ $word == '=' ]] && continue
          [[ $awaited == --\(database) ]] && database=${word/#'~/'/"$HOME/"}
          awaited=
        elif [[ $ended || $word != -?* ]]; then
          case "$path $word" in
    \(subcommandCase)
            *) operands+=("$word") ;;
          esac
        elif [[ $word == -- ]]; then
          ended=yes
        else
          case "$path $word" in
    \(awaitingCase)
          esac
        fi
      done
      if [[ $awaited && $current == '=' ]]; then current=; fi

      if [[ $awaited ]]; then
        case "$path $awaited" in
    \(valueCases)
        esac
      elif [[ ! $ended && $current == -* ]]; then
        case $path in
    \(optionCases)
        esac
      else
        case "$path ${#operands[@]}" in
    \(operandCases)
        esac
      fi
    }

    complete -F \(function) \(program)

    """
  }

  private var subcommandCase: String {
    let lines = nodes.dropFirst().map(\.line.singleQuoted)
    return "        \(lines.joined(separator: " | \\\n          "))) path+=\" $word\" ;;"
  }

  /// The options with a value, each as a pattern of the line that it stands in.
  private var valued: [(pattern: String, argument: OptionArgument)] {
    nodes.flatMap { node in
      node.ownOptions.compactMap { option in
        option.argument.map { argument in
          // The options of a group hold below it.
          let rest = node.subcommands.isEmpty ? "" : "*"
          return (node.line.singleQuoted + rest + " --\(option.name)".singleQuoted, argument)
        }
      }
    }
  }

  private var awaitingCase: String {
    "        \(valued.map(\.pattern).joined(separator: " | \\\n          "))) awaited=$word ;;"
  }

  private var valueCases: String {
    valued.compactMap { pattern, argument in
      offer(argument.choices, argument.completion).map { "      \(pattern)) \($0) ;;" }
    }.joined(separator: "\n")
  }

  private var optionCases: String {
    nodes.map { node in
      let names = node.options.map { "--\($0.name)" }.joined(separator: " ")
      return "      \(node.line.singleQuoted)) \(function)_words \(names) ;;"
    }.joined(separator: "\n")
  }

  private var operandCases: String {
    nodes.flatMap { node -> [String] in
      guard node.subcommands.isEmpty else {
        let names = node.subcommands.map(\.name).joined(separator: " ")
        return ["      \("\(node.line) 0".singleQuoted)) \(function)_words \(names) ;;"]
      }
      return node.operands.enumerated().compactMap { index, operand in
        let isLast = operand.count.maximum == nil
        let pattern =
          isLast ? "\(node.line) ".singleQuoted + "*" : "\(node.line) \(index)".singleQuoted
        return offer(operand.choices, operand.completion).map { "      \(pattern)) \($0) ;;" }
      }
    }.joined(separator: "\n")
  }

  private func offer(_ choices: [String], _ completion: Completion) -> String? {
    guard choices.isEmpty else { return "\(function)_words \(choices.joined(separator: " "))" }
    return switch completion {
    case .none: nil
    case .file: "\(function)_paths -f"
    case .directory: "\(function)_paths -d"
    case .query(let name): "\(function)_query \(name)"
    }
  }
}
