import Testing

@testable import VosfactKit

/// How PayZen is set up for one of the known answers.
struct PayZenVectorSettings: Decodable, Sendable {
  let key: String?
  let algorithm: String?
  let password: String?
  let hmac_key: String?
  let site_id: String
}

typealias PayZenVector = CallbackVector<PayZenVectorSettings>

extension PayZenVector {
  static var all: [Self] { VectorFile.load("payzen") }

  func provider() throws -> PayZenProvider {
    try PayZenFixture.provider(
      site: settings.site_id, key: settings.key ?? "unused_password",
      algorithm: settings.algorithm?.lowercased(), password: settings.password ?? "unused_password",
      hmacKey: settings.hmac_key)
  }
}

/// One of the known answers in `Data/vectors/payzen-start.json`.
struct PayZenFormVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Settings: Decodable, Sendable {
    let key: String
    let algorithm: String
  }

  let name: String
  let settings: Settings
  let fields: [String: String]
  let signature: String

  var testDescription: String { name }

  static let all: [PayZenFormVector] = VectorFile.load("payzen-start")
}

@Suite struct PayZenVectorTests {
  @Test("all known answers are at hand")
  func count() {
    #expect(PayZenVector.all.count == 34)
    #expect(PayZenFormVector.all.count == 3)
  }

  @Test("a form is signed as PayZen's own libraries sign it", arguments: PayZenFormVector.all)
  func form(_ vector: PayZenFormVector) throws {
    let algorithm = try #require(
      PayZenSignature.Algorithm(rawValue: vector.settings.algorithm.lowercased()))
    let signature = PayZenSignature(
      algorithm, key: Secret(bytes: Array("  \(vector.settings.key)\t".utf8)))
    let fields = vector.fields.map {
      (name: $0.key, value: $0.value)
    }
    #expect(try signature.value(for: fields) == vector.signature)
  }

  @Test("a callback is accepted and read, or refused", arguments: PayZenVector.all)
  func callback(_ vector: PayZenVector) throws {
    let provider = try vector.provider()
    let request = try vector.request()
    guard vector.isAccepted else {
      let error = #expect(throws: ProviderError.self) {
        try provider.verify(request, now: PayZenFixture.now)
      }
      guard case .refused(let refusal) = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      if vector.signature_ok == true { #expect(refusal == .wrongMode(expected: .test)) }
      return
    }
    #expect(PayZenProvider.resembles(request, now: PayZenFixture.now))
    let verified = try provider.verify(request, now: PayZenFixture.now)
    let event = try #require(verified.events.first)
    #expect(verified.events.count == 1)
    try #require(vector.result).expect(event)
    #expect(verified.reply?.hasPrefix("OK") == true)
  }

  @Test(
    "no single changed bit of a genuine callback is accepted as something else",
    arguments: ["form-hmac-paid-accents", "form-sha1-paid", "rest-ipn-password"])
  func bits(_ name: String) throws {
    let vector = try #require(PayZenVector.all.first { $0.name == name })
    let provider = try vector.provider()
    let request = try vector.request()
    let genuine = try provider.verify(request, now: PayZenFixture.now)
    for index in request.body.indices {
      for bit in 0..<8 {
        var body = request.body
        body[index] ^= 1 << UInt8(bit)
        let altered = try CallbackRequest(
          method: request.method, target: request.target, headers: request.headers, body: body)
        // Fields that take no part in the signature, and the case of an escape's digits, say nothing.
        guard let verified = try? provider.verify(altered, now: PayZenFixture.now) else { continue }
        // A name is not signed, but one that PayZen does not have keeps what is told from counting, and what is of no
        // order tells nothing.
        let isDoubted = verified.events == genuine.events.map(\.unconfirmed)
        #expect(
          verified == genuine || isDoubted || verified.isSilent, "byte \(index), bit \(bit)")
      }
    }
  }
}
