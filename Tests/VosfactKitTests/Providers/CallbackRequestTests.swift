import Localization
import Testing

@testable import VosfactKit

@Suite struct CallbackRequestTests {
  private func parse(_ text: String) throws -> CallbackRequest {
    try CallbackRequest(parsing: Array(text.utf8))
  }

  @Test(
    "a request is read to its last byte, whatever ends the lines of its head",
    arguments: ["\r\n", "\n"])
  func parses(_ end: String) throws {
    let body = "{\"a\":1}\r\n\0\n"
    let request = try parse(
      [
        "POST /callback/stripe?x=%20 HTTP/1.1", "Host: pay.example", "Stripe-Signature:t=1,v1=ab ",
        "", body,
      ]
      .joined(separator: end))
    #expect(request.method == "POST")
    #expect(request.target == "/callback/stripe?x=%20")
    #expect(request.version == "HTTP/1.1")
    #expect(request.headers.fields.map(\.name) == ["Host", "Stripe-Signature"])
    #expect(request.headers["stripe-signature"] == "t=1,v1=ab")
    #expect(request.body == Array(body.utf8))
  }

  @Test(
    "what is written is read back as the same request",
    arguments: [
      "GET /?ORDERID=1 HTTP/1.0\n\n", "POST / HTTP/2\r\nA:b\nContent-Length: 3\n\n\0\r\n",
      "post * HTTP/2.0\nA:\nA: 1\nA: \u{e9}  x\n\nbody without a length\n",
    ])
  func identity(_ text: String) throws {
    let request = try parse(text)
    let serialized = request.serialized()
    #expect(try CallbackRequest(parsing: serialized) == request)
    #expect(try CallbackRequest(parsing: serialized).serialized() == serialized)
  }

  @Test("a value's bytes that are not UTF-8 survive")
  func otherBytes() throws {
    let bytes = Array("GET / HTTP/1.1\r\nX-Name: caf".utf8) + [0xe9] + Array("\r\n\r\n".utf8)
    #expect(try CallbackRequest(parsing: bytes).serialized() == bytes)
  }

  @Test(
    "a first line that is not a request's is refused",
    arguments: [
      "\n\n", "GET /\n\n", "GET  / HTTP/1.1\n\n", "GET / x HTTP/1.1\n\n", "G(T / HTTP/1.1\n\n",
      "GET \u{e9} HTTP/1.1\n\n", "GET /\u{1}a HTTP/1.1\n\n", "GET\t/\tHTTP/1.1\n\n",
      " GET / HTTP/1.1\n\n",
      "GET /\0 HTTP/1.1\n\n", "G\u{e9}T / HTTP/1.1\n\n",
    ])
  func requestLine(_ text: String) {
    #expect(throws: CallbackRequestError.requestLine) { try parse(text) }
  }

  @Test(
    "a version that no callback has is refused",
    arguments: ["HTTP/0.9", "HTTP/3", "HTTP/1.10", "http/1.1", "HTTP/1.1\r", ""])
  func version(_ version: String) {
    #expect(throws: CallbackRequestError.version) { try parse("GET / \(version)\r\n\r\n") }
  }

  @Test(
    "an unsound header is refused, and its line told",
    arguments: [
      ("A: b\n c\n", HTTPHeaderError.folded, 3), ("A : b\n", .name, 2), ("no colon\n", .name, 2),
      ("A: b\n: c\n", .name, 3), ("A: \0\n", .value(name: "A"), 2),
      ("A: b\rc\n", .value(name: "A"), 2),
    ])
  func header(_ lines: String, _ error: HTTPHeaderError, _ line: Int) {
    #expect(throws: CallbackRequestError.header(error, line: line)) {
      try parse("GET / HTTP/1.1\n\(lines)\n")
    }
  }

  @Test(
    "a body that is not as long as announced is refused",
    arguments: [
      ("5", CallbackRequestError.bodyCutShort(expected: 5, actual: 4)),
      ("3", .trailingBytes(expected: 3, actual: 4)), ("+4", .contentLength), ("-4", .contentLength),
      ("4,4", .contentLength), ("0x4", .contentLength), ("", .contentLength),
      ("99999999999999999999", .contentLength), ("4\nContent-Length: 5", .contentLength),
    ])
  func contentLength(_ length: String, _ error: CallbackRequestError) {
    #expect(throws: error) { try parse("POST / HTTP/1.1\nContent-Length: \(length)\n\nbody") }
  }

  @Test("a length said twice alike is one length")
  func repeatedContentLength() throws {
    let request = try parse("POST / HTTP/1.1\nContent-Length: 4\ncontent-length: 4\n\nbody")
    #expect(request.body == Array("body".utf8))
  }

  @Test("a body stored in its transfer coding is refused", arguments: ["chunked", "identity", ""])
  func transferEncoding(_ coding: String) {
    #expect(throws: CallbackRequestError.transferEncoding) {
      try parse("POST / HTTP/1.1\nTransfer-Encoding: \(coding)\n\n0\r\n\r\n")
    }
  }

  @Test(
    "a head without its end is refused",
    arguments: [
      "", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\nA: b", "GET / HTTP/1.1\nA: b\n",
    ])
  func unfinished(_ text: String) {
    #expect(throws: CallbackRequestError.headUnfinished) { try parse(text) }
  }

  @Test("a head is read up to its bound and no further", arguments: [0, 1])
  func headLimit(_ excess: Int) throws {
    let frame = "GET / HTTP/1.1\r\nA: \r\n\r\n"
    let value = String(
      repeating: "x", count: CallbackRequest.headLimit - frame.utf8.count + excess)
    let text = "GET / HTTP/1.1\r\nA: \(value)\r\n\r\n"
    if excess == 0 {
      #expect(try parse(text).headers["A"] == value)
    } else {
      #expect(throws: CallbackRequestError.headTooLarge(limit: CallbackRequest.headLimit)) {
        try parse(text)
      }
    }
  }

  @Test("headers are read up to their number and no further", arguments: [200, 201])
  func headerLimit(_ count: Int) throws {
    let text = "GET / HTTP/1.1\n" + String(repeating: "A: b\n", count: count) + "\n"
    if count == 200 {
      #expect(try parse(text).headers.fields.count == 200)
    } else {
      #expect(throws: CallbackRequestError.tooManyHeaders(limit: 200)) { try parse(text) }
    }
  }

  @Test("a body is read up to its bound and no further", arguments: [1_048_576, 1_048_577])
  func bodyLimit(_ count: Int) throws {
    let bytes = Array("POST / HTTP/1.1\n\n".utf8) + [UInt8](repeating: 0, count: count)
    if count == 1_048_576 {
      #expect(try CallbackRequest(parsing: bytes).body.count == count)
    } else {
      #expect(throws: CallbackRequestError.bodyTooLarge(limit: 1_048_576)) {
        try CallbackRequest(parsing: bytes)
      }
    }
  }

  @Test("no prefix and no altered byte of a request breaks the reader")
  func anyBytes() throws {
    let bytes = Array("POST /c HTTP/1.1\r\nA: b\r\nContent-Length: 2\r\n\r\nok".utf8)
    for count in 0..<bytes.count {
      #expect(throws: CallbackRequestError.self) {
        try CallbackRequest(parsing: Array(bytes.prefix(count)))
      }
    }
    for index in bytes.indices {
      for byte: UInt8 in [0, 0x0a, 0x0d, 0x20, 0x3a, 0x7f, 0xff] {
        var altered = bytes
        altered[index] = byte
        guard let request = try? CallbackRequest(parsing: altered) else { continue }
        #expect(try CallbackRequest(parsing: request.serialized()) == request)
      }
    }
  }

  @Test("a request made of parts is held to the same rules")
  func parts() throws {
    let headers = try HTTPHeaders([("Content-Length", "2")])
    let request = try CallbackRequest(
      method: "POST", target: "/callback/stripe", headers: headers, body: [1, 2])
    #expect(try CallbackRequest(parsing: request.serialized()) == request)
    #expect(throws: CallbackRequestError.requestLine) {
      try CallbackRequest(
        method: "POST", target: "/ HTTP/1.1\r\nX: y", headers: headers, body: [1, 2])
    }
    #expect(throws: CallbackRequestError.trailingBytes(expected: 2, actual: 3)) {
      try CallbackRequest(method: "POST", target: "/", headers: headers, body: [1, 2, 3])
    }
  }

  @Test(
    "every error says in one line what, why and what to do, in each language",
    arguments: [
      CallbackRequestError.headTooLarge(limit: 1), .headUnfinished, .requestLine, .version,
      .tooManyHeaders(limit: 1), .header(.folded, line: 2), .header(.ambiguous(name: "A"), line: 2),
      .contentLength, .bodyCutShort(expected: 2, actual: 1),
      .trailingBytes(expected: 1, actual: 2), .bodyTooLarge(limit: 1), .transferEncoding,
    ])
  func sentences(_ error: CallbackRequestError) {
    for language in Language.allCases {
      #expect(error.text[language].split(separator: ";").count == 3)
    }
    #expect(error.text.en != error.text.fr)
  }
}
