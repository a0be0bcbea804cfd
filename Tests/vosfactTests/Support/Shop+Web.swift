import Testing

@testable import VosfactKit

extension Shop {
  /// The token of a link to `document`.
  func token(_ document: String) throws -> String {
    let address = try workplace.succeed("pay-link", "create", document).output
    return try #require(address.split { $0 == "/" || $0 == "\n" }.last.map(String.init))
  }

  /// The answer of the program to a request, as a web server would get it.
  ///
  /// - Parameters:
  ///   - words: arguments, which a server makes of a query string.
  ///   - changes: variables of the request.
  func answer(
    _ method: String, _ path: String, body: String = "", words: [String] = [],
    with changes: [String: String?] = [:]
  ) throws -> (status: String, head: [String], body: String, errors: String) {
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let request: [String: String?] = [
      "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": method, "PATH_INFO": parts[0],
      "QUERY_STRING": parts.count > 1 ? parts[1] : "", "SERVER_PROTOCOL": "HTTP/1.1",
      "CONTENT_LENGTH": String(body.utf8.count),
      "CONTENT_TYPE": body.isEmpty ? nil : "application/x-www-form-urlencoded",
      "HTTP_ACCEPT_LANGUAGE": "en",
    ]
    let ending = try workplace.run(
      Workplace.executable, words, with: request.merging(changes) { $1 }, input: body)
    try #require(ending.status == 0, "\(ending.errors)")
    let pieces = ending.output.split(
      separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2, "\(ending.output)")
    let head = pieces[0].split(separator: "\r\n").map(String.init)
    return (head[0], head, String(pieces[1]), ending.errors)
  }
}
