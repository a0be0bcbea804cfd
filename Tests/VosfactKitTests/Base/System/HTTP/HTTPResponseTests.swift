import Testing

@testable import VosfactKit

@Suite struct HTTPResponseTests {
  @Test("the head of an HTTP/2 answer has no reason and small letters")
  func version2() throws {
    let response = try #require(
      HTTPResponse(transcript: Array("HTTP/2 200 \r\nx-a: b\r\n\r\nbody".utf8), bodyCount: 4))
    #expect(response.status == 200)
    #expect(response.headers["X-A"] == "b")
    #expect(response.body == Array("body".utf8))
  }

  @Test("a body that looks like a head is a body")
  func bodyLikeHead() throws {
    let body = "HTTP/1.1 500 No\r\n\r\n"
    let response = try #require(
      HTTPResponse(
        transcript: Array("HTTP/1.1 200 OK\r\n\r\n\(body)".utf8), bodyCount: body.utf8.count))
    #expect(response.status == 200)
    #expect(response.body == Array(body.utf8))
  }

  @Test(
    "what is not a complete response is none",
    arguments: [
      ("", 0), ("HTTP/1.1 200 OK\r\n", 0), ("HTTP/1.1 200 OK\r\nA: b\r\n", 0),
      ("HTTP/1.1 100 Continue\r\n\r\n", 0), ("HTTP/1.1 200 OK\r\n\r\nabc", 4),
      ("HTTP/1.1 200 OK\r\n\r\nabc", -1), ("HTTP/1.1 2000 OK\r\n\r\n", 0),
      ("HTTP/1.1 +20 OK\r\n\r\n", 0), ("HTTP/1.1 999 OK\r\n\r\n", 0), ("ICY 200 OK\r\n\r\n", 0),
      ("HTTP/1.1 200 OK\r\nno header\r\n\r\n", 0),
    ])
  func incomplete(_ transcript: String, _ bodyCount: Int) {
    #expect(HTTPResponse(transcript: Array(transcript.utf8), bodyCount: bodyCount) == nil)
  }
}
