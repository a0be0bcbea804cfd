import Glibc
import Testing

@testable import VosfactKit

@Suite struct JournalHeadFileTests {
  let folder: TemporaryFolder
  var path: String { folder.file("shop.db") }

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs `body` on the database, as one command does.
  private func command(_ body: (Kit) throws -> Void) throws {
    let kit = try Kit(path: path, access: .creating, environment: [:])
    defer { kit.close() }
    try body(kit)
  }

  private func set(_ name: String) throws {
    try command { kit in try kit.settings.set(.companyName, to: name, at: kit.now) }
  }

  private func agreement() throws -> JournalHeadFile.Agreement {
    let database = try Database(inspecting: path)
    return try #require(JournalHeadFile(of: database)).agreement(in: database)
  }

  /// The bytes of the database, closed by everybody.
  private func backup() throws -> [UInt8] { try folder.read("shop.db") }

  private func restore(_ bytes: [UInt8]) throws { try folder.write(bytes, to: "shop.db") }

  @Test("a command that wrote keeps the last entry beside the database, for its owner alone")
  func kept() throws {
    try set("One")
    #expect(folder.names == ["shop.db", "shop.db-head"])
    #expect(try folder.mode(of: "shop.db-head") == 0o600)
    let last = try JournalHead.last(in: Database(inspecting: path))
    #expect(try folder.read("shop.db-head") == Array(try #require(last).text.utf8))
  }

  @Test("a database that was emptied since is refused, also by another name, and left alone")
  func emptied() throws {
    try set("One")
    try restore([])
    try #require(symlink(path, folder.file("link.db")) == 0)
    for name in ["shop.db", "link.db"] {
      let error = #expect(throws: StorageError.self) {
        try Kit(path: folder.file(name), access: .creating, environment: [:])
      }
      let reason = "it is empty, and its journal had 2 entries"
      #expect(error == .damaged(path: folder.file(name), reason: reason))
    }
    #expect(try folder.read("shop.db") == [])
  }

  @Test("an empty file of which nothing is known is a new database")
  func new() throws {
    try restore([])
    try #require(chmod(path, 0o600) == 0)
    try set("One")
    #expect(try agreement() == .agrees)
  }

  @Test("a command that only reads, or rehearses, leaves it as it was")
  func reading() throws {
    try set("One")
    let before = try folder.read("shop.db-head")
    try command { kit in _ = try kit.settings.value(.companyName) }
    try command { kit in
      try kit.transaction(rehearsing: true) {
        try kit.settings.set(.companyName, to: "Two", at: kit.now)
      }
    }
    #expect(try folder.read("shop.db-head") == before)
  }

  @Test("an older entry, as a killed command leaves it, is no contradiction")
  func behind() throws {
    try set("One")
    let older = try folder.read("shop.db-head")
    try set("Two")
    try folder.write(older, to: "shop.db-head")
    #expect(try agreement() == .agrees)
    try set("Three")
    #expect(try agreement() == .agrees)
    #expect(try folder.read("shop.db-head") != older)
  }

  @Test("an old backup in the database's place shows, also after it was gone on with")
  func restored() throws {
    try set("One")
    let old = try backup()
    try set("Two")
    let known = try folder.read("shop.db-head")
    try restore(old)
    guard case .ahead(let kept, let last) = try agreement() else {
      Issue.record("an old backup was not noticed")
      return
    }
    #expect(kept.seq == last.seq + 1)

    for name in ["Three", "Four", "Five"] { try set(name) }
    #expect(try agreement() == .differs(kept: kept))
    #expect(try folder.read("shop.db-head") == known)

    try command { kit in try kit.acceptJournal() }
    #expect(try agreement() == .agrees)
    #expect(
      try accepted() == [
        #"{"known":\#(kept.seq),"hash":"\#(kept.hash.hexadecimal)","last":null}"#
      ])

    // Once it is accepted there is nothing left to accept.
    try command { kit in try kit.acceptJournal() }
    #expect(try accepted().count == 1)
  }

  /// What the journal keeps of each contradiction that was accepted.
  private func accepted() throws -> [String] {
    var payloads: [String] = []
    var entries = try Journal(database: Database(inspecting: path)).entries(about: .journal)
    while let entry = try entries.next() {
      #expect(entry.kind == "journal.accepted")
      payloads.append(entry.payload)
    }
    return payloads
  }

  @Test(
    "what the program never writes is told, and left until it is accepted",
    arguments: ["x", "1", "-1 \(String(repeating: "0", count: 64))\n", "1 00\n"])
  func unreadable(_ text: String) throws {
    try set("One")
    try folder.write(Array(text.utf8), to: "shop.db-head")
    try set("Two")
    #expect(try agreement() == .unreadable)
    try command { kit in try kit.acceptJournal() }
    #expect(try agreement() == .agrees)
  }

  @Test("an empty file, as a power cut may leave it, is written anew")
  func empty() throws {
    try set("One")
    try folder.write([], to: "shop.db-head")
    #expect(try agreement() == .agrees)
    try set("Two")
    #expect(try !folder.read("shop.db-head").isEmpty)
  }

  @Test("a link in its place is not followed")
  func link() throws {
    try set("One")
    try #require(unlink(folder.file("shop.db-head")) == 0)
    try folder.write(Array("mine".utf8), to: "mine")
    try #require(symlink(folder.file("mine"), folder.file("shop.db-head.partial")) == 0)
    try set("Two")
    #expect(try folder.read("mine") == Array("mine".utf8))
  }

  @Test("commands that end at once never leave one that contradicts the journal")
  func atOnce() async throws {
    try set("Zero")
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [path = path as String, number = number as Int] in
            for round in 1...10 {
              let kit = try Kit(path: path, access: .existing, environment: [:])
              try kit.settings.set(.companyName, to: "\(number) \(round)", at: kit.now)
              kit.close()
            }
          }
        }
      }
    }
    #expect(try agreement() == .agrees)
    #expect(folder.names == ["shop.db", "shop.db-head"])
  }
}
