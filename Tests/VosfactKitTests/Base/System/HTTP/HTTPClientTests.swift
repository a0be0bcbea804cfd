import Foundation
import Localization
import Synchronization
import Testing

@testable import VosfactKit

/// Time that passes only when someone sleeps.
private final class SleptTime: Sendable {
  private let pauses = Mutex<[Duration]>([])

  var all: [Duration] { pauses.withLock { $0 } }
  var total: Duration { all.reduce(.zero, +) }

  func sleep(_ duration: Duration) { pauses.withLock { $0.append(duration) } }
}

/// A network that gives the same result to every request, and keeps the requests.
private final class FixedTransport: HTTPTransport {
  let result: Result<HTTPResponse, HTTPError>
  private let received = Mutex<[HTTPRequest]>([])

  var requests: [HTTPRequest] { received.withLock { $0 } }

  init(_ result: Result<HTTPResponse, HTTPError>) { self.result = result }

  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    received.withLock { $0.append(request) }
    return try result.get()
  }
}

@Suite(.waiting) struct HTTPClientTests {
  private let time = SleptTime()
  private let start = MonotonicTime.now
  private let url = "https://api.example/"

  private func client(_ transport: any HTTPTransport, _ policy: RetryPolicy = .init()) -> HTTPClient
  {
    HTTPClient(
      transport: transport, policy: policy, now: { [time, start] in start + time.total },
      sleep: { [time] in time.sleep($0) }, random: { 0 })
  }

  private func answer(_ status: Int, retryAfter: String? = nil) throws -> FixedTransport {
    let headers = try HTTPHeaders(retryAfter.map { [("Retry-After", $0)] } ?? [])
    return FixedTransport(.success(HTTPResponse(status: status, headers: headers)))
  }

  @Test(
    "a request is repeated with its key until the server can answer",
    .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
  func repeats() throws {
    let server = try StandIn("http_server")
    let client = client(CurlTransport(environment: [:]))
    let request = try HTTPRequest(
      .post, "\(server.base)/flaky/payment", headers: [("Idempotency-Key", "K7M3")],
      body: [1], isRepeatable: true)
    let response = try client.send(request)
    #expect(response.status == 200)
    let keys = try JSONDecoder().decode([String].self, from: Data(response.body))
    #expect(keys == ["K7M3", "K7M3", "K7M3"])
    // The server asked for 7 s each time, longer than the policy's own pauses.
    #expect(time.all == [.seconds(7), .seconds(7)])
  }

  @Test("the last answer stands when the tries are used up")
  func lastAnswer() throws {
    let transport = try answer(500)
    #expect(try client(transport).send(HTTPRequest(.get, url)).status == 500)
    #expect(transport.requests.count == 4)
    #expect(time.all == [.milliseconds(250), .milliseconds(500), .seconds(1)])
  }

  @Test(
    "what may be sent again, after which status",
    arguments: [
      (200, false, 1), (302, false, 1), (400, true, 1), (401, true, 1), (404, true, 1),
      (409, true, 4), (409, false, 1), (429, true, 4), (429, false, 4), (500, true, 4),
      (503, true, 4), (503, false, 1),
    ])
  func statuses(_ status: Int, _ isRepeatable: Bool, _ tries: Int) throws {
    let transport = try answer(status)
    let request = try HTTPRequest(.post, url, isRepeatable: isRepeatable)
    #expect(try client(transport).send(request).status == status)
    #expect(transport.requests.count == tries)
  }

  @Test(
    "what may be sent again, after which fault",
    arguments: [
      (HTTPError.unreachable(host: "h", reason: "", status: 6), true, 4),
      (.unreachable(host: "h", reason: "", status: 7), false, 4),
      (.unreachable(host: "h", reason: "", status: 56), true, 4),
      (.unreachable(host: "h", reason: "", status: 56), false, 1),
      (.unreachable(host: "h", reason: "", status: 60), true, 1),
      (.timedOut(host: "h", limit: .seconds(1)), true, 4),
      (.timedOut(host: "h", limit: .seconds(1)), false, 1),
      (.tooLarge(host: "h", limit: 1), true, 1), (.malformed(host: "h"), true, 1),
      (.invalidRequest(Text(verbatim: "its address")), true, 1), (.curlMissing, true, 1),
    ])
  func faults(_ fault: HTTPError, _ isRepeatable: Bool, _ tries: Int) throws {
    let transport = FixedTransport(.failure(fault))
    let request = try HTTPRequest(.post, url, isRepeatable: isRepeatable)
    #expect(throws: fault) { try client(transport).send(request) }
    #expect(transport.requests.count == tries)
  }

  @Test(
    "a pause that would pass the total limit is not begun",
    arguments: ["61", "4294967295", "60"])
  func totalLimit(_ retryAfter: String) throws {
    let transport = try answer(429, retryAfter: retryAfter)
    #expect(try client(transport).send(HTTPRequest(.get, url)).status == 429)
    #expect(transport.requests.count == 1)
    #expect(time.all.isEmpty)
  }

  @Test(
    "a Retry-After that is no number of seconds is passed over",
    arguments: ["-1", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", "99999999999999999999"])
  func unfitRetryAfter(_ retryAfter: String) throws {
    let transport = try answer(503, retryAfter: retryAfter)
    _ = try client(transport).send(HTTPRequest(.get, url))
    #expect(time.all == [.milliseconds(250), .milliseconds(500), .seconds(1)])
  }

  @Test("each exchange has what remains of the total time")
  func remainingTime() throws {
    let transport = try answer(503, retryAfter: "20")
    _ = try client(transport).send(HTTPRequest(.get, url, timeLimit: .seconds(30)))
    #expect(transport.requests.map(\.timeLimit) == [.seconds(30), .seconds(30), .seconds(20)])
  }

  @Test("a policy of one try sends once")
  func never() throws {
    let transport = try answer(503)
    _ = try client(transport, .init(tries: 1)).send(HTTPRequest(.get, url))
    #expect(transport.requests.count == 1)
  }
}
