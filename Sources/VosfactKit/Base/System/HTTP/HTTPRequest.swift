import Localization

/// An HTTP request to be sent: sound by construction, and silent about its secrets when printed.
struct HTTPRequest: Equatable, Sendable {
  /// A request method (RFC 9110, section 9) that is used here.
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case patch = "PATCH"
  }

  let method: Method
  /// An `https` address; or an `http` one on this very machine, as tests and local proxies have.
  let url: String
  /// The host of `url`, a literal IPv6 address in its brackets.
  let host: String
  /// Whether `host` is this machine.
  let isLoopback: Bool
  let headers: HTTPHeaders
  /// The exact bytes of the body; `nil` for none.
  let body: [UInt8]?
  /// How long one exchange may take, from connecting to the last byte.
  var timeLimit: Duration
  /// Whether the request may be sent again when it is unknown whether the server acted on it. True for
  /// an idempotent method, as GET; for POST only when the request carries an idempotency key.
  let isRepeatable: Bool
  /// The addresses that the host is taken to have, as curl's option `resolve` lists them: no name is looked up
  /// then, and no proxy asked, which would look it up itself. `nil` leaves it to the system.
  var resolution: String?

  /// A request.
  ///
  /// - Parameters:
  ///   - timeLimit: see the property.
  ///   - isRepeatable: see the property; `nil` lets the method decide.
  /// - Throws: `HTTPError.invalidRequest` when the address is not allowed, or a header not sound.
  init(
    _ method: Method, _ url: String, headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil, timeLimit: Duration = .seconds(30), isRepeatable: Bool? = nil
  ) throws(HTTPError) {
    let authority = try HTTPAuthority(of: url)
    do throws(HTTPHeaderError) {
      self.headers = try HTTPHeaders(headers)
    } catch {
      throw .invalidRequest(error.reason)
    }
    for header in self.headers.fields {
      if Self.reservedHeaders.contains(header.name.lowercased()) {
        throw .notSendable(
          en: "the header \(header.name) follows from the request",
          fr: "l’en-tête \(header.name) découle de la requête")
      }
    }
    self.method = method
    self.url = url
    self.host = authority.host
    self.isLoopback = authority.isLoopback
    self.body = body
    self.timeLimit = timeLimit
    self.isRepeatable = isRepeatable ?? (method == .get)
  }

  /// Headers that follow from the address and the body, and that a second opinion would falsify.
  private static let reservedHeaders: Set = [
    "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding",
    "upgrade",
  ]
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and host. Headers, body, and even the path can hold secrets, and are never shown.
  var description: String { "\(method.rawValue) to \(host)" }

  var debugDescription: String { description }

  /// Nothing but the description: a mirror is how test failures and `dump` see a value.
  var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// The part of an address that says which host it is on.
private struct HTTPAuthority {
  let host: String
  let isLoopback: Bool

  private static let notAWebAddress = HTTPError.notSendable(
    en: "its address is not a web address", fr: "son adresse n’est pas une adresse web")
  private static let notSecure = HTTPError.notSendable(
    en: "its address does not begin with https://", fr: "son adresse ne commence pas par https://")

  /// The authority of `url`, an absolute address in the syntax of RFC 3986.
  ///
  /// - Throws: `HTTPError.invalidRequest` unless the address is `https`, or `http` on this machine,
  ///   with a plain host, perhaps a port, and no user name or password.
  init(of url: String) throws(HTTPError) {
    let isVisible = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
    guard isVisible else { throw Self.notAWebAddress }
    let scheme = url.prefix { $0 != ":" }.lowercased()
    let rest = url.dropFirst(scheme.count)
    guard scheme == "https" || scheme == "http", rest.hasPrefix("://") else { throw Self.notSecure }
    let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      throw .notSendable(
        en: "its address holds a user name or a password",
        fr: "son adresse contient un nom d’utilisateur ou un mot de passe")
    }

    let isLiteral = authority.hasPrefix("[")
    let bare =
      isLiteral
      ? authority.dropFirst().prefix { $0 != "]" }
      : authority.prefix { $0 != ":" }
    let host = isLiteral ? "[\(bare)]" : String(bare)
    let port = authority.dropFirst(host.count)
    guard
      authority.hasPrefix(host), !bare.isEmpty,
      bare.allSatisfy({ $0.isLetter || $0.isNumber || (isLiteral ? ":." : ".-_").contains($0) }),
      port.isEmpty || UInt16(port.dropFirst()).map({ ":\($0)" == port && $0 > 0 }) == true
    else { throw Self.notAWebAddress }

    self.host = host
    isLoopback = Self.isLoopback(host.lowercased())
    guard scheme == "https" || isLoopback else { throw Self.notSecure }
  }

  /// Whether `host` is `localhost`, `[::1]` or in 127.0.0.0/8, four plain decimal numbers. Whatever a
  /// resolver might also take for it (`127.1`, `0x7f000001`) is not.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }
}

extension HTTPError {
  fileprivate static func notSendable(en: String, fr: String) -> HTTPError {
    .invalidRequest(Text(en: en, fr: fr))
  }
}
