/// The origin of an address (RFC 6454): scheme, host and port, as a policy names it.
struct WebOrigin: Equatable, Sendable, CustomStringConvertible {
  let scheme: String
  /// The host, and the port if the address names one.
  let authority: String

  var description: String { "\(scheme)://\(authority)" }

  /// The origin of `address`; `nil` if it is no `http` or `https` address, or names a user.
  init?(of address: String) {
    let scheme = address.prefix { $0 != ":" }
    guard ["http", "https"].contains(scheme), address.dropFirst(scheme.count).hasPrefix("://")
    else { return nil }
    let authority = address.dropFirst(scheme.count + 3)
      .prefix { !["/", "?", "#", "\\"].contains($0) }.lowercased()
    guard !authority.isEmpty,
      authority.utf8.allSatisfy({ $0.isLetterOrDigit || "-_.:[]".utf8.contains($0) })
    else { return nil }
    self.scheme = String(scheme)
    self.authority = authority
  }

  /// The same origin by the name that browsers give it: without a port that goes without saying.
  var withoutDefaultPort: String {
    let port = scheme == "https" ? ":443" : ":80"
    return authority.hasSuffix(port) ? String(description.dropLast(port.count)) : description
  }

  /// Whether a source of a policy, as `https://*.example.com`, names this origin.
  func matches(_ source: String) -> Bool {
    guard let star = source.range(ofFirst: "://*.") else { return description == source }
    return scheme == source[..<star.lowerBound]
      && authority.hasSuffix(".\(source[star.upperBound...])")
  }
}

extension String {
  fileprivate func range(ofFirst part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
