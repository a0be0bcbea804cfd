package import Localization

/// A command line that can be copied as it stands, and what it does.
package struct Example: Equatable, Sendable {
  /// The whole line, from the program's name on; the same in every language.
  package let commandLine: String
  /// What the line does, without a trailing full stop.
  package let meaning: Text

  /// An example of `commandLine`, which begins with the program's name.
  package init(_ commandLine: String, en: String, fr: String) {
    self.commandLine = commandLine
    meaning = Text(en: en, fr: fr)
  }
}

extension [Example] {
  /// The one example of `commandLine`, which begins with the program's name.
  package static func one(_ commandLine: String, en: String, fr: String) -> [Example] {
    [Example(commandLine, en: en, fr: fr)]
  }
}
