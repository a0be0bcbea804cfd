import Testing

@testable import VosfactKit

@Suite struct RandomSourceTests {
  @Test("the system's source gives as many bytes as asked, and others each time")
  func system() {
    #expect(RandomSource.system.bytes(0).isEmpty)
    let first = RandomSource.system.bytes(32)
    #expect(first.count == 32)
    #expect(first != RandomSource.system.bytes(32))
  }

  @Test("64 bits are taken the highest first")
  func int64() {
    #expect(RandomSource { Array((1...UInt8(8)).prefix($0)) }.int64() == 0x0102_0304_0506_0708)
    #expect(RandomSource { [UInt8](repeating: 0xFF, count: $0) }.int64() == -1)
  }

  @Test("a name has only letters and digits that are not mistaken for each other")
  func name() {
    let every = RandomSource { count in (0..<count).map { UInt8($0 & 255) } }
    #expect(every.name(ofLength: 34) == "0123456789ABCDEFGHJKMNPQRSTVWXYZ01")
    #expect(RandomSource.system.name(ofLength: 16).utf8.count == 16)
  }
}
