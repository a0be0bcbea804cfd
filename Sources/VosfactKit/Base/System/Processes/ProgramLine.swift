/// A program and its arguments as a user writes them: words separated by spaces. No shell reads them, so that
/// quotes, variables and redirections mean nothing.
struct ProgramLine: Equatable, Sendable, CustomStringConvertible {
  /// A name to be found in the search path, or an absolute path.
  let program: String
  let arguments: [String]

  /// `nil` if there is no word, or the first is a relative path.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard let program = words.first, program.hasPrefix("/") || !program.contains("/") else {
      return nil
    }
    self.program = program
    arguments = Array(words.dropFirst())
  }

  var description: String { ([program] + arguments).joined(separator: " ") }
}

extension SettingType<ProgramLine> {
  static let command = SettingType(
    en: "a program and its arguments, separated by spaces, as weasyprint",
    fr: "un programme et ses arguments, séparés par des espaces, comme weasyprint"
  ) { ProgramLine($0) }
}
