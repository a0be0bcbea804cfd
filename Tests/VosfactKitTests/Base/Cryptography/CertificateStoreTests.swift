import Testing

@testable import VosfactKit

@Suite struct CertificateStoreTests {
  private let now = UnixTime(seconds: 1_790_000_000)
  private let authority: [Certificate]
  private let chain: [Certificate]

  init() throws {
    let vectors = try #require(PayPalVectors.all)
    authority = try #require(Certificate.all(in: Array(vectors.caPem.utf8)))
    chain = try #require(Certificate.all(in: Array(vectors.testLeafCertChainPem.utf8)))
  }

  private func store(_ certificates: [Certificate]) throws -> CertificateStore {
    try #require(CertificateStore(trusting: certificates))
  }

  @Test("a chain that leads to a trusted authority is sound, whoever keeps its links")
  func sound() throws {
    #expect(chain.count == 2)
    #expect(try store(authority).fault(of: chain, at: now) == nil)
    #expect(try store(authority + [chain[1]]).fault(of: [chain[0]], at: now) == nil)
  }

  @Test("a chain with a link missing, in the wrong order, or to nobody trusted is not")
  func unsound() throws {
    #expect(try store(authority).fault(of: [], at: now) != nil)
    #expect(try store(authority).fault(of: [chain[0]], at: now) != nil)
    #expect(try store([]).fault(of: chain, at: now) != nil)
    // An authority that another one issued is a link, and no end.
    #expect(try store([chain[1]]).fault(of: [chain[0]], at: now) != nil)
    // A leaf is no authority.
    #expect(try store([chain[0]]).fault(of: [chain[0]], at: now) != nil)
  }

  @Test("no link may be outside its validity", arguments: [Int64(1_767_225_599), 2_082_758_401])
  func validity(_ seconds: Int64) throws {
    let time = UnixTime(seconds: seconds)
    #expect(try store(authority).fault(of: chain, at: time)?.contains("valid") != nil)
    #expect(!chain[0].isValid(at: time))
    #expect(chain[0].isValid(at: now))
  }

  @Test(
    "a chain that was sound is refused once it is outside its validity, and sound again inside",
    arguments: [Int64(1_767_225_599), 2_082_758_401])
  func soundOnce(_ seconds: Int64) throws {
    let store = try store(authority)
    for _ in 1...2 {
      #expect(store.fault(of: chain, at: now) == nil)
      #expect(store.fault(of: chain, at: UnixTime(seconds: seconds)) != nil)
      #expect(store.fault(of: [chain[0]], at: now) != nil)
    }
  }

  @Test(
    "what is no certificate is told from none",
    arguments: [
      ("", 0), ("nothing", 0),
      ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", nil),
      ("-----BEGIN CERTIFICATE-----\n", nil), ("-----BEGIN CERTIFICATE-----\n!\n", nil),
    ])
  func unreadable(_ text: String, _ count: Int?) {
    #expect(Certificate.all(in: Array(text.utf8))?.count == count)
  }

  @Test("a certificate that is written is read as the same, comments passed over")
  func written() throws {
    let pem = try #require(chain[0].pem)
    let read = try #require(Certificate.all(in: Array("# A comment\n".utf8) + pem + pem))
    #expect(read.map(\.commonName) == Array(repeating: chain[0].commonName, count: 2))
    #expect(read[0].pem == pem)
    #expect(chain[0].commonName == "messageverificationcerts.paypal.com")
  }

  @Test("an altered certificate is never trusted, whichever bit it is")
  func altered() throws {
    let pem = String(decoding: try #require(chain[0].pem), as: UTF8.self)
    let lines = pem.split(separator: "\n")
    let bytes = try #require(Base64.decode(lines.dropFirst().dropLast().joined()))
    let store = try store(authority)
    // The store has seen the true one before, which is no reason to take another.
    #expect(store.fault(of: chain, at: now) == nil)
    for bit in 0..<bytes.count * 8 {
      var altered = bytes
      altered[bit / 8] ^= 1 << (bit % 8)
      let text = "\(lines[0])\n\(Base64.encode(altered))\n\(lines[lines.count - 1])\n"
      guard let read = Certificate.all(in: Array(text.utf8)), !read.isEmpty else { continue }
      #expect(store.fault(of: read + [chain[1]], at: now) != nil, "bit \(bit)")
    }
  }
}
