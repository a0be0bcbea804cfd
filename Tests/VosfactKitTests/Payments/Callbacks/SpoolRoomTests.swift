import Testing

@testable import VosfactKit

/// How the room in the spool folder is shared.
@Suite struct SpoolRoomTests {
  private static let capacity = SpoolRoom.capacity

  /// `count` files of a sender, of so many blocks each, the first of which came at `start`.
  private func files(
    _ sender: SpoolSender, _ count: Int, blocks: Int = 1, from start: Int64 = 1_000
  ) -> [SpoolRoom.File] {
    (0..<count).map { number in
      let name = SpoolName(
        at: UnixTime(seconds: start + Int64(number)), size: blocks * SpoolRoom.block,
        sender: sender
      ).text("X")
      return SpoolRoom.File(name: Array(name.utf8), at: UnixTime(seconds: start))
    }
  }

  private func address(_ number: Int) -> SpoolSender {
    SpoolSender(address: "192.0.2.\(number)")
  }

  @Test("while there is room nothing gives way")
  func roomy() throws {
    let some = files(address(1), Self.capacity - 1)
    #expect(SpoolRoom.displaced(among: some, by: 4_096, from: address(2))?.count == 0)
    #expect(SpoolRoom.displaced(among: [], by: 1_048_576, from: .unnamed)?.count == 0)
  }

  @Test("of a full room the sender of the most gives way, its newest files first")
  func largest() throws {
    let all = files(address(1), Self.capacity - 1_000) + files(address(2), 1_000)
    let displaced = try #require(
      SpoolRoom.displaced(among: all, by: 3 * 4_096, from: address(3)))
    #expect(displaced.map(\.sender) == Array(repeating: address(1), count: 3))
    let newest = Int64(1_000 + Self.capacity - 1_000 - 1)
    #expect(displaced.map(\.seconds) == [newest, newest - 1, newest - 2])
  }

  @Test("a flood displaces itself: who has the most is turned away, and nobody else's is touched")
  func flood() {
    let all = files(address(1), Self.capacity - 10) + files(address(2), 10)
    #expect(SpoolRoom.displaced(among: all, by: 1, from: address(1)) == nil)
    #expect(SpoolRoom.displaced(among: all, by: 1, from: address(2))?.first?.sender == address(1))
  }

  @Test("what a sender has within its share is displaced by nothing, however many others come")
  func share() {
    let share = SpoolRoom.share
    let senders = Self.capacity / share
    var all = (0..<senders).flatMap { files(SpoolSender.address(UInt64($0)), share) }
    #expect(SpoolRoom.displaced(among: all, by: 1, from: address(3)) == nil)
    #expect(SpoolRoom.displaced(among: all, by: 1, from: .verified) == nil)
    // One fewer that stays within its share, and there is room for who is new.
    all.removeLast(share)
    all += files(SpoolSender.address(0), share)
    let displaced = SpoolRoom.displaced(among: all, by: 1, from: address(3))
    #expect(displaced?.map(\.sender) == [.address(0)])
  }

  @Test("whatever 20 senders put there in turn, one that keeps to its share loses nothing")
  func series() throws {
    var random = SeededGenerator(seed: 11)
    var files: [SpoolRoom.File] = []
    var own = 0
    var lost: [SpoolSender: Int] = [:]
    for second in 0..<6_000 {
      let isOwn = second % 30 == 0 && own < SpoolRoom.share
      let sender = isOwn ? address(200) : address(Int.random(in: 1...20, using: &random))
      let size = isOwn ? 3_000 : Int.random(in: 1...250_000, using: &random)
      guard let displaced = SpoolRoom.displaced(among: files, by: size, from: sender) else {
        #expect(!isOwn, "a genuine callback was turned away")
        continue
      }
      for file in displaced { lost[file.sender, default: 0] += 1 }
      let gone = Set(displaced.map(\.name))
      files.removeAll { gone.contains($0.name) }
      let name = SpoolName(at: UnixTime(seconds: Int64(second)), size: size, sender: sender)
      files.append(.init(name: Array(name.text("\(second)").utf8), at: UnixTime(seconds: 0)))
      if isOwn { own += 1 }
      #expect(files.reduce(0) { $0 + $1.blocks } <= Self.capacity)
    }
    #expect(own == 200 && lost[address(200)] == nil)
    #expect(lost.count > 5)
  }

  @Test("what was verified is displaced by nothing, and displaces the largest of the others")
  func verified() {
    let all = files(.verified, Self.capacity - 300) + files(address(1), 300)
    #expect(SpoolRoom.displaced(among: all, by: 1, from: .unnamed)?.map(\.sender) == [address(1)])
    #expect(SpoolRoom.displaced(among: all, by: 1, from: .verified)?.map(\.sender) == [address(1)])
    let full = files(.verified, Self.capacity)
    for sender in [address(1), .unnamed, .verified] {
      #expect(SpoolRoom.displaced(among: full, by: 1, from: sender) == nil)
    }
  }

  @Test(
    "files of other names, and those whose writers died, give way to a callback without an address")
  func others() throws {
    let time = UnixTime(seconds: 10_000)
    let strange = (0..<20_000).map { number in
      SpoolRoom.File(name: Array("1795954886-\(number).http".utf8), at: time)
    }
    let displaced = try #require(SpoolRoom.displaced(among: strange, by: 2_000, from: .unnamed))
    #expect(displaced.count == 20_000 - Self.capacity + 1)

    let dead = SpoolName(at: time - Seconds(601), size: 4_096, sender: .unnamed).text("A")
    let alive = SpoolName(at: time - Seconds(599), size: 4_096, sender: .unnamed).text("B")
    let writing = [dead, alive].map { SpoolRoom.File(name: Array(".\($0)".utf8), at: time) }
    #expect(writing.map(\.isAbandoned) == [true, false])
    let full = writing + files(address(1), Self.capacity - 2)
    #expect(
      SpoolRoom.displaced(among: full, by: 1, from: address(1))?.map(\.isAbandoned) == [true])
  }

  @Test("a name tells what was put in it, and no other text is one")
  func names() throws {
    for sender in [
      SpoolSender.verified, .unnamed, address(7), SpoolSender(address: "2001:db8::1"),
      .address(0), .address(0xffff_ffff_ffff),
    ] {
      let name = SpoolName(at: Shop.noon, size: 12_345, sender: sender)
      #expect(SpoolName(Array(name.text("ABC").utf8)[...]) == name)
    }
    for text in [
      "", "1", "1-1", "1-1-unnamed", "1-1-unnamed-.http", "1-1-unnamed-A", "1-1-unnamed-A.htm",
      "-1-unnamed-A.http", "1--unnamed-A.http", "1-1-Unnamed-A.http", "1-1-0123456789aB-A.http",
      "1795954886-0000000000000000.http", "+1-1-unnamed-A.http",
      "1111111111111-1-unnamed-A.http", "1-1111111111111-unnamed-A.http",
    ] {
      #expect(SpoolName(Array(text.utf8)[...]) == nil, "\(text)")
    }
  }

  @Test("one customer of the net is one sender, whatever address of theirs is used")
  func senders() {
    let sender = SpoolSender.init(address:)
    #expect(sender("192.0.2.1") != sender("192.0.2.2"))
    #expect(sender("::ffff:192.0.2.1") == sender("192.0.2.1"))
    #expect(sender("2001:db8:1:2::3") == sender("2001:db8:1:ffff::"))
    #expect(sender("2001:db8:1::") != sender("2001:db8:2::"))
    #expect(sender("fe80::1%eth0") == sender("fe80::1"))
    for text in [nil, "", "unix:", "192.0.2.1, 10.0.0.1", "localhost"] {
      #expect(sender(text) == .unnamed, "\(text ?? "-")")
    }
  }
}
