import Testing

@testable import VosfactKit

/// How Ingenico is set up for one of the known answers.
struct IngenicoVectorSettings: Decodable, Sendable {
  let sha_out: String
  let hash: String
  let charset: String
}

typealias IngenicoVector = CallbackVector<IngenicoVectorSettings>

extension IngenicoVector {
  static var all: [Self] { VectorFile.load("ingenico") }

  func provider() throws -> IngenicoProvider {
    try IngenicoFixture.provider(
      shaIn: "another than \(settings.sha_out)", shaOut: settings.sha_out,
      algorithm: algorithm(settings.hash), charset: settings.charset)
  }
}

/// One of the known answers in `Data/vectors/ingenico-start.json`.
struct IngenicoFormVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Settings: Decodable, Sendable {
    let sha_in: String
    let hash: String
  }

  let name: String
  let settings: Settings
  let fields: [String: String]
  let signature: String

  var testDescription: String { name }

  static let all: [IngenicoFormVector] = VectorFile.load("ingenico-start")
}

private func algorithm(_ name: String) -> String { name.replacing("sha", with: "sha-") }

@Suite struct IngenicoVectorTests {
  @Test("all known answers are at hand")
  func count() {
    #expect(IngenicoVector.all.count == 31)
    #expect(IngenicoFormVector.all.count == 4)
  }

  @Test("a form is signed as Ingenico's guide has it", arguments: IngenicoFormVector.all)
  func form(_ vector: IngenicoFormVector) throws {
    let signature = IngenicoSignature(
      try #require(HashAlgorithm(rawValue: algorithm(vector.settings.hash))),
      passphrase: Secret(bytes: Array(vector.settings.sha_in.utf8)))
    let fields = vector.fields.map {
      (name: $0.key, value: $0.value)
    }
    #expect(try signature.value(for: fields) == vector.signature)
  }

  @Test("a callback is accepted and read, or refused", arguments: IngenicoVector.all)
  func callback(_ vector: IngenicoVector) throws {
    let provider = try vector.provider()
    let request = try vector.request()
    guard vector.isAccepted else {
      let error = #expect(throws: ProviderError.self) {
        try provider.verify(request, now: IngenicoFixture.now)
      }
      guard case .refused = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      return
    }
    #expect(IngenicoProvider.resembles(request, now: IngenicoFixture.now))
    let verified = try provider.verify(request, now: IngenicoFixture.now)
    let event = try #require(verified.events.first)
    #expect(verified.events.count == 1)
    #expect(event.identifiers.count == 1)
    try #require(vector.result).expect(event)
  }

  @Test(
    "no single changed bit of a genuine callback is accepted as something else",
    arguments: ["utf8-sha1", "utf8-sha256", "latin1-account", "get-feedback"])
  func bits(_ name: String) throws {
    let vector = try #require(IngenicoVector.all.first { $0.name == name })
    let provider = try vector.provider()
    let request = try vector.request()
    let genuine = try provider.verify(request, now: IngenicoFixture.now)
    let isQuery = request.method == "GET"
    let bytes = isQuery ? Array(request.target.utf8) : request.body
    var refused = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[index] ^= 1 << UInt8(bit)
        let callback = try? CallbackRequest(
          method: request.method,
          target: isQuery ? String(decoding: altered, as: UTF8.self) : request.target,
          headers: request.headers, body: isQuery ? [] : altered)
        // The names of empty fields, and the case of names and of an escape's digits, say nothing.
        guard let callback,
          let verified = try? provider.verify(callback, now: IngenicoFixture.now)
        else {
          refused += 1
          continue
        }
        #expect(verified == genuine, "byte \(index), bit \(bit)")
      }
    }
    #expect(refused > bytes.count * 7)
  }
}
