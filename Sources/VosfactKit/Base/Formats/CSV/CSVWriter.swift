/// Writes CSV rows (RFC 4180), comma-separated and safe to open in a spreadsheet.
package enum CSVWriter {
  /// The row of `fields`, ended by CR LF.
  ///
  /// A field that a spreadsheet would take for a formula gets an apostrophe in front; a plain number,
  /// such as `-12.50`, does not.
  package static func row(_ fields: [String]) -> String {
    // A single empty field would read as a blank line, which readers skip.
    if fields == [""] { return "\"\"\r\n" }
    return fields.map { quoted(defused($0)) }.joined(separator: ",") + "\r\n"
  }

  private static func defused(_ field: String) -> String {
    guard let first = field.utf8.first, "=+-@\t\r".utf8.contains(first) else { return field }
    return isPlainNumber(field) ? field : "'" + field
  }

  /// Whether `field` is a sign and digits, perhaps with one decimal point or comma between them.
  private static func isPlainNumber(_ field: String) -> Bool {
    let parts = field.utf8.dropFirst().split(
      maxSplits: 1, omittingEmptySubsequences: false
    ) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    return (field.hasPrefix("-") || field.hasPrefix("+"))
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }

  /// The field in quotes if it holds what parts fields or rows for any reader.
  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { ",;\t\"\r\n".utf8.contains($0) }) else { return field }
    var output = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { output.unicodeScalars.append(scalar) }
      output.unicodeScalars.append(scalar)
    }
    return output + "\""
  }
}
