package import Localization

extension Importer {
  /// Something that a person should know about one place of a file.
  package enum Notice: Equatable, Sendable {
    /// The document is not taken in.
    case fault(line: Int, field: String?, reason: Text)
    /// The document is taken in, but somebody should look at it.
    case warning(line: Int, field: String?, reason: Text)

    /// The line of the file, counted from 1.
    package var line: Int {
      switch self {
      case .fault(let line, _, _), .warning(let line, _, _): line
      }
    }

    /// The field that it is about, if it is about one.
    package var field: String? {
      switch self {
      case .fault(_, let field, _), .warning(_, let field, _): field
      }
    }

    /// What; why; what to do.
    package var reason: Text {
      switch self {
      case .fault(_, _, let reason), .warning(_, _, let reason): reason
      }
    }

    /// Whether what it is about is taken in all the same.
    package var isWarning: Bool {
      if case .warning = self { true } else { false }
    }
  }
}
