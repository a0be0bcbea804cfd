extension ManualPage {
  /// The page in the language of `man(7)`, which groff and mandoc read, encoded in UTF-8.
  ///
  /// - Parameter nameTitle: what the first section is called, from which programs index the page.
  package func roff(nameTitle: String, edition: Edition) -> String {
    var lines = [
      "'\\\" -*- coding: utf-8 -*-",
      ".\\\" Written by the program itself from its command tree; change that instead.",
      // The date is no text: an escaped hyphen would make it none.
      ".TH \(Roff.argument(name.uppercased())) \(section) \(edition.date) "
        + "\(Roff.argument(edition.source)) \(Roff.argument(edition.manual))",
      // No word is cut: most of them are to be typed.
      ".nh",
      ".SH " + Roff.argument(nameTitle),
      "\(Roff.text(name)) \\- \(Roff.text(summary))",
    ]
    for section in sections {
      lines.append(".SH " + Roff.argument(section.title))
      var previous: Block?
      for block in section.blocks {
        lines += Roff.lines(of: block, after: previous)
        previous = block
      }
      if case .synopsis = previous { lines.append(".YS") }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// The spelling of text in roff.
private enum Roff {
  static func lines(of block: ManualPage.Block, after previous: ManualPage.Block?) -> [String] {
    switch block {
    case .paragraph(let text):
      // A paragraph that begins a part needs no mark.
      return (begins(after: previous) ? [] : [".PP"]) + filled(prose(text))
    case .heading(let title):
      return [".SS " + argument(title)]
    case .definition(let term, let meaning):
      return [".TP", guarded(self.term(term))] + filled(prose(meaning))
    case .synopsis(let command, let pieces):
      return [".SY " + argument(command)] + filled(pieces.map(term).joined(separator: " "))
    case .literal(let text):
      return [".RS 4", ".EX"]
        + text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { guarded(escaped(String($0))) }
        + [".EE", ".RE"]
    }
  }

  private static func begins(after previous: ManualPage.Block?) -> Bool {
    switch previous {
    case nil, .heading: true
    case .paragraph, .definition, .synopsis, .literal: false
    }
  }

  /// A macro's argument.
  static func argument(_ text: String) -> String {
    "\"\(escaped(text))\""
  }

  /// Text in the face that surrounds it, whose punctuation stays with its word.
  static func text(_ text: String) -> String {
    var result = ""
    var previous: Character?
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      let joins = previous == "«" || next.map { ":;!?»".contains($0) } == true
      result += character == " " && joins ? "\\ " : escaped(String(character))
      previous = character
    }
    return result
  }

  /// Text in which words between backquotes are bold.
  static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      index % 2 == 0 ? self.text(String(part)) : "\\fB\(escaped(String(part)))\\fR"
    }.joined()
  }

  static func term(_ term: ManualTerm) -> String {
    term.words.map { word in
      switch word {
      case .plain(let text): unbreakable(text)
      case .literal(let text): "\\fB\(unbreakable(text))\\fR"
      case .placeholder(let text): "\\fI\(unbreakable(text))\\fR"
      }
    }.joined()
  }

  private static func unbreakable(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }
      .joined(separator: "\\ ")
  }

  /// The characters that roff would take for something else, or draw otherwise than a shell needs them
  /// (groff_char(7)).
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      default: result.append(character)
      }
    }
  }

  /// Roff's own words cut at their spaces into lines of a readable length.
  private static func filled(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      // A space after a backslash is none at which a line may end.
      let isJoined = line.last == "\\"
      if !line.isEmpty, !isJoined, line.count + 1 + word.count > 78 {
        lines.append(guarded(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + (line.isEmpty ? [] : [guarded(line)])
  }

  /// The line, kept from being read as a macro.
  private static func guarded(_ line: String) -> String {
    line.first == "." || line.first == "'" ? "\\&" + line : line
  }
}
