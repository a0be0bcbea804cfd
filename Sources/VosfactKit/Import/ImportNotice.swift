public import Localization

extension Importer {
  /// Something that a person should know about one place of a file.
  public enum Notice: Equatable, Sendable {
    /// The document is not taken in.
    case fault(line: Int, field: String?, reason: Text)
    /// The document is taken in, but somebody should look at it.
    case warning(line: Int, field: String?, reason: Text)

    /// The notice as it follows a file's name and a colon: `12: positions[0].tax: what; why; what to do`.
    public var text: Text {
      switch self {
      case .fault(let line, let field, let reason):
        let place = Self.place(line, field)
        return Text(en: place + reason.en, fr: place + reason.fr)
      case .warning(let line, let field, let reason):
        let place = Self.place(line, field)
        return Text(
          en: "\(place)warning: \(reason.en)", fr: "\(place)avertissement : \(reason.fr)")
      }
    }

    private static func place(_ line: Int, _ field: String?) -> String {
      field.map { "\(line): \($0): " } ?? "\(line): "
    }
  }
}
