/// The answer to an HTTP request.
struct HTTPResponse: Equatable, Sendable {
  /// The status code, 200 to 599.
  let status: Int
  var headers = HTTPHeaders()
  /// The exact bytes of the body, its transfer coding undone.
  var body: [UInt8] = []

  /// Whether the status says that the request was done (RFC 9110, section 15.3).
  var isSuccess: Bool { (200..<300).contains(status) }
}

extension HTTPResponse {
  /// The answer in what curl writes with its option `include`: the heads that it received, one after
  /// the other, then `bodyCount` bytes of body, then perhaps trailer fields, which are passed over.
  ///
  /// Returns `nil` when that is not a complete HTTP response.
  init?(transcript: [UInt8], bodyCount: Int) {
    var rest = transcript[...]
    while let (status, headers) = Self.takeHead(from: &rest) {
      // An interim response, as 100 or 103, precedes the one that counts (RFC 9110, section 15.2).
      if (100..<200).contains(status) { continue }
      guard (200..<600).contains(status), (0...rest.count).contains(bodyCount) else { return nil }
      self.init(status: status, headers: headers, body: Array(rest.prefix(bodyCount)))
      return
    }
    return nil
  }

  /// Takes a status line, header lines and the empty line after them off the front of `bytes`.
  private static func takeHead(from bytes: inout ArraySlice<UInt8>) -> (Int, HTTPHeaders)? {
    guard let statusLine = bytes.takeHTTPLine() else { return nil }
    let parts = String(decoding: statusLine, as: UTF8.self).split(
      separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), parts[1].utf8.count == 3,
      parts[1].isDigits, let status = Int(parts[1])
    else { return nil }
    var fields: [HTTPHeader] = []
    while let line = bytes.takeHTTPLine() {
      if line.isEmpty { return (status, HTTPHeaders(fields)) }
      guard let field = try? HTTPHeader(line: line) else { return nil }
      fields.append(field)
    }
    return nil
  }
}
