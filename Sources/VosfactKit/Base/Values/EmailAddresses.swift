/// One or several e-mail addresses in one field.
package enum EmailAddresses {
  /// How many addresses one field may list.
  static let maximumCount = 20

  /// How many bytes one address may have (RFC 5321, section 4.5.3.1.3, without the angle brackets).
  private static let maximumLength = 254

  /// The addresses that `text` lists, separated by commas or semicolons, joined by ", ".
  ///
  /// `nil` if one of them is no address: something, an @, and a domain, without spaces, control
  /// characters, invisible ones, or those that would change a mail's header (RFC 5322, section 3.4.1).
  package static func normalized(_ text: String) -> String? {
    if isPlainAddress(text) { return text }
    let addresses = text.split(whereSeparator: { $0 == "," || $0 == ";" }).map { $0.trimmingSpaces }
    guard !addresses.isEmpty, addresses.count <= maximumCount, addresses.allSatisfy(isAddress)
    else { return nil }
    return addresses.joined(separator: ", ")
  }

  /// Whether `text` is one address of nothing but ASCII letters, digits, points, hyphens, underscores and
  /// plus signs, as nearly all are: a look at each byte tells.
  private static func isPlainAddress(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count <= maximumLength else { return false }
    var at: Int?
    var previous = UInt8(ascii: ".")
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "+"):
        break
      case UInt8(ascii: "."), UInt8(ascii: "@"):
        guard previous != UInt8(ascii: "."), previous != UInt8(ascii: "@") else { return false }
        if byte == UInt8(ascii: "@") {
          guard at == nil else { return false }
          at = index
        }
      default: return false
      }
      previous = byte
    }
    return at != nil && previous != UInt8(ascii: ".") && previous != UInt8(ascii: "@")
  }

  private static func isAddress(_ text: String) -> Bool {
    guard text.utf8.count <= maximumLength, let at = text.lastIndex(of: "@") else { return false }
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

extension SettingType<String> {
  package static let emailAddresses = SettingType(
    en: "e-mail addresses, separated by commas",
    fr: "des adresses électroniques, séparées par des virgules", read: EmailAddresses.normalized)
}
