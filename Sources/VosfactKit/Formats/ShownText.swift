extension StringProtocol {
  /// The text as it may stand in a message on a terminal: control characters are replaced, so that
  /// no escape sequence gets through, and what is longer than a line is cut.
  public var shown: String {
    var scalars = String.UnicodeScalarView()
    for (index, scalar) in unicodeScalars.enumerated() {
      if index == 120 {
        scalars.append("…")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
