import Foundation
import Testing

@testable import VosfactKit

@Suite struct SigningIdentityTests {
  @Test("what it signs is verified by its certificate, which its authority alone vouches for")
  func signs() throws {
    let identity = try #require(
      SigningIdentity.make(authority: "An authority", name: "a.example", random: .system))
    let other = try #require(
      SigningIdentity.make(authority: "An authority", name: "a.example", random: .system))
    let signature = try #require(identity.signature(of: [1, 2, 3]))
    #expect(identity.certificate.verifies(signature, of: [1, 2, 3]))
    #expect(!identity.certificate.verifies(signature, of: [1, 2]))
    #expect(!identity.certificate.verifies([], of: [1, 2, 3]))
    #expect(!other.certificate.verifies(signature, of: [1, 2, 3]))
    #expect(identity.certificate.commonName == "a.example")

    let store = try #require(CertificateStore(trusting: [identity.authority]))
    for seconds in [Int64(1_000_000_000), 1_790_000_000, 10_000_000_000] {
      let time = UnixTime(seconds: seconds)
      #expect(store.fault(of: [identity.certificate], at: time) == nil)
      #expect(store.fault(of: [other.certificate], at: time) != nil)
    }
  }

  @Test("it is kept as one text, and another text is none")
  func kept() throws {
    let identity = try #require(
      SigningIdentity.make(authority: "An authority", name: "a.example", random: .system))
    let other = try #require(
      SigningIdentity.make(authority: "An authority", name: "a.example", random: .system))
    let pem = try #require(identity.pem)
    let read = try #require(SigningIdentity(pem: pem))
    #expect(read.certificate.verifies(try #require(read.signature(of: [7])), of: [7]))
    #expect(read.pem == pem)
    #expect(SigningIdentity(pem: []) == nil)
    #expect(SigningIdentity(pem: pem.dropLast(200)) == nil)
    let certificates = try #require(identity.authority.pem) + #require(other.certificate.pem)
    #expect(SigningIdentity(pem: certificates) == nil)
    // The key is another's.
    let text = String(decoding: pem, as: UTF8.self)
    let key = try #require(text.range(of: "-----BEGIN PRIVATE KEY-----"))
    #expect(SigningIdentity(pem: certificates + Array(text[key.lowerBound...].utf8)) == nil)
  }
}
