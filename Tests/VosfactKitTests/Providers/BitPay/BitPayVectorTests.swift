import Testing

@testable import VosfactKit

/// How BitPay is set up for one of the known answers.
struct BitPayVectorSettings: Decodable, Sendable {
  let token: String
}

typealias BitPayVector = CallbackVector<BitPayVectorSettings>

extension BitPayVector {
  static var all: [Self] { VectorFile.load("bitpay") }
}

/// One of the known answers in `Data/vectors/bitpay-start.json`.
struct BitPayRequestVector: Decodable, Sendable {
  let private_key_pem: String
  let x_identity: String

  static let all: [BitPayRequestVector] = VectorFile.load("bitpay-start")
}

@Suite struct BitPayVectorTests {
  @Test("all known answers are at hand")
  func count() {
    #expect(BitPayVector.all.count == 27)
    #expect(BitPayRequestVector.all.count == 1)
  }

  @Test("a callback is accepted and read, or refused", arguments: BitPayVector.all)
  func callback(_ vector: BitPayVector) throws {
    let provider = try BitPayFixture.provider(tokens: [vector.settings.token])
    let request = try vector.request()
    // What is signed and cannot be read is kept, and asks somebody to look.
    guard vector.signature_ok != true || vector.isAccepted else {
      let verified = try provider.verify(request, now: BitPayFixture.now)
      #expect(verified.events.isEmpty && verified.notUnderstood != nil)
      return
    }
    guard vector.isAccepted else {
      let error = #expect(throws: ProviderError.self) {
        try provider.verify(request, now: BitPayFixture.now)
      }
      guard case .refused(let refusal) = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      #expect(refusal.name != "malformed")
      return
    }
    #expect(BitPayProvider.resembles(request, now: BitPayFixture.now))
    let event = try #require(
      try provider.verify(request, now: BitPayFixture.now).events.first)
    #expect(event.identifiers.count == 1)
    try #require(vector.result).expect(event)
  }

  @Test("no single changed bit of a genuine callback is accepted, of its body or its signature")
  func bits() throws {
    let vector = try #require(BitPayVector.all.first { $0.name == "confirmed-accents" })
    let provider = try BitPayFixture.provider(tokens: [vector.settings.token])
    let request = try vector.request()
    let signature = try #require(try request.headers.only("x-signature")).bytes
    _ = try provider.verify(request, now: BitPayFixture.now)
    func isRefused(_ body: [UInt8], _ signature: [UInt8]) -> Bool {
      guard
        let altered = try? CallbackRequest(
          method: "POST", target: request.target,
          headers: HTTPHeaders([
            ("x-signature", String(decoding: signature, as: UTF8.self))
          ]), body: body)
      else { return true }
      return (try? provider.verify(altered, now: BitPayFixture.now)) == nil
    }
    for index in request.body.indices {
      for bit in 0..<8 {
        var body = request.body
        body[index] ^= 1 << UInt8(bit)
        #expect(isRefused(body, signature), "byte \(index), bit \(bit)")
      }
    }
    for index in signature.indices {
      for bit in 0..<8 {
        var altered = signature
        altered[index] ^= 1 << UInt8(bit)
        #expect(isRefused(request.body, altered), "byte \(index), bit \(bit)")
      }
    }
  }

  @Test("while a token is replaced, what either signed is taken")
  func rotation() throws {
    let vector = try #require(BitPayVector.all.first { $0.name == "confirmed-accents" })
    let provider = try BitPayFixture.provider(tokens: [vector.settings.token, "newer"])
    #expect(try provider.verify(vector.request(), now: BitPayFixture.now).events.count == 1)
  }

  @Test("a merchant's public key is that of its private key")
  func identity() throws {
    let vector = try #require(BitPayRequestVector.all.first)
    let key = try #require(EllipticKey(pem: Array(vector.private_key_pem.utf8)))
    #expect(key.publicKey.hexadecimal == vector.x_identity)
    #expect(EllipticKey(pem: Array("no key".utf8)) == nil)
    let other = try #require(SigningIdentity.make(authority: "a", name: "b", random: .system)?.pem)
    #expect(EllipticKey(pem: other) == nil)
  }
}
