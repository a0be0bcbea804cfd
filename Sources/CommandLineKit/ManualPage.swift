/// A page of the manual in one language.
public struct ManualPage: Equatable, Sendable {
  /// When the manual was written and what it tells of: the foot and the head of every page.
  public struct Edition: Equatable, Sendable {
    /// `YYYY-MM-DD`.
    public let date: String
    /// The program and its version.
    public let source: String
    /// The manual that the pages make up.
    public let manual: String

    public init(date: String, source: String, manual: String) {
      self.date = date
      self.source = source
      self.manual = manual
    }
  }

  /// A part of the page, under its title.
  public struct Section: Equatable, Sendable {
    public let title: String
    public let blocks: [Block]

    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// What a section is made of. In prose, words between backquotes are literal, as a name that is
  /// typed or read.
  public enum Block: Equatable, Sendable {
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
  public let name: String
  /// The section of the manual that it belongs to: 1 for commands, 7 for conventions.
  public let section: Int
  /// What the page is about, in a few words.
  public let summary: String
  /// What follows the page's name and summary.
  public let sections: [Section]

  public init(name: String, section: Int, summary: String, sections: [Section]) {
    self.name = name
    self.section = section
    self.summary = summary
    self.sections = sections
  }

  /// The page with more sections just before the one of this title; at its end if it has none.
  public func adding(_ more: [Section], before title: String) -> ManualPage {
    let place = sections.firstIndex { $0.title == title } ?? sections.endIndex
    return ManualPage(
      name: name, section: section, summary: summary,
      sections: Array(sections[..<place]) + more + sections[place...])
  }

  /// The name of the page's file, such as `vosfact.1`.
  public var fileName: String { "\(name).\(section)" }
}

/// Words as they are written on a command line, each literal or standing for something else.
public struct ManualTerm: Equatable, Sendable {
  enum Word: Equatable, Sendable {
    case plain(String)
    case literal(String)
    case placeholder(String)
  }

  let words: [Word]

  init(_ words: [Word]) {
    self.words = words
  }

  /// A term that is written as it stands.
  public init(literal: String) {
    words = [.literal(literal)]
  }
}
