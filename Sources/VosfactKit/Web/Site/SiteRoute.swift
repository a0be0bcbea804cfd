/// What an address of the site stands for. There is nothing beside these, not even a folder.
enum SiteRoute: Equatable, Sendable {
  /// `/p/TOKEN`, where a document is paid.
  case pay(token: String)
  /// `/p/TOKEN/REFERENCE`, where a card is asked for by a provider's script.
  case nonce(token: String, reference: String)
  /// `/r/TOKEN`, where the customer comes back to.
  case back(token: String)
  /// `/invoice/TOKEN`, the document itself.
  case invoice(token: String)
  /// `/invoice/TOKEN.pdf`, the same as a file to print.
  case invoiceFile(token: String)
  /// `/callback/PROVIDER`, for the provider itself.
  case callback(provider: String)
  /// `/simulated/PROVIDER/REFERENCE`, what stands for a provider's page in simulated mode.
  case standIn(provider: String, reference: String)

  /// The route of a path; `nil` if it is none.
  ///
  /// - Parameters:
  ///   - path: as the server decoded it.
  ///   - base: the path at which `pay-link.base-url` says the site is: some servers leave it in `path`.
  init?(_ path: String, base: String = "") {
    if !base.isEmpty, path.hasPrefix("\(base)/"),
      let route = Self.route(path.dropFirst(base.count))
    {
      self = route
    } else if let route = Self.route(path[...]) {
      self = route
    } else {
      return nil
    }
  }

  /// Whether people's browsers are led here by our own pages alone; a provider posts from a site of its own, or from
  /// none.
  var isForPeople: Bool {
    if case .callback = self { return false }
    return true
  }

  private static func route(_ path: Substring) -> SiteRoute? {
    guard path.utf8.count <= 200 else { return nil }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3, ["p", "r", "invoice"].contains(parts[1]) {
      parts[2] = String(decoding: LinkEnd.withoutPunctuation(parts[2]), as: UTF8.self)
    }
    guard parts.count >= 3, parts[0].isEmpty, parts[2...].allSatisfy(isName) else { return nil }
    switch (parts[1], parts.count) {
    case ("p", 3): return .pay(token: parts[2])
    case ("p", 4): return .nonce(token: parts[2], reference: parts[3])
    case ("r", 3): return .back(token: parts[2])
    case ("invoice", 3) where parts[2].hasSuffix(".pdf"):
      return .invoiceFile(token: String(parts[2].dropLast(4)))
    case ("invoice", 3): return .invoice(token: parts[2])
    case ("callback", 3): return .callback(provider: parts[2])
    case ("simulated", 4): return .standIn(provider: parts[2], reference: parts[3])
    default: return nil
    }
  }

  /// Whether `text` is made as tokens, names and references are.
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.first != UInt8(ascii: ".")
      && text.utf8.allSatisfy { $0.isLetterOrDigit || "-_.".utf8.contains($0) }
  }
}
