import FoundationEssentials

/// Addresses of web sites that users give.
enum WebAddress {
  /// The address without slashes at its end; `nil` unless it is `http` or `https` with a host, and without
  /// user, query or fragment.
  static func normalized(_ text: String) -> String? {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let parts = URLComponents(string: text, encodingInvalidCharacters: false),
      let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty,
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
      (1...65_535).contains(parts.port ?? 443)
    else { return nil }
    var address = text
    while address.hasSuffix("/") { address.removeLast() }
    return address
  }
}
