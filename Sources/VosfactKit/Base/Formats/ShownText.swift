extension StringProtocol {
  /// The text as it may stand in a message on a terminal: control characters are replaced, so that
  /// no escape sequence gets through, and what is longer than a line is cut.
  package var shown: String { shown(limit: 120) }

  /// The text with its control characters replaced, cut after `limit` of Unicode's scalars.
  func shown(limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for (index, scalar) in unicodeScalars.enumerated() {
      if index == limit {
        scalars.append("…")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        scalars.append("\u{FFFD}")
      case .format where scalar != "\u{200D}" && scalar != "\u{200C}":
        // Marks that turn the direction of writing could show a text as another.
        scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
