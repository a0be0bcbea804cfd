import Localization

/// An answer as a CGI program gives it to its web server (RFC 3875, section 6).
struct CGIResponse: Equatable, Sendable {
  let status: HTTPStatus
  /// The headers that are of this answer; those of every answer are beside them.
  private(set) var fields: [(name: String, value: String)]
  let body: [UInt8]
  /// Whether the body is what a GET would be answered with; without it, its length is not told (RFC 9110,
  /// section 9.3.2).
  private let isWhole: Bool
  private let policy: ContentPolicy

  static func == (left: CGIResponse, right: CGIResponse) -> Bool {
    left.serialized(isSecure: true, isHead: false)
      == right.serialized(isSecure: true, isHead: false)
  }

  private init(
    _ status: HTTPStatus, _ fields: [(name: String, value: String)], _ body: [UInt8],
    _ policy: ContentPolicy = ContentPolicy(), isWhole: Bool = true
  ) {
    self.status = status
    self.fields = fields
    self.body = body
    self.isWhole = isWhole
    self.policy = policy
  }

  /// A page.
  init(_ page: Page) {
    self.init(
      page.status,
      [("Content-Type", "text/html; charset=utf-8"), ("Content-Language", page.language.rawValue)],
      page.html.bytes, page.policy)
  }

  /// A plain text, for programs.
  init(_ status: HTTPStatus = .ok, text: String) {
    self.init(status, [("Content-Type", "text/plain; charset=utf-8")], Array(text.utf8))
  }

  /// A file that the browser shows in its own way, or keeps under `name`.
  ///
  /// - Parameter bytes: `nil` for the headers alone of a file that is not made yet.
  init(file bytes: [UInt8]?, type: String, name: String) {
    let shown = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    self.init(
      .ok, [("Content-Type", type), ("Content-Disposition", "inline; filename=\"\(shown)\"")],
      bytes ?? [], isWhole: bytes != nil)
  }

  /// The way on to another address, to be opened by GET. The address is one of ours or a provider's; what no header
  /// can hold is taken out of it.
  static func redirect(to address: String) -> CGIResponse {
    let sound = String(decoding: address.utf8.filter { $0 > 0x20 && $0 < 0x7f }, as: UTF8.self)
    return CGIResponse(.seeOther, [("Location", sound)], [])
  }

  /// The same answer with one more header.
  func with(_ name: String, _ value: String) -> CGIResponse {
    var response = self
    response.fields.append((name, value))
    return response
  }

  /// The headers of every answer, which allow a browser nothing that our pages do not need.
  ///
  /// - Parameter isSecure: whether the request came over TLS: a promise of TLS counts only there (RFC 6797,
  ///   section 7.2).
  private func protection(isSecure: Bool) -> [(name: String, value: String)] {
    [
      ("Content-Security-Policy", policy.text),
      ("Cache-Control", "no-store"),
      ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("X-Robots-Tag", "noindex, nofollow"),
    ] + (isSecure ? [("Strict-Transport-Security", "max-age=31536000")] : [])
  }

  /// The answer as the server reads it.
  ///
  /// - Parameter isHead: whether only the headers were asked for; they are the same with the body and without.
  func serialized(isSecure: Bool, isHead: Bool) -> [UInt8] {
    var head = "Status: \(status.rawValue)\r\n"
    let length = isWhole ? [("Content-Length", String(body.count))] : []
    for (name, value) in fields + length + protection(isSecure: isSecure) {
      head += "\(name): \(value)\r\n"
    }
    head += "\r\n"
    return Array(head.utf8) + (isHead ? [] : body)
  }

  /// Writes the answer; whether the whole of it went out.
  @discardableResult
  func write(to descriptor: Int32, isSecure: Bool, isHead: Bool) -> Bool {
    let bytes = serialized(isSecure: isSecure, isHead: isHead)
    return (try? File(descriptor: descriptor, ours: false).write(bytes)) != nil
  }
}
