import Localization

extension Command {
  /// The script by which fish completes this root's command lines, explained in the locale's language.
  ///
  /// Queries are answered as for bash; fish itself quotes what it inserts.
  package func fishCompletion(database: String) -> String {
    FishCompletion(program: name, nodes: completionNodes, database: database).source
  }
}

private struct FishCompletion {
  let program: String
  let nodes: [CompletionNode]
  let database: String

  private var function: String { "__" + program.replacingEach("-", by: "_") }

  var source: String {
    """
    # fish completion for \(program)(1), written by \(program) itself

    # The commands that the line names, and then its operands, one a line.
    function \(function)_line
        set -l path \(program)
        set -l operands
        set -l awaited
        set -l ended
        for word in (commandline -opc)[2..-1]
            if test -n "$awaited"
                set awaited
            else if test -z "$ended"; and string match -qr -- '^-.' $word
                switch "$path $word"
                    case '* --'
                        set ended yes
                    case \(valued)
                        set awaited yes
                end
            else
                switch "$path $word"
                    case \(nodes.dropFirst().map(\.line.fishQuoted).joined(separator: " "))
                        set path "$path $word"
                    case '*'
                        set -a operands $word
                end
            end
        end
        string join \\n -- $path $operands
    end

    # Whether the line is at this command, and, if a number is given, at its operand of that number,
    # counted from zero; from that one on, with a plus sign.
    function \(function)_at --argument-names path place more
        set -l line (\(function)_line)
        test "$line[1]" = $path; or return 1
        test -n "$place"; or return 0
        set -l count (math (count $line) - 1)
        if test -n "$more"
            test $count -ge $place
        else
            test $count -eq $place
        end
    end

    # What the program answers.
    function \(function)_query --argument-names query
        set -l words (commandline -opc)
        set -l database
        for index in (seq 2 (count $words))
            switch $words[$index]
                case --\(database)
                    set database --\(database) (string replace -r '^~/' "$HOME/" -- $words[(math $index + 1)])
                case '--\(database)=*'
                    set database --\(database) (string replace -r '^--\(database)=(~/)?' (string match -qr '=~/' -- $words[$index]; and echo "$HOME/"; or echo '') -- $words[$index])
            end
        end
        set -l prefix (commandline -ct | string replace -r '^--[^=]*=' '')
        set -l operands (\(function)_line)[2..-1]
        command \(program) $database complete $query -- "$prefix" $operands 2>/dev/null
    end

    complete -c \(program) -f

    if string match -q 'fr*' -- (test -n "$LC_ALL"; and echo $LC_ALL; or test -n "$LC_MESSAGES"; and echo $LC_MESSAGES; or echo $LANG)
    \(lines(.french))
    else
    \(lines(.english))
    end

    """
  }

  /// The options with a value, each as a pattern of the line that it stands in.
  private var valued: String {
    nodes.flatMap { node in
      node.ownOptions.filter { $0.argument != nil }.map { option in
        "\(node.line)\(node.subcommands.isEmpty ? "" : "*") --\(option.name)".fishQuoted
      }
    }.joined(separator: " ")
  }

  private func lines(_ language: Language) -> String {
    nodes.flatMap { node -> [String] in
      node.subcommands.map { command in
        complete(
          node, place: "0", "-a \(command.name)", help: command.summary[language])
      } + node.options.map { line(of: $0, node, language) }
        + node.operands.enumerated().compactMap { index, operand in
          let place = operand.count.maximum == nil ? "\(index) more" : "\(index)"
          return offer(operand.choices, operand.completion).map { offer in
            complete(node, place: place, offer, help: operand.help[language])
          }
        }
    }.map { "    " + $0 }.joined(separator: "\n")
  }

  private func line(of option: Option, _ node: CompletionNode, _ language: Language) -> String {
    let letter = option.letter.map { " -s \($0)" } ?? ""
    let value = option.argument.map { argument in
      let offer = offer(argument.choices, argument.completion)
      return (offer?.hasPrefix("-F") == true ? " -r " : " -x ") + (offer ?? "")
    }
    let name = "-l \(option.name)\(letter)\(value ?? "")"
    return complete(node, place: nil, name, help: option.help[language])
  }

  private func complete(
    _ node: CompletionNode, place: String?, _ what: String, help: String
  ) -> String {
    let place = place.map { " " + $0 } ?? ""
    let condition = "\(function)_at \(node.line.fishQuoted)\(place)"
    return "complete -c \(program) -n \(condition.fishDoubleQuoted) \(what) -d \(help.fishQuoted)"
  }

  private func offer(_ choices: [String], _ completion: Completion) -> String? {
    guard choices.isEmpty else { return "-a \(choices.joined(separator: " ").fishQuoted)" }
    return switch completion {
    case .none: nil
    case .file: "-F"
    case .directory: "-a '(__fish_complete_directories)'"
    case .query(let name): "-a '(\(function)_query \(name))'"
    }
  }
}

extension String {
  /// The string between single quotes, as fish reads it.
  fileprivate var fishQuoted: String {
    "'\(replacingEach("\\", by: "\\\\").replacingEach("'", by: "\\'"))'"
  }

  /// The string, which holds no dollar sign, quotation mark or backslash, between double quotes.
  fileprivate var fishDoubleQuoted: String {
    "\"\(self)\""
  }
}
