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
    expectFault(.badValue, "its first line is not 'METHOD TARGET HTTP/1.1'") { try parse(text) }
  }

  @Test(
    "a version that no callback has is refused",
    arguments: ["HTTP/0.9", "HTTP/3", "HTTP/1.10", "http/1.1", "HTTP/1.1\r", ""])
  func version(_ version: String) {
    expectFault(.badValue, "its version is not HTTP/1.0, HTTP/1.1 or HTTP/2") {
      try parse("GET / \(version)\r\n\r\n")
    }
  }

  @Test(
    "an unsound header is refused, and its line told",
    arguments: [
      ("A: b\n c\n", "a header is continued", 3), ("A : b\n", "the name of a header", 2),
      ("no colon\n", "the name of a header", 2), ("A: b\n: c\n", "the name of a header", 3),
      ("A: \0\n", "the header A holds a control character", 2),
      ("A: b\rc\n", "the header A holds a control character", 2),
    ])
  func header(_ lines: String, _ words: String, _ line: Int) {
    expectFault(.badValue, "line \(line): \(words)") {
      try parse("GET / HTTP/1.1\n\(lines)\n")
    }
  }

  private static let notANumber = "its Content-Length is not one whole number"

  @Test(
    "a body that is not as long as announced is refused",
    arguments: [
      ("5", "its body is cut short: 4 of 5 bytes"),
      ("3", "1 byte follows its body of 3"), ("+4", Self.notANumber), ("-4", Self.notANumber),
      ("4,4", Self.notANumber), ("0x4", Self.notANumber), ("", Self.notANumber),
      ("99999999999999999999", Self.notANumber), ("4\nContent-Length: 5", Self.notANumber),
    ])
  func contentLength(_ length: String, _ words: String) {
    expectFault(.badValue, words) {
      try parse("POST / HTTP/1.1\nContent-Length: \(length)\n\nbody")
    }
  }

  @Test("a length said twice alike is one length")
  func repeatedContentLength() throws {
    let request = try parse("POST / HTTP/1.1\nContent-Length: 4\ncontent-length: 4\n\nbody")
    #expect(request.body == Array("body".utf8))
  }

  @Test("a body stored in its transfer coding is refused", arguments: ["chunked", "identity", ""])
  func transferEncoding(_ coding: String) {
    expectFault(.badValue, "its body was stored with its transfer coding") {
      try parse("POST / HTTP/1.1\nTransfer-Encoding: \(coding)\n\n0\r\n\r\n")
    }
  }

  @Test(
    "a head without its end is refused",
    arguments: [
      "", "GET / HTTP/1.1", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\nA: b", "GET / HTTP/1.1\nA: b\n",
    ])
  func unfinished(_ text: String) {
    expectFault(.badValue, "no empty line follows its headers") { try parse(text) }
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
      expectFault(.badValue, "its head is larger than 65536 bytes") {
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
      expectFault(.badValue, "it has more than 200 headers") { try parse(text) }
    }
  }

  @Test("a body is read up to its bound and no further", arguments: [1_048_576, 1_048_577])
  func bodyLimit(_ count: Int) throws {
    let bytes = Array("POST / HTTP/1.1\n\n".utf8) + [UInt8](repeating: 0, count: count)
    if count == 1_048_576 {
      #expect(try CallbackRequest(parsing: bytes).body.count == count)
    } else {
      expectFault(.badValue, "its body is larger than 1048576 bytes") {
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
    expectFault(.badValue, "its first line is not 'METHOD TARGET HTTP/1.1'") {
      try CallbackRequest(
        method: "POST", target: "/ HTTP/1.1\r\nX: y", headers: headers, body: [1, 2])
    }
    expectFault(.badValue, "1 byte follows its body of 2") {
      try CallbackRequest(method: "POST", target: "/", headers: headers, body: [1, 2, 3])
    }
  }

  @Test(
    "every error says in one line what, why and what to do, in each language",
    arguments: [
      "GET / HTTP/1.1\nA: " + String(repeating: "x", count: 65_536), "", "GET /\n\n",
      "GET / HTTP/3\n\n", "GET / HTTP/1.1\n" + String(repeating: "A: b\n", count: 201) + "\n",
      "GET / HTTP/1.1\nA: b\n c\n\n", "GET / HTTP/1.1\nno colon\n\n",
      "POST / HTTP/1.1\nContent-Length: x\n\n", "POST / HTTP/1.1\nContent-Length: 2\n\na",
      "POST / HTTP/1.1\nContent-Length: 1\n\nab",
      "POST / HTTP/1.1\n\n" + String(repeating: "x", count: 1_048_577),
      "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n",
    ])
  func sentences(_ text: String) throws {
    let thrown = #expect(throws: CallbackRequestError.self) { try parse(text) }
    let error = try #require(thrown)
    for language in Language.allCases {
      #expect(error.text[language].split(separator: ";").count == 3)
    }
    #expect(error.text.en != error.text.fr)
  }
}
