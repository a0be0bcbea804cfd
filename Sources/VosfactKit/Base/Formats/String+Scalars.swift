extension String {
  /// The text with `replacement` in the place of each `scalar`.
  ///
  /// Characters hide scalars: one that another follows which combines with it is, to `replacing`, not there. What has a
  /// meaning byte for byte, as where it is quoted or signed, is looked for by scalars.
  func replacing(scalar: Unicode.Scalar, with replacement: String) -> String {
    var text = String.UnicodeScalarView()
    for found in unicodeScalars {
      if found == scalar {
        text.append(contentsOf: replacement.unicodeScalars)
      } else {
        text.append(found)
      }
    }
    return String(text)
  }
}
