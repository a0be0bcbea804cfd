import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting,
  .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"),
  .timeLimit(.minutes(15)))
struct CurlTransportTests {
  let server: StandIn
  let transport = CurlTransport(environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])

  init() throws {
    server = try StandIn("http_server")
  }

  private func url(_ path: String) -> String { "http://localhost:\(server.port)/\(path)" }

  /// What the server received.
  private func echo(_ request: HTTPRequest) throws -> EchoedRequest {
    let response = try transport.send(request)
    #expect(response.status == 200)
    return try JSONDecoder().decode(EchoedRequest.self, from: Data(response.body))
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test(
    "every method, path and query arrives as given",
    arguments: [HTTPRequest.Method.get, .post])
  func methodAndPath(_ method: HTTPRequest.Method) throws {
    let path = "echo/../{a,b}[1-3]?q=%22\"$(id)&x=#no"
    let received = try echo(HTTPRequest(method, url(path)))
    #expect(received.method == method.rawValue)
    #expect(received.path == "/echo/../{a,b}[1-3]?q=%22\"$(id)&x=")
    #expect(received.body.isEmpty)
  }

  @Test(
    "a body arrives byte for byte",
    arguments: [
      [], Array("a=b&c[d]=é".utf8), Array("@/etc/passwd".utf8), Array("@-".utf8),
      Array("\"\\\n\r\t\u{b}\0\nurl = \"http://localhost:1/\"\n".utf8), Array(0...255),
    ] as [[UInt8]])
  func body(_ body: [UInt8]) throws {
    let received = try echo(HTTPRequest(.post, url("echo"), body: body))
    #expect(received.body == hexadecimal(body))
    #expect(received.header("Content-Length") == String(body.count))
    #expect(received.header("Content-Type") == nil)
    #expect(received.header("Expect") == nil)
  }

  @Test("a large body arrives whole")
  func largeBody() throws {
    let body = [UInt8](repeating: UInt8(ascii: "\\"), count: 1_500_000)
    let received = try echo(HTTPRequest(.post, url("echo"), body: body))
    // Compared apart, so that a failure does not print it.
    let isSame = received.body == hexadecimal(body)
    #expect(isSame)
  }

  @Test("headers arrive as given, also empty ones and those that need quoting")
  func headers() throws {
    let headers = [
      (name: "Authorization", value: "Bearer \\\"quoted\\\" ; # 100%"),
      (name: "Content-Type", value: "application/json"),
      (name: "X-Empty", value: ""),
      (name: "X-Tab", value: "a\tb"),
    ]
    let received = try echo(HTTPRequest(.post, url("echo"), headers: headers, body: [0x7b, 0x7d]))
    for header in headers {
      #expect(received.header(header.name) == header.value)
    }
    #expect(received.header("User-Agent") == "vosfact/\(Version.current)")
    #expect(received.header("Accept-Encoding") == nil)
  }

  @Test("an answer has its status, its headers and its body, whatever the status")
  func response() throws {
    let refused = try transport.send(HTTPRequest(.get, url("status/404")))
    #expect(refused.status == 404)
    #expect(!refused.isSuccess)
    #expect(refused.body == Array("refused".utf8))
    let echoed = try transport.send(HTTPRequest(.get, url("echo")))
    #expect(echoed.isSuccess)
    #expect(echoed.headers["x-twice"] == "a")
    #expect(echoed.headers.all("X-TWICE").map(\.value) == ["a", "b"])
  }

  @Test("of several heads the last counts")
  func interimResponses() throws {
    let response = try transport.send(HTTPRequest(.get, url("interim")))
    #expect(response.status == 201)
    #expect(response.headers["X-Interim"] == nil)
    #expect(response.body == Array("made".utf8))
  }

  @Test("trailer fields are not taken for the end of the body")
  func trailers() throws {
    let response = try transport.send(HTTPRequest(.get, url("trailers")))
    #expect(response.body == Array("hello world".utf8))
  }

  @Test("a redirect is an answer and is not followed")
  func redirect() throws {
    let response = try transport.send(HTTPRequest(.get, url("redirect")))
    #expect(response.status == 302)
    #expect(response.headers["Location"] == "/echo")
  }

  @Test("nothing of a request is in the arguments of a process")
  func arguments() throws {
    let response = try transport.send(
      HTTPRequest(
        .post, url("command-lines?token=s3cret-url"),
        headers: [("Authorization", "Bearer s3cret-header")], body: Array("s3cret-body".utf8)))
    let lines = String(decoding: response.body, as: UTF8.self)
    #expect(lines.contains("-q --config -"))
    #expect(!lines.contains("s3cret"))
  }

  @Test("a server that does not answer in time is a time-out")
  func timeLimit() throws {
    let request = try HTTPRequest(.get, url("silent"), timeLimit: .milliseconds(300))
    #expect(throws: HTTPError.timedOut(host: "localhost", limit: .milliseconds(300))) {
      try transport.send(request)
    }
  }

  @Test("a refused connection is told in curl's words")
  func connectionRefused() throws {
    // Port 1 (tcpmux) is listened on by nobody.
    let error = try #require(throws: HTTPError.self) {
      try transport.send(HTTPRequest(.get, "http://127.0.0.1:1/"))
    }
    guard case .unreachable("127.0.0.1", let reason, 7) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.hasPrefix("Failed to connect to 127.0.0.1 port 1"))
    #expect(error.text.fr.contains(reason))
  }

  @Test("a connection that breaks without an answer is told with curl's exit status")
  func hangUp() throws {
    #expect(
      throws: HTTPError.unreachable(
        host: "localhost", reason: "Empty reply from server", status: 52)
    ) { try transport.send(HTTPRequest(.get, url("hang-up"))) }
  }

  @Test("what is not HTTP is malformed")
  func garbage() throws {
    #expect(throws: HTTPError.malformed(host: "localhost")) {
      try transport.send(HTTPRequest(.get, url("garbage")))
    }
  }

  @Test(
    "an answer over the bound is refused, announced or not",
    arguments: ["announced", "unannounced"], [1000, 1001, 10_000_000])
  func responseLimit(_ kind: String, _ count: Int) throws {
    var transport = transport
    transport.responseLimit = 1000
    let request = try HTTPRequest(.get, url("\(kind)/\(count)"))
    if count <= 1000 {
      #expect(try transport.send(request).body.count == count)
    } else {
      #expect(throws: HTTPError.tooLarge(host: "localhost", limit: 1000)) {
        try transport.send(request)
      }
    }
  }

  @Test("a host without curl is told what to install")
  func curlMissing() throws {
    let transport = CurlTransport(environment: ["PATH": "/nowhere"])
    let error = try #require(throws: HTTPError.self) {
      try transport.send(HTTPRequest(.get, url("echo")))
    }
    #expect(error == .curlMissing)
    #expect(error.description.contains("apt-get install curl"))
  }

  @Test("a proxy of the host is not asked for an address of this machine")
  func proxyPassedOver() throws {
    let transport = CurlTransport(environment: [
      "PATH": "/usr/bin:/bin", "http_proxy": "http://127.0.0.1:1",
      "ALL_PROXY": "http://127.0.0.1:1",
    ])
    #expect(try transport.send(HTTPRequest(.get, url("status/204"))).status == 204)
  }

  @Test("a proxy of the host is asked for all else")
  func proxy() throws {
    let transport = CurlTransport(environment: [
      "PATH": "/usr/bin:/bin", "https_proxy": "http://127.0.0.1:1",
    ])
    let error = try #require(throws: HTTPError.self) {
      try transport.send(HTTPRequest(.get, "https://example.invalid/"))
    }
    guard case .unreachable("example.invalid", let reason, 7) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.contains("127.0.0.1 port 1"))
  }

  @Test("the user's own configuration of curl is not read")
  func ownConfiguration() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    try "header = \"X-Own: yes\"\n".write(
      to: home.appending(path: ".curlrc"), atomically: true, encoding: .utf8)
    let transport = CurlTransport(environment: ["PATH": "/usr/bin:/bin", "HOME": home.path])
    let response = try transport.send(HTTPRequest(.get, url("echo")))
    #expect(!String(decoding: response.body, as: UTF8.self).contains("X-Own"))
  }

  @Test(
    "a host is trusted by its certificate alone",
    .enabled(if: ExternalTool.canTest(with: "openssl"), "needs openssl"))
  func certificate() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (certificate, key) = (folder.appending(path: "crt"), folder.appending(path: "key"))
    let openssl = Subprocess(
      program: "openssl",
      arguments: [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", key.path, "-out", certificate.path,
      ], timeLimit: .seconds(60), outputLimit: 4096)
    #expect(try openssl.run().termination == .exited(0))
    let server = try StandIn("http_server", certificate.path, key.path)
    let request = try HTTPRequest(.get, "https://localhost:\(server.port)/status/200")

    let error = try #require(throws: HTTPError.self) { try transport.send(request) }
    guard case .unreachable("localhost", let reason, 60) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.contains("certificate"))

    let trusting = CurlTransport(environment: [
      "PATH": "/usr/bin:/bin", "CURL_CA_BUNDLE": certificate.path,
    ])
    #expect(try trusting.send(request).status == 200)
    #expect(throws: HTTPError.self) {
      try trusting.send(
        HTTPRequest(
          .get, "https://127.0.0.1:\(server.port)/status/200"))
    }
  }
}
