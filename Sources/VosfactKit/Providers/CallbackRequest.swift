import Localization

/// The HTTP request by which a provider tells of a payment, byte for byte as it came: signatures are
/// over exact bytes.
///
/// Sound by construction: `CallbackRequest(parsing: request.serialized())` is the same request.
struct CallbackRequest: Equatable, Sendable {
  /// The method, a token (RFC 9110, section 9.1); its case matters.
  let method: String
  /// Path and query as sent, nothing decoded.
  let target: String
  /// `HTTP/1.0`, `HTTP/1.1`, `HTTP/2` or `HTTP/2.0`.
  let version: String
  /// The headers, in the order sent.
  let headers: HTTPHeaders
  /// The exact body.
  let body: [UInt8]

  /// How many bytes the request line, the headers and the empty line after them may take.
  static let headLimit = 64 * 1024
  /// How many headers there may be.
  static let headerLimit = 200
  /// How many bytes the body may have.
  static let bodyLimit = 1024 * 1024

  private static let headTooLarge = CallbackRequestError(
    .head, en: "its head is larger than \(headLimit) bytes",
    fr: "son en-tête dépasse \(headLimit) octets")
  private static let tooManyHeaders = CallbackRequestError(
    .head, en: "it has more than \(headerLimit) headers",
    fr: "elle a plus de \(headerLimit) en-têtes")
  private static let bodyTooLarge = CallbackRequestError(
    .body, en: "its body is larger than \(bodyLimit) bytes",
    fr: "son corps dépasse \(bodyLimit) octets")
  private static let badRequestLine = CallbackRequestError(
    en: "its first line is not 'METHOD TARGET HTTP/1.1'",
    fr: "sa première ligne n’est pas « MÉTHODE CIBLE HTTP/1.1 »")
  private static let badContentLength = CallbackRequestError(
    en: "its Content-Length is not one whole number",
    fr: "son Content-Length n’est pas un nombre entier unique")

  private static let versions: Set = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]

  /// Whether `version` is one that a callback can have.
  static func isVersion(_ version: String) -> Bool { versions.contains(version) }

  /// The request of those parts.
  ///
  /// - Throws: `CallbackRequestError`, when the parts do not make a request, or exceed its bounds.
  init(
    method: String, target: String, version: String = "HTTP/1.1", headers: HTTPHeaders,
    body: [UInt8]
  ) throws(CallbackRequestError) {
    try self.init(method, target, version, headers, body)
    guard head.count <= Self.headLimit else { throw Self.headTooLarge }
  }

  /// The request of those parts, whose head is within its bound.
  private init(
    _ method: String, _ target: String, _ version: String, _ headers: HTTPHeaders, _ body: [UInt8]
  ) throws(CallbackRequestError) {
    guard isHTTPToken(method.utf8), !target.isEmpty,
      target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { throw Self.badRequestLine }
    guard Self.isVersion(version) else {
      throw CallbackRequestError(
        en: "its version is not HTTP/1.0, HTTP/1.1 or HTTP/2",
        fr: "sa version n’est ni HTTP/1.0, ni HTTP/1.1, ni HTTP/2")
    }
    guard headers.fields.count <= Self.headerLimit else { throw Self.tooManyHeaders }
    self.method = method
    self.target = target
    self.version = version
    self.headers = headers
    self.body = body
    guard body.count <= Self.bodyLimit else { throw Self.bodyTooLarge }
    try checkBodyLength()
  }

  /// The request in a file: request line, headers, an empty line, the exact body; the lines of the head
  /// end in CRLF or LF.
  ///
  /// - Throws: `CallbackRequestError`, when the bytes are not such a request, or exceed its bounds.
  init(parsing bytes: [UInt8]) throws(CallbackRequestError) {
    var rest = bytes.prefix(Self.headLimit)
    let unfinished =
      bytes.count > Self.headLimit
      ? Self.headTooLarge
      : CallbackRequestError(
        en: "no empty line follows its headers", fr: "aucune ligne vide ne suit ses en-têtes")

    guard let requestLine = rest.takeHTTPLine() else { throw unfinished }
    let parts = requestLine.split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3 else { throw Self.badRequestLine }

    var fields: [HTTPHeader] = []
    while true {
      guard let line = rest.takeHTTPLine() else { throw unfinished }
      if line.isEmpty { break }
      guard fields.count < Self.headerLimit else { throw Self.tooManyHeaders }
      do throws(HTTPHeaderError) {
        fields.append(try HTTPHeader(line: line))
      } catch {
        let line = fields.count + 2
        throw CallbackRequestError(
          en: "line \(line): \(error.reason.en)", fr: "ligne \(line) : \(error.reason.fr)")
      }
    }
    guard bytes.count - rest.startIndex <= Self.bodyLimit else { throw Self.bodyTooLarge }
    try self.init(
      parts[0], parts[1], parts[2], HTTPHeaders(fields), Array(bytes[rest.startIndex...]))
  }

  /// The request as a file, the lines of its head ending in CRLF.
  func serialized() -> [UInt8] { head + body }

  private var head: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024 + body.count)
    bytes += "\(method) \(target) \(version)\r\n".utf8
    for field in headers.fields {
      bytes += field.name.utf8
      bytes += ": ".utf8
      bytes += field.bytes
      bytes += "\r\n".utf8
    }
    bytes += "\r\n".utf8
    return bytes
  }

  /// Refuses a body that is not the whole one, or not the one that was signed.
  private func checkBodyLength() throws(CallbackRequestError) {
    guard headers.all("Transfer-Encoding").isEmpty else {
      throw CallbackRequestError(
        en: "its body was stored with its transfer coding",
        fr: "son corps a été enregistré avec son codage de transfert")
    }
    let header: HTTPHeader?
    do throws(HTTPHeaderError) {
      header = try headers.only("Content-Length")
    } catch {
      throw Self.badContentLength
    }
    guard let digits = header?.bytes else { return }
    // Digits alone: Int would also take a sign.
    guard digits.allSatisfy(\.isDigit), let expected = Int(String(decoding: digits, as: UTF8.self))
    else { throw Self.badContentLength }
    if body.count < expected {
      throw CallbackRequestError(
        en: "its body is cut short: \(body.count) of \(expected) bytes",
        fr:
          "son corps est tronqué : \(body.count) octet\(body.count > 1 ? "s" : "") sur \(expected)")
    }
    let excess = body.count - expected
    guard excess == 0 else {
      throw CallbackRequestError(
        en: "\(excess) byte\(excess > 1 ? "s follow" : " follows") its body of \(expected)",
        fr: "\(excess) octet\(excess > 1 ? "s suivent" : " suit") son corps de \(expected)")
    }
  }
}

extension FormFields {
  /// The fields of a callback: of its body, or of its address where it is a GET; `nil` if an escape is broken.
  ///
  /// - Parameter namesInUpperCase: whether the ASCII letters of the names are put into upper case.
  init?(of callback: CallbackRequest, namesInUpperCase: Bool = false) {
    let isInAddress = callback.method == "GET"
    self.init(
      parsing: isInAddress
        ? Array(callback.target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()) : callback.body,
      namesInUpperCase: namesInUpperCase)
  }
}
