/// A session at a shell, written down: commands, and what they answer.
///
/// ```text
/// # A remark.
/// > documents.json
/// [{"number": "F-1"}]
/// > .
/// $ LC_ALL=fr_FR.UTF-8 vosfact invoice import documents.json --format json
/// {"read":1,"created":0,"unchanged":0,"rejected":1,"warnings":0}
/// ! vosfact: documents.json:1: …
/// ? 65
/// ```
///
/// A command may give variables before `vosfact` and a file for standard input after it (`< FILE`); quotes
/// of both kinds hold words together, and nothing else of a shell is there. Expected standard output
/// follows it as it is, standard error after `! `, and an exit status other than 0 after `? `. Empty
/// lines at the end of an answer part it from the next command. A line of an answer that would be taken
/// for something else has a backslash in front, and a backslash alone is an empty line that counts. What
/// every run makes anew is a `Placeholder`.
struct Transcript {
  /// A command and what it answers.
  struct Step {
    /// Where the command is in the file, from 1.
    let line: Int
    let command: String
    let variables: [String: String]
    let words: [String]
    /// The file that is its standard input.
    let input: String?
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  /// What is done, in order.
  enum Part {
    /// A file is made.
    case file(name: String, lines: [String])
    case step(Step)
  }

  private(set) var parts: [Part] = []

  /// Why a file is no transcript.
  struct Malformed: Error {
    let line: Int
    let reason: String
  }

  init(_ text: String) throws(Malformed) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var step: Step?
    while let line = lines.popFirst() {
      let number = lines.startIndex
      if line.hasPrefix("$ ") {
        finish(&step)
        var command = String(line.dropFirst(2))
        while command.hasSuffix(" \\"), let next = lines.popFirst() {
          command = String(command.dropLast() + next.drop { $0 == " " })
        }
        step = try Self.step(command, line: number)
      } else if line.hasPrefix("> ") {
        finish(&step)
        parts.append(.file(name: String(line.dropFirst(2)), lines: Self.content(&lines)))
      } else if line == "#" || line.hasPrefix("# ") {
        finish(&step)
      } else if step == nil {
        guard line.isEmpty else { throw Malformed(line: number, reason: "an answer to nothing") }
      } else if line.hasPrefix("! ") {
        step?.errors.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("? ") {
        guard let status = Int32(line.dropFirst(2)) else {
          throw Malformed(line: number, reason: "no exit status")
        }
        step?.status = status
      } else {
        step?.output.append(line)
      }
    }
    finish(&step)
  }

  private mutating func finish(_ step: inout Step?) {
    guard var finished = step else { return }
    while finished.output.last == "" { finished.output.removeLast() }
    finished.output = finished.output.map { $0.hasPrefix("\\") ? String($0.dropFirst()) : $0 }
    parts.append(.step(finished))
    step = nil
  }

  private static func content(_ lines: inout ArraySlice<String>) -> [String] {
    var content: [String] = []
    while let line = lines.popFirst(), line != "> ." { content.append(line) }
    return content
  }

  private static func step(_ command: String, line: Int) throws(Malformed) -> Step {
    var words = try split(command, line: line)[...]
    var variables: [String: String] = [:]
    while let word = words.first, let sign = word.firstIndex(of: "="), word != "vosfact" {
      variables[String(word[..<sign])] = String(word[word.index(after: sign)...])
      words.removeFirst()
    }
    guard words.popFirst() == "vosfact" else {
      throw Malformed(line: line, reason: "only vosfact can be run")
    }
    var input: String?
    if let sign = words.lastIndex(of: "<"), sign == words.endIndex - 2 {
      input = words.last
      words = words[..<sign]
    }
    return Step(
      line: line, command: command, variables: variables, words: Array(words), input: input)
  }

  /// The words of a command line, as a shell splits them at spaces and quotes.
  private static func split(_ command: String, line: Int) throws(Malformed) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in command {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { throw Malformed(line: line, reason: "an open quote") }
    if let finished = word { words.append(finished) }
    return words
  }
}
