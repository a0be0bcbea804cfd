import Glibc
import Localization
import Testing

@testable import VosfactKit

/// A shop with its site on the web, where customers pay by any provider in simulated mode.
struct SiteShop {
  let shop: Shop

  init(providers: [String] = ["stripe"]) throws {
    shop = try Shop()
    try set(.onlinePaymentsEnabled, "true")
    try set(.payLinkBase, "https://shop.test/pay")
    try set(.companyName, "Atelier & Fils")
    for name in providers { try shop.kit.providers.named(name).enable(.simulated) }
    // A database that a command makes has its first key from the start.
    try shop.kit.payLinks.addFirstKey()
  }

  init(_ shop: Shop) {
    self.shop = shop
  }

  var kit: Kit { shop.kit }

  /// The same shop at another moment.
  func at(_ time: UnixTime) -> SiteShop { SiteShop(shop.at(time)) }

  func set<Value>(_ setting: Setting<Value>, _ value: String) throws {
    try kit.settings.set(setting, to: value, at: Shop.noon)
  }

  /// The token of a link to `document`.
  func token(_ document: Document) throws -> String {
    let address = try kit.payLinks.maker().link(toPayable: document).url
    return try #require(address.split(separator: "/").last.map(String.init))
  }

  /// An answer, as a browser would tell it.
  struct Answer {
    let status: HTTPStatus
    let headers: [String: String]
    let text: String

    var address: String? { headers["Location"] }
  }

  /// The answer to a request, without anything that is told to the log.
  ///
  /// - Parameters:
  ///   - path: with a query, if there is one.
  ///   - form: the body of a POST.
  ///   - changes: variables of the request that differ from what a browser's would be.
  func answer(
    _ method: String = "GET", _ path: String, form: String? = nil,
    with changes: [String: String] = [:]
  ) throws -> Answer {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    var variables = [
      "REQUEST_METHOD": method, "PATH_INFO": parts[0],
      "QUERY_STRING": parts.count > 1 ? parts[1] : "",
      "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "shop.test", "HTTP_ACCEPT_LANGUAGE": "en",
    ]
    let body = Array((form ?? "").utf8)
    if form != nil { variables["CONTENT_TYPE"] = "application/x-www-form-urlencoded" }
    variables["CONTENT_LENGTH"] = String(body.count)
    variables.merge(changes) { $1 }
    // A file, as a pipe does not hold the largest body.
    let file = try #require(tmpfile())
    defer { fclose(file) }
    let descriptor = fileno(file)
    try #require(body.isEmpty || write(descriptor, body, body.count) == body.count)
    lseek(descriptor, 0, SEEK_SET)
    let request = try CGIRequest(variables, body: descriptor)
    return try Self.answer(
      kit.site(log: { _ in }).response(to: request), isHead: method == "HEAD")
  }

  /// The answer to a callback that a provider sent.
  func answer(callback: [UInt8], of provider: String) throws -> Answer {
    let request = try CallbackRequest(parsing: callback)
    var variables: [String: String] = [:]
    for field in request.headers.fields {
      let name = field.name.uppercased().replacing("-", with: "_")
      variables[name == "CONTENT_TYPE" ? name : "HTTP_\(name)"] = field.value
    }
    return try answer(
      request.method, "/callback/\(provider)", form: String(decoding: request.body, as: UTF8.self),
      with: variables)
  }

  private static func answer(_ response: CGIResponse, isHead: Bool) throws -> Answer {
    let text = String(decoding: response.serialized(isSecure: true, isHead: isHead), as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let fields = parts[0].split(separator: "\r\n").map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
    }
    return Answer(
      status: response.status, headers: Dictionary(fields) { $0 + "; " + $1 },
      text: String(parts[1]))
  }

  /// The payments that were started, oldest first.
  func payments(_ document: Document) throws -> [Payment] {
    try kit.payments.payments(for: document)
  }
}
