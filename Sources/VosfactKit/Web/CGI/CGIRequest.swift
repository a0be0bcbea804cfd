import Localization

/// A request as a web server hands it to a CGI program, in the variables of RFC 3875, section 4.1.
struct CGIRequest: Equatable, Sendable {
  let method: String
  /// The part of the address's path that follows the program's own, decoded by the server.
  let path: String
  /// What follows the question mark, nothing decoded.
  let query: String
  /// `HTTP/1.1`, as the server says.
  let version: String
  /// The headers that the client sent, their names spelt anew: the server gives them in capitals.
  let headers: HTTPHeaders
  /// Whether it came over TLS.
  let isSecure: Bool
  /// The client's address, as the server tells it; `nil` if it does not.
  let sender: String?
  /// The exact body of a POST; empty for other methods, whose bodies mean nothing and are not read.
  let body: [UInt8]

  /// How many bytes the variables of the request may take together.
  static let headLimit = CallbackRequest.headLimit

  private static let headTooLarge = CGIRequestError(
    .headersTooLarge,
    en:
      "request refused; its headers are larger than \(headLimit) bytes; the client must send less",
    fr:
      "requête refusée ; ses en-têtes dépassent \(headLimit) octets ; au client d’en envoyer moins")

  /// The request that `variables` tell and whose body is read from `descriptor`.
  ///
  /// - Throws: `CGIRequestError`.
  init(
    _ variables: [String: String], body descriptor: Int32,
    patience: Duration = CGIBody.patience
  ) throws(CGIRequestError) {
    guard let method = variables["REQUEST_METHOD"], isHTTPToken(method.utf8) else {
      throw .noMethod
    }
    self.method = method
    path = variables["PATH_INFO"] ?? ""
    query = variables["QUERY_STRING"] ?? ""
    version = variables["SERVER_PROTOCOL"] ?? ""
    isSecure =
      ["on", "1"].contains(variables["HTTPS"]?.lowercased())
      || variables["REQUEST_SCHEME"] == "https"
    sender = variables["REMOTE_ADDR"].flatMap { $0.isEmpty ? nil : $0 }
    headers = try Self.headers(of: variables)
    guard path.utf8.count + query.utf8.count <= Self.headLimit else { throw Self.headTooLarge }
    body =
      method == "POST"
      ? try CGIBody(descriptor: descriptor, length: variables["CONTENT_LENGTH"])
        .read(within: patience) : []
  }

  /// The headers among the variables: `HTTP_USER_AGENT` is `User-Agent`. Those of the message's own
  /// frame are left out, which the server has taken off.
  private static func headers(
    of variables: [String: String]
  ) throws(CGIRequestError) -> HTTPHeaders {
    var pairs: [(name: String, value: String)] = []
    var size = 0
    for (variable, value) in variables {
      guard let name = headerName(of: variable), !frame.contains(name) else { continue }
      size += name.utf8.count + value.utf8.count
      pairs.append((name, value))
    }
    guard size <= headLimit else { throw Self.headTooLarge }
    pairs.sort { $0.name < $1.name }
    do throws(HTTPHeaderError) {
      return try HTTPHeaders(pairs)
    } catch {
      throw CGIRequestError(
        en: "request refused; a header is not sound; the client must mend it",
        fr: "requête refusée ; un en-tête n’est pas sain ; au client de le corriger")
    }
  }

  private static let frame: Set = [
    "Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding", "Te", "Trailer", "Upgrade",
  ]

  private static func headerName(of variable: String) -> String? {
    if variable == "CONTENT_TYPE" { return "Content-Type" }
    guard variable.hasPrefix("HTTP_"), variable != "HTTP_CONTENT_TYPE" else { return nil }
    return variable.dropFirst("HTTP_".count).split(separator: "_", omittingEmptySubsequences: false)
      .map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: "-")
  }

  /// Whether the answer is the same as to a GET, but for its body.
  var isRead: Bool { method == "GET" || method == "HEAD" }

  /// The language that the client asks for; `nil` if it asks for none that is spoken here.
  var language: Language? { headers["Accept-Language"].flatMap(Language.init(accepted:)) }

  /// The type of the body, without its parameters, in lower case.
  var mediaType: String {
    (headers["Content-Type"] ?? "").prefix { $0 != ";" }.lowercased().trimmingSpaces
  }
}
