import Testing

@testable import VosfactKit

@Suite struct HMACTests {
  /// RFC 4231, section 4: key, data, code.
  static let vectors: [(key: [UInt8], data: [UInt8], code: String)] = [
    (
      Array(repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), Array(repeating: 0xcd, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      Array(repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      Array(repeating: 0xaa, count: 131),
      Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. The key \
        needs to be hashed before being used by the HMAC algorithm.
        """.utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test("the codes of RFC 4231", arguments: vectors.indices)
  func known(_ index: Int) throws {
    let vector = Self.vectors[index]
    let hmac = try #require(HMAC(.sha256, key: vector.key))
    #expect(hmac.code(of: vector.data)?.hexadecimal == vector.code)
  }

  @Test("the 128-bit code of RFC 4231, section 4.6")
  func truncated() throws {
    let hmac = try #require(HMAC(.sha256, key: Array(repeating: 0x0c, count: 20)))
    let code = try #require(hmac.code(of: Array("Test With Truncation".utf8)))
    #expect(Array(code.prefix(16)).hexadecimal == "a3b6167473100ee06e0c796c2955552b")
  }

  @Test("an empty key is a key, and gives the code that openssl gives")
  func emptyKey() throws {
    let hmac = try #require(HMAC(.sha256, key: []))
    #expect(
      hmac.code(of: [])?.hexadecimal
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test("a message may come in parts, and one code does not touch the next")
  func parts() throws {
    let vector = Self.vectors[1]
    let hmac = try #require(HMAC(.sha256, key: vector.key))
    for cut in vector.data.indices {
      let code = hmac.code(of: Array(vector.data[..<cut]), [], Array(vector.data[cut...]))
      #expect(code?.hexadecimal == vector.code)
    }
  }

  @Test(
    "a code put after its message, again and again, is that of the message",
    arguments: vectors.indices)
  func putAfterMessage(_ index: Int) throws {
    let vector = Self.vectors[index]
    let hmac = try #require(HMAC(.sha256, key: vector.key))
    for _ in 0..<2 {
      var bytes = vector.data + [UInt8](repeating: 0xAA, count: 33)
      var span = bytes.mutableSpan
      #expect(hmac.putCode(ofFirst: vector.data.count, in: &span))
      #expect(Array(bytes[..<vector.data.count]) == vector.data)
      #expect(Array(bytes[vector.data.count...].prefix(32)).hexadecimal == vector.code)
      #expect(bytes.last == 0xAA)
    }
  }

  @Test("many codes at once, each under its own key")
  func independence() async throws {
    await withTaskGroup(of: Bool.self) { group in
      for vector in Self.vectors {
        group.addTask {
          (0..<200).allSatisfy { _ in
            HMAC(.sha256, key: vector.key)?.code(of: vector.data)?.hexadecimal == vector.code
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
