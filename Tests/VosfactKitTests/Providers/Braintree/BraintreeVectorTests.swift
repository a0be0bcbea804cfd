import Testing

@testable import VosfactKit

/// One of the known answers in `Data/vectors/braintree.json`.
struct BraintreeVector: Decodable, Sendable, CustomTestStringConvertible {
  struct KeyPair: Decodable, Sendable {
    let public_key: String
    let private_key: String
  }

  let name: String
  let keys: [KeyPair]
  let headers: [String: String]
  let body: String
  let now: Int64
  let expect: String
  let kind: String?

  var testDescription: String { name }

  static let all: [BraintreeVector] = VectorFile.load("braintree")

  func provider() throws -> BraintreeProvider {
    try BraintreeFixture.provider(keys: keys.map { ($0.public_key, $0.private_key) })
  }

  func request() throws -> CallbackRequest {
    try CallbackRequest(
      method: "POST", target: "/callback/braintree",
      headers: HTTPHeaders(headers.map { ($0.key, $0.value) }), body: Array(body.utf8))
  }
}

/// One of the known answers in `Data/vectors/braintree-challenges.json`.
struct BraintreeChallengeVector: Decodable, Sendable, CustomTestStringConvertible {
  let public_key: String
  let private_key: String
  let challenge: String
  let answer: String?

  var testDescription: String { challenge }

  static let all: [BraintreeChallengeVector] = VectorFile.load("braintree-challenges")
}

@Suite struct BraintreeVectorTests {
  @Test("all known answers are at hand")
  func count() {
    #expect(BraintreeVector.all.count == 26)
    #expect(BraintreeChallengeVector.all.count == 8)
  }

  @Test(
    "a notification is accepted or refused as Braintree's library does",
    arguments: BraintreeVector.all)
  func notification(_ vector: BraintreeVector) throws {
    let provider = try vector.provider()
    let request = try vector.request()
    let verify = { try provider.verify(request, now: UnixTime(seconds: vector.now)).events }
    guard vector.expect == "accept" else {
      let error = #expect(throws: ProviderError.self) { try verify() }
      guard case .refused = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      return
    }
    let isDispute = vector.kind == "dispute_opened"
    let events = try verify()
    #expect(events.map(\.kind) == [isDispute ? .disputed : .paid])
    #expect(events.first?.amount == Amount(minorUnits: 12_990, currency: .euro))
    #expect(events.first?.reference == "INV-2026-0042")
    #expect(events.first?.identifiers == ["2914saja"])
  }

  @Test(
    "the address answers a challenge, and signs nothing else",
    arguments: BraintreeChallengeVector.all)
  func challenge(_ vector: BraintreeChallengeVector) throws {
    let provider = try BraintreeFixture.provider(keys: [(vector.public_key, vector.private_key)])
    let query = FormBody([(name: "bt_challenge", value: vector.challenge)]).bytes
    let request = try CallbackRequest(
      method: "GET", target: "/callback/braintree?\(String(decoding: query, as: UTF8.self))",
      headers: HTTPHeaders([HTTPHeader]()), body: [])
    guard let answer = vector.answer else {
      #expect(throws: ProviderError.refused(.notSigned)) {
        try provider.verify(request, now: BraintreeFixture.now)
      }
      return
    }
    let verified = try provider.verify(request, now: BraintreeFixture.now)
    #expect(verified == VerifiedCallback(events: [], reply: answer))
  }

  @Test(
    "no single changed bit of a genuine notification is accepted as something else",
    arguments: ["valid-dispute", "two-pairs-second-is-ours"])
  func bits(_ name: String) throws {
    let vector = try #require(BraintreeVector.all.first { $0.name == name })
    let provider = try vector.provider()
    let request = try vector.request()
    let genuine = try provider.verify(request, now: BraintreeFixture.now)
    var refused = 0
    for index in request.body.indices {
      for bit in 0..<8 {
        var altered = request.body
        altered[index] ^= 1 << UInt8(bit)
        let callback = try CallbackRequest(
          method: request.method, target: request.target, headers: request.headers, body: altered)
        // The case of an escape's digits and what signs for somebody else say nothing.
        guard let verified = try? provider.verify(callback, now: BraintreeFixture.now) else {
          refused += 1
          continue
        }
        #expect(verified == genuine, "byte \(index), bit \(bit)")
      }
    }
    #expect(refused > request.body.count * 7)
  }

  @Test("a notification is none with a field twice, in a broken form, or asked for otherwise")
  func ambiguous() throws {
    let vector = try #require(BraintreeVector.all.first)
    let provider = try vector.provider()
    let twice = vector.body.split(separator: "&").flatMap { [$0, $0] }.joined(separator: "&")
    for (method, body) in [("POST", twice), ("POST", vector.body + "%"), ("PUT", vector.body)] {
      let request = try CallbackRequest(
        method: method, target: "/callback/braintree", headers: HTTPHeaders([HTTPHeader]()),
        body: Array(body.utf8))
      #expect(throws: ProviderError.refused(.notSigned)) {
        try provider.verify(request, now: BraintreeFixture.now)
      }
    }
  }
}
