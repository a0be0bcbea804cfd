import Testing

@testable import VosfactKit

/// Worldline's own library for Python.
enum WorldlineSDK {
  static let counterpart = PythonCounterpart(package: "onlinepayments", script: "worldline_sdk")
}

@Suite(.waiting) struct WorldlineRequestSignatureTests {
  // 2026-11-29T12:00:00Z
  private let time = UnixTime(seconds: 1_795_953_600)

  @Test("the known answer: a request that opens a page")
  func vector() throws {
    let signature = try WorldlineRequestSignature(
      key: "KEY", secret: Secret(bytes: Array("SECRET".utf8)))
    let headers = try signature.headers(
      .post, "/v2/SELLER/hostedcheckouts", contentType: "application/json",
      [("X-GCS-Idempotence-Key", "a-1")], at: time)
    #expect(headers.map(\.name) == ["Date", "X-GCS-Idempotence-Key", "Authorization"])
    #expect(
      headers.map(\.value) == [
        "Sun, 29 Nov 2026 12:00:00 GMT", "a-1",
        "GCS v1HMAC:KEY:NB+NyPzFtaiqBDBUhODo/wcKiG+KRU4+uTI/RF6xs+g=",
      ])
  }

  @Test(
    "Worldline's own library signs the same",
    .enabled(
      if: WorldlineSDK.counterpart.canTest,
      "needs Worldline's library for Python in .build-python"),
    arguments: [0, 86_400 * 5, 31_536_000] as [Int64])
  func library(_ later: Int64) throws {
    let key = "A1B2C3D4"
    let secret = "q7Zk1mTqXw3rVb8yNc5uHg2eJd9sLf6aPo4iRt0vKxE="
    let signature = try WorldlineRequestSignature(
      key: key, secret: Secret(bytes: Array(secret.utf8)))
    let requests:
      [(
        method: HTTPRequest.Method, path: String, type: String?,
        own: [(name: String, value: String)]
      )] = [
        (.get, "/v2/SELLER/services/testconnection", nil, []),
        (.get, "/v2/SELLER/payments/3254564310_0/details?a=b&c=%20d", nil, []),
        (
          .post, "/v2/SELLER/payments/3254564310_0/refund", "application/json",
          [("X-GCS-Idempotence-Key", "K7M3Q9XT2V8B4NC5"), ("X-GCS-A", "first")]
        ),
      ]
    let time = self.time + Seconds(later)
    var ours: [String] = []
    var questions: [JSONValue] = []
    for request in requests {
      let headers = try signature.headers(
        request.method, request.path, contentType: request.type, request.own, at: time)
      ours.append(try #require(headers.last).value)
      let type = request.type.map { [(name: "Content-Type", value: $0)] } ?? []
      questions.append([
        "sign": .string(request.method.rawValue), "path": .string(request.path),
        "key": .string(key), "secret": .string(secret),
        "headers": .array(
          (type + headers.dropLast()).map { [.string($0.name), .string($0.value)] }),
      ])
    }
    #expect(try WorldlineSDK.counterpart.judge(questions) == ours)
  }
}
