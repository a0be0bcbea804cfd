import Foundation
import Localization
import Testing

@testable import VosfactKit

/// The spool folder itself: what is put there, displaced and pruned.
@Suite final class SpoolFolderTests {
  private let folder: String
  private let spool: CallbackSpool

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/stripe", withIntermediateDirectories: true)
    spool = CallbackSpool(folder: folder)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func names(_ place: String = "stripe") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)")
  }

  private func request(_ size: Int = 100) throws -> CallbackRequest {
    try CallbackRequest(
      method: "POST", target: "/callback/stripe", headers: HTTPHeaders(),
      body: [UInt8](repeating: 0x20, count: size))
  }

  private func put(_ address: String?, _ size: Int = 100) throws {
    try spool.put(
      request(size), for: "stripe", from: SpoolSender(address: address), at: Shop.noon)
  }

  /// A file of a sender that takes so many bytes by its name, though nothing of it is on the disk.
  private func pretend(_ address: String, _ size: Int, _ number: Int) throws {
    let name = SpoolName(at: Shop.noon, size: size, sender: SpoolSender(address: address))
    #expect(
      FileManager.default.createFile(
        atPath: "\(folder)/stripe/\(name.text(String(number)))", contents: nil))
  }

  @Test("while one address fills the room, another's callbacks are taken in and stay")
  func flood() throws {
    try put("192.0.2.9")
    let kept = try names()
    for number in 0..<63 { try pretend("198.51.100.1", 1 << 20, number) }
    for number in 63..<67 { try pretend("198.51.100.1", 256 << 10, number) }
    // Who floods is turned away, and displaces nobody.
    let full = try names().count
    expectFault(
      .cannotWrite, "is full of those that wait; have 'vosfact payment reconcile' take them in"
    ) {
      try put("198.51.100.1", 1_000_000)
    }
    #expect(try names().count == full)
    for number in 2...20 { try put("192.0.2.\(number)", 200_000) }
    let mine = try names().filter { !$0.contains("-\(256 << 10)-") && !$0.contains("-\(1 << 20)-") }
    #expect(mine.count == 20)
    #expect(Set(kept).isSubset(of: mine))
    let taken = try names().reduce(0) { sum, name in
      sum + SpoolRoom.File(name: Array(name.utf8), at: Shop.noon).blocks
    }
    #expect(taken <= SpoolRoom.capacity)
  }

  @Test(
    "what lies in a folder that a link leads to, or is called as no request is, is never removed")
  func foreign() throws {
    let files = FileManager.default
    for place in ["precious", "done"] {
      try files.createDirectory(atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
    }
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 0)]
    for path in ["precious/1.http", "done/report.ods", "done/1.http", "done/stripe-2.http.3"] {
      #expect(
        files.createFile(atPath: "\(folder)/\(path)", contents: Data("x".utf8), attributes: old))
    }
    try files.createSymbolicLink(
      atPath: "\(folder)/refused", withDestinationPath: "\(folder)/precious")
    try spool.prune(providers: ["stripe"], at: Shop.noon)
    #expect(try names("precious") == ["1.http"])
    #expect(try names("done") == ["report.ods"])
  }

  @Test("of many who want the last room at once no more get it than fit")
  func together() throws {
    for number in 0..<63 { try pretend("198.51.100.1", 1 << 20, number) }
    // Room is left for four of 256 KiB; the flooder's own are turned away beyond.
    let folder = folder
    let outcomes = try Threads.run(8) { thread in
      (0..<4).map { _ in
        do {
          try CallbackSpool(folder: folder).put(
            CallbackRequest(
              method: "POST", target: "/callback/stripe", headers: HTTPHeaders(),
              body: [UInt8](repeating: 0x20, count: 250_000)),
            for: "stripe", from: SpoolSender(address: "198.51.100.1"), at: Shop.noon)
          return true
        } catch {
          return false
        }
      }
    }.flatMap { try $0.get() }
    #expect(outcomes.count { $0 } == 4)
    #expect(try names().count == 67)
  }

  @Test("what was moved out of the way is bounded in bytes, number and age, the oldest going first")
  func pruning() throws {
    try spool.prepare()
    func write(_ name: String, _ size: Int, age: Double) throws {
      let path = "\(folder)/\(name)"
      try Data(repeating: 0, count: size).write(to: URL(fileURLWithPath: path))
      let time = Date(timeIntervalSince1970: Double(Shop.noon.seconds) - age)
      try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    }
    for number in 1...10 { try write("refused/\(number).http", 1 << 20, age: Double(number)) }
    try write("done/new.http", 1_000, age: 86_400)
    try write("done/old.http", 1_000, age: 30 * 86_400 + 1)
    try FileManager.default.createDirectory(
      atPath: "\(folder)/refused/folder", withIntermediateDirectories: false)
    for _ in 0..<2 {
      try spool.prune(providers: ["stripe", "paypal"], at: Shop.noon)
      #expect(try names("refused").sorted() == ["1.http", "2.http", "3.http", "4.http", "folder"])
      #expect(try names("done") == ["new.http"])
    }
    for number in 1...1_010 {
      try write("refused/s\(number).http", 10, age: Double(number) / 1_000)
    }
    try spool.prune(providers: [], at: Shop.noon)
    let left = try names("refused").filter { $0 != "folder" }
    #expect(left.count == 1_000 && left.allSatisfy { $0.hasPrefix("s") })
  }

  @Test(
    "what a process that died was writing is removed after a while, and what is being written is not"
  )
  func killed() throws {
    func write(_ name: String) throws {
      try Data("half of".utf8).write(to: URL(fileURLWithPath: "\(folder)/stripe/\(name)"))
    }
    let old = SpoolName(at: Shop.noon - Seconds(601), size: 9, sender: .unnamed).text("A")
    let new = SpoolName(at: Shop.noon - Seconds(60), size: 9, sender: .unnamed).text("B")
    for name in [".\(old)", ".\(new)", old, ".rsync.x1Y2z3"] { try write(name) }
    #expect(try spool.files(providers: ["stripe"]).map(\.name) == [old])
    try spool.prune(providers: ["stripe"], at: Shop.noon)
    #expect(Set(try names()) == [".\(new)", old, ".rsync.x1Y2z3"])
  }
}
