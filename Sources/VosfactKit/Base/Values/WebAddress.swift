import Glibc

/// Addresses of web sites that users give: `http` or `https`, a host, perhaps a port and a path.
///
/// Less is allowed than by RFC 3986: the host is a name that DNS can hold, or a machine's number as it is
/// usually written, so that every browser and mail program reads the address alike.
enum WebAddress {
  /// The address without slashes at its end; `nil` unless it is `http` or `https` with a host, and without
  /// user, query or fragment.
  static func normalized(_ text: String) -> String? {
    // All of it is ASCII, so that a character is a byte from here on.
    guard text.utf8.count <= 2048, text.isPlainASCII else { return nil }
    let scheme = text.prefix { $0 != ":" }
    var rest = text.dropFirst(scheme.count)
    guard ["http", "https"].contains(scheme.lowercased()), rest.hasPrefix("://") else { return nil }
    rest = rest.dropFirst(3)
    let authority = rest.prefix { $0 != "/" }
    guard isAuthority(authority), isPath(rest.dropFirst(authority.count)) else { return nil }
    var address = text
    while address.hasSuffix("/") { address.removeLast() }
    return address
  }

  /// The address as it is if it can be called: like `normalized`, and perhaps with a query, as some services'
  /// addresses have.
  static func callable(_ text: String) -> String? {
    let address = text.prefix { $0 != "?" }
    let query = text.dropFirst(address.count)
    let isQuery = query.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"#\"\\<>^`{|}".utf8.contains(byte)
    }
    guard text.utf8.count <= 2048, isQuery, normalized(String(address)) != nil else { return nil }
    return text
  }

  /// Whether `text` is a host, or a host, a colon and a port. Colons within brackets are the host's own.
  private static func isAuthority(_ text: Substring) -> Bool {
    let end = text.lastIndex(of: "]") ?? text.startIndex
    guard let colon = text[end...].firstIndex(of: ":") else { return isHost(text) }
    return isHost(text[..<colon]) && isPort(text[text.index(after: colon)...])
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.allSatisfy(\.isNumber) && UInt16(text).map { $0 > 0 } == true
  }

  private static func isHost(_ text: Substring) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") {
      return isNumber(text.dropFirst().dropLast(), AF_INET6)
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    // Browsers take a host for a number of IPv4, in one of many spellings, if its last part is one.
    if labels.last.map(isNumeral) == true { return isNumber(text, AF_INET) }
    return text.count <= 253 && labels.allSatisfy(isLabel)
  }

  /// Whether `text` is digits, or hexadecimal as C writes it.
  private static func isNumeral(_ text: Substring) -> Bool {
    let isHexadecimal = text.lowercased().hasPrefix("0x")
    return text.allSatisfy(\.isNumber)
      || isHexadecimal && text.dropFirst(2).allSatisfy(\.isHexDigit)
  }

  /// Whether `text` is a machine's number in one of the forms that inet_pton(3) reads: four decimal numbers,
  /// or those of RFC 4291, section 2.2.
  private static func isNumber(_ text: Substring, _ family: Int32) -> Bool {
    var number = in6_addr()
    return inet_pton(family, String(text), &number) == 1
  }

  /// Whether `text` is one part of a name (RFC 1123, section 2.1), where an underscore is allowed: private
  /// names have it.
  private static func isLabel(_ text: Substring) -> Bool {
    (1...63).contains(text.count) && !text.hasPrefix("-") && !text.hasSuffix("-")
      && text.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
  }

  /// Whether `text` is empty, or begins with a slash and holds only what a path holds (RFC 3986, section 3.3).
  private static func isPath(_ text: Substring) -> Bool {
    var rest = text
    while let character = rest.popFirst() {
      if character == "%" {
        guard rest.popFirst()?.isHexDigit == true, rest.popFirst()?.isHexDigit == true else {
          return false
        }
      } else if !character.isLetter, !character.isNumber, !"/-._~!$&'()*+,;=:@".contains(character)
      {
        return false
      }
    }
    return true
  }
}

extension SettingType<String> {
  /// An `https` address, or an `http` one, without query and fragment.
  static let address = SettingType(
    en: "an address as https://pay.example.org, without ? or #",
    fr: "une adresse comme https://payer.example.org, sans ? ni #", read: WebAddress.normalized)
}
