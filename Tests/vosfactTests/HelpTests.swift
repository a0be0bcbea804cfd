import CommandLineKit
import Localization
import Testing

@testable import vosfact

/// The help of every command, asked of the built program.
@Suite(.waiting) struct HelpTests {
  /// The names of every command, from the group's on.
  private static let commands: [[String]] = {
    func below(_ command: Subcommand, _ path: [String]) -> [[String]] {
      command.subcommands.flatMap { [path + [$0.name]] + below($0, path + [$0.name]) }
    }
    return [[]] + below(Subcommand.root, [])
  }()

  @Test("every command explains itself in both languages", arguments: commands)
  func help(_ path: [String]) throws {
    let workplace = try Workplace()
    var command = Subcommand.root
    for name in path {
      command = try #require(command.subcommands.first { $0.name == name })
    }
    var texts: [String] = []
    for language in Language.allCases {
      let ending = try workplace.run(
        Workplace.executable, path + ["--help", "--lang", language.rawValue])
      #expect(ending.status == 0)
      #expect(ending.errors == "")
      #expect(ending.output.contains(command.summary[language]))
      for option in command.options { #expect(ending.output.contains("--\(option.name)")) }
      for subcommand in command.subcommands {
        #expect(ending.output.contains("\n  \(subcommand.name) ") != subcommand.isHidden)
      }
      for code in command.exits { #expect(ending.output.contains(code.meaning[language])) }
      let asked = try workplace.run(
        Workplace.executable, ["help"] + path + ["--lang", language.rawValue])
      #expect(asked.output == ending.output)
      texts.append(ending.output)
    }
    #expect(Set(texts).count == Language.allCases.count)
    #expect(try workplace.names == [])
  }
}
