@testable import VosfactKit

/// What must hold of reading the raw request of a callback.
enum CallbackRequestProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let request = try? CallbackRequest(parsing: bytes) else { return }
    try checkBounds(request)

    let head = bytes.dropLast(request.body.count)
    try require(
      bytes.suffix(request.body.count).elementsEqual(request.body),
      "the body is what the input ends with, byte for byte")
    try require(
      head.suffix(2).elementsEqual("\n\n".utf8) || head.suffix(3).elementsEqual("\n\r\n".utf8),
      "the body begins behind an empty line")

    try require(
      (try? CallbackRequest(parsing: request.serialized())) == request,
      "what is written reads as the same request")
    let withOtherEnds = head.filter { $0 != UInt8(ascii: "\r") } + request.body
    try require(
      (try? CallbackRequest(parsing: withOtherEnds)) == request,
      "line ends of the head make no difference")
    if !request.headers.all("Content-Length").isEmpty {
      try require(
        (try? CallbackRequest(parsing: bytes + [0])) == nil, "a longer body than said is refused")
      if !request.body.isEmpty {
        try require(
          (try? CallbackRequest(parsing: bytes.dropLast())) == nil,
          "a shorter body than said is refused")
      }
    }
  }

  private static func checkBounds(_ request: CallbackRequest) throws(BrokenProperty) {
    try require(request.body.count <= CallbackRequest.bodyLimit, "the body is bounded")
    try require(request.headers.fields.count <= CallbackRequest.headerLimit, "headers are few")
    let words = [request.method, request.target, request.version]
    try require(
      words.allSatisfy { word in word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } },
      "the first line is words of printable characters")
    try require(
      request.headers.fields.allSatisfy { field in
        isHTTPToken(field.name.utf8)
          && field.bytes.allSatisfy { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
      }, "a header is on one line")
  }
}
