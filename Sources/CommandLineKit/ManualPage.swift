/// A page of the manual in one language.
package struct ManualPage: Equatable, Sendable {
  /// When the manual was written and what it tells of: the foot and the head of every page.
  package struct Edition: Equatable, Sendable {
    /// `YYYY-MM-DD`.
    package let date: String
    /// The program and its version.
    package let source: String
    /// The manual that the pages make up.
    package let manual: String

    package init(date: String, source: String, manual: String) {
      self.date = date
      self.source = source
      self.manual = manual
    }
  }

  /// A part of the page, under its title.
  package struct Section: Equatable, Sendable {
    package let title: String
    package internal(set) var blocks: [Block]

    package init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// What a section is made of. In prose, words between backquotes are literal, as a name that is
  /// typed or read.
  package enum Block: Equatable, Sendable {
    case paragraph(String)
    case heading(String)
    /// A term and what it means.
    case definition(term: ManualTerm, meaning: String)
    /// How a command is written: its names, and what may follow them.
    case synopsis(command: String, pieces: [ManualTerm])
    /// Lines to be kept as they are.
    case literal(String)
  }

  /// The name that the page is asked for by.
  package let name: String
  /// The section of the manual that it belongs to: 1 for commands, 7 for conventions.
  package let section: Int
  /// What the page is about, in a few words.
  package let summary: String
  /// What follows the page's name and summary.
  package let sections: [Section]

  package init(name: String, section: Int, summary: String, sections: [Section]) {
    self.name = name
    self.section = section
    self.summary = summary
    self.sections = sections
  }

  /// The page with more sections just before the one of this title; at its end if it has none.
  package func adding(_ more: [Section], before title: String) -> ManualPage {
    let place = sections.firstIndex { $0.title == title } ?? sections.endIndex
    return ManualPage(
      name: name, section: section, summary: summary,
      sections: Array(sections[..<place]) + more + sections[place...])
  }

  /// The name of the page's file, such as `vosfact.1`.
  package var fileName: String { "\(name).\(section)" }
}

/// Words as they are written on a command line, each literal or status for something else.
package struct ManualTerm: Equatable, Sendable {
  enum Word: Equatable, Sendable {
    case plain(String)
    case literal(String)
    case placeholder(String)
  }

  let words: [Word]

  /// The words as they are read.
  var text: String {
    words.map { word in
      switch word {
      case .plain(let text), .literal(let text), .placeholder(let text): text
      }
    }.joined()
  }

  init(_ words: [Word]) {
    self.words = words
  }

  /// A term that is written as it stands.
  package init(literal: String) {
    words = [.literal(literal)]
  }
}
