import Foundation
import Synchronization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct CurlBatchTests {
  private let server: StandIn
  private let transport = CurlTransport(environment: [:])

  init() throws {
    server = try StandIn("http_server")
  }

  private func url(_ path: String) -> String { "http://localhost:\(server.port)/\(path)" }

  @Test("each of many requests has its own answer, whatever comes of the others")
  func mixed() throws {
    let requests = [
      try HTTPRequest(.get, url("status/404")), try HTTPRequest(.get, url("hang-up")),
      try HTTPRequest(.get, url("announced/2000")), try HTTPRequest(.get, "http://127.0.0.1:1/"),
      try HTTPRequest(.get, url("garbage")), try HTTPRequest(.get, url("trailers")),
      try HTTPRequest(.get, url("silent"), timeLimit: .milliseconds(300)),
    ]
    let results = transport.send(requests, atOnce: 3)
    #expect(try results[0].get().status == 404)
    #expect(try results[0].get().body == Array("refused".utf8))
    #expect(
      results[1]
        == .failure(
          .unreachable(host: "localhost", reason: "Empty reply from server", status: 52)))
    #expect(try results[2].get().body.count == 2000)
    guard case .failure(.unreachable("127.0.0.1", let reason, 7)) = results[3] else {
      Issue.record("\(results[3])")
      return
    }
    #expect(reason.hasPrefix("Failed to connect to 127.0.0.1 port 1"))
    #expect(results[4] == .failure(.malformed(host: "localhost")))
    #expect(try results[5].get().body == Array("hello world".utf8))
    #expect(results[6] == .failure(.timedOut(host: "localhost", limit: .milliseconds(300))))
  }

  @Test(
    "a body and headers arrive as they are",
    arguments: [
      "", "@/etc/passwd", "{\"a\": \"b\\\\n\"}", "line\nline\r\n\tend\u{b}", "é ; # \"quoted\"",
      String(repeating: "x", count: 40_000), "a\0b",
    ])
  func bodies(_ body: String) throws {
    let request = try HTTPRequest(
      .post, url("echo"), headers: [("Authorization", "Bearer \\\"q\\\"")], body: Array(body.utf8))
    for result in transport.send([request, request], atOnce: 2) {
      let received = try JSONDecoder().decode(
        EchoedRequest.self, from: Data(result.get().body))
      let isSame = received.body == Array(body.utf8).hexadecimal
      #expect(isSame)
      #expect(received.header("Authorization") == "Bearer \\\"q\\\"")
      #expect(received.header("Content-Type") == nil)
    }
  }

  @Test("nothing of the requests is in the arguments of a process, nor left in a file")
  func secrets() throws {
    let folder = try VosfactKitTests.TemporaryFolder()
    let transport = CurlTransport(environment: ["TMPDIR": folder.path])
    let request = try HTTPRequest(
      .post, url("command-lines?token=s3cret-url"),
      headers: [("Authorization", "Bearer s3cret-header")], body: Array("s3cret-body".utf8))
    for result in transport.send([request, request], atOnce: 2) {
      let lines = try String(decoding: result.get().body, as: UTF8.self)
      #expect(lines.contains("-q --config -"))
      #expect(!lines.contains("s3cret"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("an answer over the bound is refused, announced or not")
  func responseLimit() throws {
    var transport = transport
    transport.responseLimit = 1000
    let requests = try ["announced/1000", "announced/1001", "unannounced/1000", "unannounced/1001"]
      .map { try HTTPRequest(.get, url($0)) }
    let results = transport.send(requests, atOnce: 4)
    #expect(try results[0].get().body.count == 1000)
    #expect(results[1] == .failure(.tooLarge(host: "localhost", limit: 1000)))
    #expect(try results[2].get().body.count == 1000)
    #expect(results[3] == .failure(.tooLarge(host: "localhost", limit: 1000)))
  }

  @Test("of many requests only those that failed for a while are sent again, together")
  func retries() throws {
    let pauses = Mutex<[Duration]>([])
    let start = MonotonicTime.now
    let client = HTTPClient(
      transport: transport, now: { start },
      sleep: { pause in pauses.withLock { $0.append(pause) } },
      random: { 0 })
    let flaky = try HTTPRequest(
      .post, url("flaky/batch"), headers: [("Idempotency-Key", "K")], body: [1], isRepeatable: true)
    let results = client.send(
      [try HTTPRequest(.get, url("status/404")), flaky, try HTTPRequest(.get, url("echo"))],
      atOnce: 8)
    #expect(try results.map { try $0.get().status } == [404, 200, 200])
    // The server asked for 7 s each time, longer than the policy's own pauses.
    #expect(pauses.withLock { $0 } == [.seconds(7), .seconds(7)])
  }

  @Test("a host without curl is told what to install, for each request")
  func curlMissing() throws {
    let transport = CurlTransport(environment: ["PATH": "/nonexistent"])
    let request = try HTTPRequest(.get, url("echo"))
    #expect(
      transport.send([request, request], atOnce: 2)
        == [.failure(.curlMissing), .failure(.curlMissing)])
  }
}
