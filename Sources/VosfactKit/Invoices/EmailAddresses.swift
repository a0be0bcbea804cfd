/// One or several e-mail addresses in one field.
public enum EmailAddresses {
  /// How many addresses one field may list.
  static let maximumCount = 20

  /// The addresses that `text` lists, separated by commas or semicolons, joined by ", ".
  ///
  /// `nil` if one of them is no address: something, an @, and a domain, without spaces, control
  /// characters, invisible ones, or those that would change a mail's header (RFC 5322, section 3.4.1).
  public static func normalized(_ text: String) -> String? {
    let addresses = text.split(whereSeparator: { $0 == "," || $0 == ";" })
      .map { $0.trimmingSpaces }
    guard !addresses.isEmpty, addresses.count <= maximumCount, addresses.allSatisfy(isAddress)
    else {
      return nil
    }
    return addresses.joined(separator: ", ")
  }

  private static func isAddress(_ text: String) -> Bool {
    guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return false }
    let local = text[..<at]
    let domain = text[text.index(after: at)...]
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
        && scalar.properties.generalCategory != .control
        && !"()<>[]:;,\\\"".unicodeScalars.contains(scalar)
    }
    return isClean && !local.isEmpty && !local.contains("@")
      && domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and line ends around it.
  var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
