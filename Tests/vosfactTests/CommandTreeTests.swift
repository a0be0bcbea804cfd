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

  /// The commands below `command` that help lists, as `invoice list`.
  private func actions(of command: Subcommand, _ path: [String] = []) -> [String] {
    command.subcommands.filter { !$0.isHidden }.flatMap { below -> [String] in
      let name = path + [below.name]
      return below.subcommands.isEmpty ? [name.joined(separator: " ")] : actions(of: below, name)
    }
  }
}
