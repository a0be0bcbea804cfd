import Glibc
import Localization
import Testing

@testable import VosfactKit

@Suite struct CGIRequestTests {
  /// A descriptor from which `bytes` can be read, and then nothing more unless `isOpen`, when more may come.
  private func withBody<Result>(
    _ bytes: [UInt8], isOpen: Bool = false, _ body: (Int32) throws -> Result
  ) throws -> Result {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    // What a pipe holds is enough for these tests, and a file for those of more.
    try #require(write(ends[1], bytes, bytes.count) == bytes.count)
    if !isOpen { close(ends[1]) }
    defer {
      close(ends[0])
      if isOpen { close(ends[1]) }
    }
    return try body(ends[0])
  }

  private func request(
    _ changes: [String: String?], body: [UInt8] = [], isOpen: Bool = false,
    patience: Duration = .seconds(5)
  ) throws -> CGIRequest {
    let variables = changes.reduce(into: ["REQUEST_METHOD": "POST", "PATH_INFO": "/p/T"]) {
      $0[$1.key] = $1.value
    }
    return try withBody(body, isOpen: isOpen) {
      try CGIRequest(variables, body: $0, patience: patience)
    }
  }

  @Test("headers come back as they were called, without those of the message's frame")
  func headers() throws {
    let request = try request([
      "HTTP_STRIPE_SIGNATURE": "t=1", "CONTENT_TYPE": "text/plain; charset=utf-8",
      "HTTP_CONTENT_TYPE": "text/html", "HTTP_TRANSFER_ENCODING": "chunked",
      "HTTP_CONTENT_LENGTH": "9", "HTTP_CONNECTION": "close", "CONTENT_LENGTH": "0",
      "SERVER_NAME": "x",
    ])
    #expect(
      request.headers.fields.map { "\($0.name): \($0.value)" } == [
        "Content-Type: text/plain; charset=utf-8", "Stripe-Signature: t=1",
      ])
    #expect(request.mediaType == "text/plain")
  }

  @Test("a body has the length that the server says, and what follows it stays unread")
  func length() throws {
    #expect(
      try request(["CONTENT_LENGTH": "3"], body: Array("abcdef".utf8)).body == Array("abc".utf8))
    #expect(
      try request(["CONTENT_LENGTH": "3"], body: Array("abc".utf8), isOpen: true).body
        == Array("abc".utf8))
  }

  @Test(
    "a body of no length, as a chunked one, ends where the server ends it", arguments: [nil, ""])
  func noLength(_ length: String?) throws {
    #expect(
      try request(["CONTENT_LENGTH": length], body: Array("abc".utf8)).body == Array("abc".utf8))
  }

  @Test(
    "a length that is not one whole number is refused",
    arguments: ["-1", "+3", "3, 3", "0x3", "3 ", "three", "٣"])
  func badLength(_ length: String) {
    expectRefusal(.badRequest, "its Content-Length is not one whole number") {
      try request(["CONTENT_LENGTH": length], body: Array("abc".utf8))
    }
  }

  @Test(
    "a length over 1 MiB is refused before anything is read",
    arguments: ["1048577", "99999999999999999999999999"])
  func tooLong(_ length: String) {
    expectRefusal(.contentTooLarge, "its body is larger than 1048576 bytes") {
      try request(["CONTENT_LENGTH": length], isOpen: true)
    }
  }

  @Test("a body of exactly 1 MiB is taken, and one byte more without a length is not")
  func limit() throws {
    let folder = try TemporaryFolder()
    func read(_ count: Int) throws -> Int {
      let path = try folder.write([UInt8](repeating: 97, count: count), to: "\(count)")
      let descriptor = open(path, O_RDONLY)
      defer { close(descriptor) }
      return try CGIRequest(["REQUEST_METHOD": "POST"], body: descriptor).body.count
    }
    #expect(try read(1_048_576) == 1_048_576)
    expectRefusal(.contentTooLarge, "its body is larger than 1048576 bytes") { try read(1_048_577) }
  }

  @Test("a body that stops is refused")
  func cutShort() {
    expectRefusal(.badRequest, "its body ended after 3 of 4 bytes") {
      try request(["CONTENT_LENGTH": "4"], body: Array("abc".utf8))
    }
  }

  @Test("a body that does not come in time is refused")
  func tooSlow() {
    expectRefusal(.requestTimeout, "its body did not come in time") {
      try request(
        ["CONTENT_LENGTH": "4"], body: Array("abc".utf8), isOpen: true, patience: .milliseconds(20))
    }
  }

  @Test("the body of a GET is not read")
  func get() throws {
    #expect(try request(["REQUEST_METHOD": "GET", "CONTENT_LENGTH": "4"], isOpen: true).body == [])
  }

  @Test(
    "without a method, or with one that is none, there is no request", arguments: [nil, "", "GE T"])
  func noMethod(_ method: String?) {
    expectRefusal(.badRequest, nature: .wrongUsage, "REQUEST_METHOD is missing or wrong") {
      try request(["REQUEST_METHOD": method])
    }
  }

  @Test("headers and addresses over 64 KiB are refused")
  func headTooLarge() {
    let long = String(repeating: "a", count: 65_537)
    for variable in ["HTTP_X", "PATH_INFO", "QUERY_STRING"] {
      expectRefusal(.headersTooLarge, "its headers are larger than 65536 bytes") {
        try request([variable: long])
      }
    }
  }

  @Test("TLS is what the server says, and no header of the client's")
  func secure() throws {
    #expect(try request(["HTTPS": "on"]).isSecure)
    #expect(try request(["REQUEST_SCHEME": "https"]).isSecure)
    #expect(try !request(["HTTP_X_FORWARDED_PROTO": "https", "HTTPS": "off"]).isSecure)
  }

  @Test("a body that cannot be read is our fault, and an unsound header the client's")
  func statuses() throws {
    let folder = open("/", O_RDONLY)
    defer { close(folder) }
    expectRefusal(.serviceUnavailable, nature: .inputOutput, "the request's body cannot be read") {
      try CGIRequest(["REQUEST_METHOD": "POST"], body: folder)
    }
    expectRefusal(.badRequest, "a header is not sound") { try request(["HTTP_X": "a\u{1}b"]) }
  }

  private func expectRefusal(
    _ status: HTTPStatus, nature: FaultNature = .badValue, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
  ) {
    expectFault(nature, words, sourceLocation: sourceLocation) {
      do {
        _ = try body()
      } catch let error as CGIRequestError {
        #expect(error.status == status, sourceLocation: sourceLocation)
        throw error
      }
    }
  }
}
