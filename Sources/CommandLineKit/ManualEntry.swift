package import Localization

/// Something of the world that the program uses besides its command line, for manual pages: a variable
/// of the environment, or a file.
package struct ManualEntry: Equatable, Sendable {
  /// The variable's name, or the file's path.
  package let term: String
  /// What the program does with it, as whole sentences.
  package let meaning: Text

  /// An entry on `term`, which is the same in every language.
  package init(_ term: String, _ meaning: Text) {
    self.term = term
    self.meaning = meaning
  }
}
