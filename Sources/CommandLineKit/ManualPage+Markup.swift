package import Localization

extension [ManualPage.Section] {
  /// The sections that `markup` writes in every language, as `language` has them.
  ///
  /// Empty lines part what it is made of: titles, `# TITLE`; paragraphs; definitions, `- term: meaning`, which may
  /// follow each other without an empty line; and literal lines, four spaces further in. In titles and terms ` | `
  /// parts English from French; the French of a paragraph or of a meaning follows its English on a line of its own
  /// after `fr: `. What has no French is the same in every language.
  package init(markup: String, _ language: Language) {
    self = []
    for part in markup.split(separator: "\n\n") {
      let lines = part.split(separator: "\n")
      if part.hasPrefix("# ") {
        append(ManualPage.Section(choose(part.dropFirst(2), language), []))
      } else if let last = indices.last {
        self[last].add(blocks(lines, language))
      }
    }
  }
}

extension ManualPage.Section {
  /// Adds blocks; literal lines go on after others and an empty line.
  fileprivate mutating func add(_ more: [ManualPage.Block]) {
    guard case .literal(let before) = blocks.last, case .literal(let lines) = more.first else {
      return blocks += more
    }
    blocks[blocks.count - 1] = .literal("\(before)\n\n\(lines)")
  }
}

/// The blocks in lines of markup that no empty line parts.
private func blocks(_ lines: [Substring], _ language: Language) -> [ManualPage.Block] {
  if lines[0].hasPrefix("    ") {
    return [.literal(lines.map { $0.dropFirst(4) }.joined(separator: "\n"))]
  }
  guard lines[0].hasPrefix("- ") else { return [.paragraph(prose(lines, language))] }
  let starts = lines.indices.filter { lines[$0].hasPrefix("- ") }
  return zip(starts, starts.dropFirst() + [lines.endIndex]).map { start, end in
    let words = lines[start].dropFirst(2)
    let colon = words.firstRange(of: ": ") ?? (words.endIndex..<words.endIndex)
    let meaning = [words[colon.upperBound...]] + lines[(start + 1)..<end].map { $0.dropFirst(2) }
    return .definition(
      term: ManualTerm(literal: choose(words[..<colon.lowerBound], language)),
      meaning: prose(meaning, language))
  }
}

/// A sentence or more, joined from the lines of one language.
private func prose(_ lines: [Substring], _ language: Language) -> String {
  let mark = "fr: "
  guard let french = lines.firstIndex(where: { $0.hasPrefix(mark) }) else {
    return lines.joined(separator: " ")
  }
  return switch language {
  case .english: lines[..<french].joined(separator: " ")
  case .french: String(lines[french...].joined(separator: " ").dropFirst(mark.count))
  }
}

/// A title or term in one language.
private func choose(_ words: Substring, _ language: Language) -> String {
  let pair = words.split(separator: " | ")
  return String(language == .french ? pair[pair.count - 1] : pair[0])
}
