import Testing

@testable import VosfactKit

@Suite struct HashAlgorithmTests {
  /// FIPS 180-4's example "abc".
  @Test(
    "a digest is the standard's",
    arguments: [
      (HashAlgorithm.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        .sha512,
        """
        ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd\
        454d4423643ce80e2a9ac94fa54ca49f
        """
      ),
    ])
  func digest(_ algorithm: HashAlgorithm, _ digest: String) {
    #expect(algorithm.digest(Array("abc".utf8))?.hexadecimal == digest)
  }

  /// RFC 2202, section 3, and RFC 4231, section 4.3: test case 2 of each.
  @Test(
    "a code is the standard's",
    arguments: [
      (HashAlgorithm.sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
      (.sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
      (
        .sha512,
        """
        164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd\
        caeab1a34d4a6b4b636e070a38bce737
        """
      ),
    ])
  func code(_ algorithm: HashAlgorithm, _ code: String) {
    let message = Array("what do ya want for nothing?".utf8)
    let hmac = HMAC(algorithm, key: Array("Jefe".utf8))
    #expect(hmac?.code(of: message)?.hexadecimal == code)
    #expect(hmac?.code(of: message)?.hexadecimal == code)
  }
}
