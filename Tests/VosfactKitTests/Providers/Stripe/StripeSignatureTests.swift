import Foundation
import Localization
import Testing

@testable import VosfactKit

/// One of the known answers in `Data/vectors/stripe.json`, each as Stripe's own library gave it.
struct StripeVector: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let secrets: [String]
  let headers: [String: String]
  let body: String
  let now: Int64
  let expect: String

  var testDescription: String { name }

  private struct File: Decodable {
    let vectors: [StripeVector]
  }

  static let all: [StripeVector] = {
    guard
      let url = Bundle.module.url(
        forResource: "stripe", withExtension: "json", subdirectory: "Data/vectors"),
      let data = try? Data(contentsOf: url),
      let file = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return file.vectors
  }()
}

@Suite struct StripeSignatureTests {
  private let now = StripeFixture.now

  private func callback(
    _ body: [UInt8], signatures: [String]
  ) throws -> CallbackRequest {
    try CallbackRequest(
      method: "POST", target: "/callback/stripe",
      headers: HTTPHeaders(signatures.map { ("Stripe-Signature", $0) }), body: body)
  }

  @Test("all known answers are at hand")
  func vectorCount() {
    #expect(StripeVector.all.count == 33)
  }

  @Test("a callback is accepted or refused as Stripe's library does", arguments: StripeVector.all)
  func vector(_ vector: StripeVector) throws {
    let provider = try StripeFixture.provider(secrets: vector.secrets)
    let request = try CallbackRequest(
      method: "POST", target: "/callback/stripe",
      headers: HTTPHeaders(vector.headers.map { ($0.key, $0.value) }), body: Array(vector.body.utf8)
    )
    let verify = { try provider.verify(request, now: UnixTime(seconds: vector.now)).events }
    if vector.expect == "accept" {
      #expect(StripeProvider.resembles(request, now: UnixTime(seconds: vector.now)))
      let events = try verify()
      #expect(events.map(\.kind) == [.paid])
      #expect(events.first?.amount == Amount(minorUnits: 12_990, currency: .euro))
      #expect(events.first?.reference == "INV-2026-0042")
      #expect(events.first?.identifiers == ["cs_test_a1Vector0001", "pi_3QxVector0001"])
    } else {
      let error = #expect(throws: ProviderError.self) { try verify() }
      guard case .refused = error else {
        return #expect(Bool(false), "not refused: \(error as Any)")
      }
    }
  }

  @Test(
    "the code is over the timestamp, a point and the exact body, under the whole secret",
    arguments: [
      ("{}", "1c2847ad1f8158a1da978f36627ac1f07f7fd027321ac9ad40bccc06743f8396"),
      ("{\"id\":\"evt_1\"}\n", "1ca22ae677dc3da22c3609f5b6aaf7aa3664532ab614059e50562f0bfe580042"),
      ("{\"n\":\"é\"}", "cabf69ab17c97f7085565df6a0e39f3f463ac3481fa7dad76c132e8e4cf17a1b"),
    ])
  func codes(_ body: String, _ code: String) throws {
    let secret = Secret(bytes: Array("whsec_test".utf8))
    let header = "t=1790000000,v1=\(code)"
    try StripeSignature(header).check(Array(body.utf8), secrets: [secret], now: now)
    #expect(
      try StripeSignature.header(for: Array(body.utf8), secrets: [secret], at: now) == header)
  }

  @Test(
    "a header that is no signature is refused before anything is compared",
    arguments: [
      "", ",", "t", "t=", "t=,v1=00", "v1=00", "t=1790000000", "t=1790000000,v0=00", "t=abc,v1=00",
      "t=+1790000000,v1=00", "t=-1,v1=00", "t= 1790000000,v1=00", "t=1_790_000_000,v1=00",
      "t=1790000000.0,v1=00", "t=٣,v1=00", "t=99999999999999999999,v1=00", "T=1790000000,v1=00",
      "t=1790000000,t=1790000000,v1=00", "t=1790000000;v1=00", "t=1790000000, v1=00",
    ])
  func unusable(_ header: String) throws {
    #expect(throws: ProviderError.refused(.notSigned)) { try StripeSignature(header) }
  }

  @Test("two different signature headers are none, the same one twice is one")
  func duplicateHeader() throws {
    let provider = try StripeFixture.provider()
    let body = Array(StripeVector.all[0].body.utf8)
    let header = try #require(StripeVector.all[0].headers["Stripe-Signature"])
    let twice = try callback(body, signatures: [header, header])
    #expect(try provider.verify(twice, now: now).events.count == 1)
    let different = try callback(body, signatures: [header, header + ",v0=00"])
    #expect(throws: ProviderError.refused(.notSigned)) { try provider.verify(different, now: now) }
  }

  @Test(
    "the refusal says how old the signature is, only once it is proved genuine",
    arguments: [
      (Int64(301), ProviderError.Refusal.stale(at: StripeFixture.now)),
      (-301, .fromTheFuture(at: StripeFixture.now)),
    ])
  func age(_ distance: Int64, _ refusal: ProviderError.Refusal) throws {
    let secret = Secret(bytes: Array("whsec_test".utf8))
    let header = try StripeSignature.header(for: [1, 2], secrets: [secret], at: now)
    let signature = try StripeSignature(header)
    #expect(throws: ProviderError.refused(refusal)) {
      try signature.check([1, 2], secrets: [secret], now: now + Seconds(distance))
    }
    #expect(throws: ProviderError.refused(.forged)) {
      try signature.check([1], secrets: [secret], now: now + Seconds(distance))
    }
  }

  @Test(
    "a timestamp at the end of all time is refused and told",
    arguments: ["9223372036854775807", "0"])
  func extremeTimes(_ timestamp: String) throws {
    let secret = Secret(bytes: [1])
    let code = try #require(HMAC(.sha256, key: [1])?.code(of: Array("\(timestamp).".utf8)))
    let signature = try StripeSignature("t=\(timestamp),v1=\(code.hexadecimal)")
    let error = #expect(throws: ProviderError.self) {
      try signature.check([], secrets: [secret], now: now)
    }
    #expect(error?.text.en.hasPrefix("callback refused;") == true)
  }

  @Test("any single bit changed in the body or in the signature makes the callback refused")
  func alteredBit() throws {
    let provider = try StripeFixture.provider(.simulated)
    let request = try provider.simulate(
      .paid, of: StripeFixture.payment(), amount: Amount(minorUnits: 12_990, currency: .euro),
      now: now, random: .system)
    let header = try #require(request.headers["Stripe-Signature"])
    #expect(try provider.verify(request, now: now).events.count == 1)
    for bit in 0..<request.body.count * 8 {
      var body = request.body
      body[bit / 8] ^= 1 << (bit % 8)
      let altered = try callback(body, signatures: [header])
      #expect(throws: ProviderError.refused(.forged)) { try provider.verify(altered, now: now) }
    }
    for bit in 0..<header.utf8.count * 8 {
      var bytes = Array(header.utf8)
      bytes[bit / 8] ^= 1 << (bit % 8)
      // Some are not even a header.
      guard let field = try? HTTPHeader(name: "Stripe-Signature", bytes: bytes) else { continue }
      let altered = try CallbackRequest(
        method: "POST", target: "/callback/stripe", headers: HTTPHeaders([field]),
        body: request.body)
      let error = #expect(throws: ProviderError.self) { try provider.verify(altered, now: now) }
      guard case .refused = error else { return #expect(Bool(false), "bit \(bit) is not refused") }
    }
  }
}
