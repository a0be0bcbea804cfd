import Testing

@testable import VosfactKit

/// How Worldline is set up for one of the known answers.
struct WorldlineVectorSettings: Decodable, Sendable {
  let merchant_id: String
  let key_id: String
  let secret: String
}

typealias WorldlineVector = CallbackVector<WorldlineVectorSettings>

extension WorldlineVector {
  static var all: [Self] { VectorFile.load("worldline") }

  fileprivate func provider() throws -> WorldlineProvider {
    try WorldlineFixture.provider(
      .test,
      [
        "merchant-id": settings.merchant_id, "webhook-key-id": settings.key_id,
        "webhook-secret": settings.secret,
      ])
  }
}

@Suite struct WorldlineVectorTests {
  @Test("all known answers are at hand")
  func count() {
    #expect(WorldlineVector.all.count == 27)
  }

  @Test("a callback is accepted and read, or refused", arguments: WorldlineVector.all)
  func callback(_ vector: WorldlineVector) throws {
    let provider = try vector.provider()
    let request = try vector.request()
    guard vector.isAccepted else {
      let read = try? provider.verify(request, now: WorldlineFixture.now)
      guard read?.notUnderstood == nil else { return #expect(vector.signature_ok == true) }
      let error = #expect(throws: ProviderError.self) {
        try provider.verify(request, now: WorldlineFixture.now)
      }
      guard case .refused(let refusal) = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
      let isAuthentic = !["not-signed", "forged"].contains(refusal.name)
      return #expect((vector.signature_ok == true) == isAuthentic, "\(refusal)")
    }
    #expect(WorldlineProvider.resembles(request, now: WorldlineFixture.now))
    let events = try provider.verify(request, now: WorldlineFixture.now).events
    guard let result = vector.result else { return #expect(events.isEmpty) }
    #expect(events.count == 1)
    result.expect(try #require(events.first))
  }

  @Test("no single changed bit of a genuine callback is accepted, of its body or its signature")
  func bits() throws {
    let vector = try #require(WorldlineVector.all.first { $0.name == "captured" })
    let provider = try vector.provider()
    let request = try vector.request()
    let signature = try #require(try request.headers.only("X-GCS-Signature")).bytes
    let key = vector.settings.key_id
    _ = try provider.verify(request, now: WorldlineFixture.now)
    func isRefused(_ body: [UInt8], _ signature: [UInt8]) -> Bool {
      guard
        let altered = try? CallbackRequest(
          method: "POST", target: request.target,
          headers: HTTPHeaders([
            ("X-GCS-KeyId", key), ("X-GCS-Signature", String(decoding: signature, as: UTF8.self)),
          ]), body: body)
      else { return true }
      do throws(ProviderError) {
        _ = try provider.verify(altered, now: WorldlineFixture.now)
        return false
      } catch {
        return error == .refused(.forged)
      }
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

  @Test(
    "the answers that are published with Worldline's libraries, and those of our own, are taken",
    arguments: [
      (
        "hello+world", "dummy-key-id", "6sFZob2yfSpd25MiutFRgBdx8dfbgxs+ZFp5kza1QR8=",
        """
        {
          "apiVersion": "v1",
          "id": "8ee793f6-4553-4749-85dc-f2ef095c5ab0",
          "created": "2017-02-02T11:24:14.040+0100",
          "merchantId": "20000",
          "type": "payment.paid"
        }
        """
      ),
      (
        "WS", "K", "jYXVAjubumLDFbLi434loBKKaGrbQuITuadd9SPLaI0=",
        """
        {"apiVersion":"v1","id":"e1","created":"2026-11-29T12:00:00+01:00","merchantId":"SELLER","type":"payment.captured"}
        """
      ),
    ])
  func published(_ secret: String, _ key: String, _ signature: String, _ body: String) throws {
    let verifier = try WorldlineWebhookSignature(
      key: key, secret: Secret(bytes: Array(secret.utf8)))
    let request = { (key: String) throws in
      try CallbackRequest(
        method: "POST", target: "/callback/worldline",
        headers: HTTPHeaders([("x-gcs-signature", signature), ("x-gcs-keyid", key)]),
        body: Array(body.utf8))
    }
    try verifier.check(request(key))
    #expect(throws: ProviderError.refused(.forged)) { try verifier.check(request("other")) }
    #expect(
      try verifier.request(bringing: Array(body.utf8)).headers["X-GCS-Signature"] == signature)
  }
}
