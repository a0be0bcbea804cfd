package import Localization

extension Importer {
  /// Something that a person should know about one place of a file.
  package enum Notice: Equatable, Sendable {
    /// The document is not taken in.
    case fault(line: Int, field: String?, reason: Text)
    /// The document is taken in, but somebody should look at it.
    case warning(line: Int, field: String?, reason: Text)
  }
}
