import CommandLineKit
import Localization
import Testing

@testable import vosfact

@Suite struct CommandTreeTests {
  @Test("the command tree has no faults")
  func faults() {
    #expect(Subcommand.root.faults() == [])
  }

  @Test(
    "the manual of the data tells of every command that writes any", arguments: Language.allCases)
  func dataManual(_ language: Language) {
    let page = DataManual(language: language).page
    let text = "\(page.sections)".replacing(/\s+/, with: " ")
    // A demonstration for people.
    for path in actions(of: .root) where path != "payment demo" {
      #expect(text.contains("`\(path)`"), "\(path)")
    }
  }

  @Test("what a page says alike in both languages are words that are typed or read")
  func translations() {
    let pages = { language in
      [DataManual(language: language).page, CGIManual(language: language).page]
        .flatMap(\.sections).flatMap(\.blocks)
    }
    #expect(pages(.english).count == pages(.french).count)
    for (english, french) in zip(pages(.english), pages(.french)) where english == french {
      let prose =
        switch english {
        case .paragraph(let text), .definition(_, let text): text
        case .heading, .synopsis, .literal: ""
        }
      let words = prose.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      #expect(!words.contains { $0 % 2 == 0 && $1.contains(where: \.isLetter) }, "\(prose)")
    }
  }

  /// The commands below `command` that help lists, as `invoice list`.
  private func actions(of command: Subcommand, _ path: [String] = []) -> [String] {
    command.subcommands.filter { !$0.isHidden }.flatMap { below -> [String] in
      let name = path + [below.name]
      return below.subcommands.isEmpty ? [name.joined(separator: " ")] : actions(of: below, name)
    }
  }
}
