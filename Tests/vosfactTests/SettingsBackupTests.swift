import Foundation
import Testing

@testable import VosfactKit

@Suite(.waiting) struct SettingsBackupTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 3)
  }

  private func list(_ database: String) throws -> String {
    try workplace.succeed("--db", database, "invoice", "list", "--format", "json").output
  }

  @Test("the copy stands alone, is its owner's, and holds the same")
  func copy() throws {
    let ending = try workplace.succeed("settings", "backup", "copy.db", "--format", "json")
    #expect(try ending.json["entries"]?.int64 ?? 0 > 3)
    #expect(try workplace.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    let attributes = try FileManager.default.attributesOfItem(atPath: workplace.file("copy.db"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
    #expect(try list("copy.db") == list(workplace.database))
    try workplace.succeed("--db", "copy.db", "payment", "audit")
  }

  @Test("what exists is kept, unless it is to be replaced; the database itself always")
  func existing() throws {
    try workplace.write("mine", to: "copy.db")
    #expect(try workplace.vosfact("settings", "backup", "copy.db").status == 73)
    #expect(try workplace.read("copy.db") == Array("mine".utf8))
    let own = try workplace.vosfact("settings", "backup", workplace.database, "--replace")
    #expect(own.status == 73)
    try workplace.succeed("settings", "backup", "copy.db", "--replace")
    #expect(try list("copy.db") == list(workplace.database))
  }

  @Test("a rehearsal makes nothing, and what a killed run left is taken away")
  func leftovers() throws {
    try workplace.succeed("settings", "backup", "copy.db", "--dry-run")
    #expect(try workplace.names.allSatisfy { !$0.hasPrefix("copy") })
    try workplace.write("half a copy", to: "copy.db.partial")
    try workplace.succeed("settings", "backup", "copy.db")
    #expect(try workplace.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
  }

  @Test("a run that was killed between its last two steps is completed by the next")
  func unfinished() throws {
    try workplace.succeed("settings", "backup", "copy.db")
    let old = try list("copy.db")
    try workplace.succeed("invoice", "create", "--buyer", "Zoë", "--line", "Work;1;10.00;20")
    try #require(link(workplace.file("copy.db"), workplace.file("copy.db.partial")) == 0)
    // Only to tell takes nothing away.
    try workplace.succeed("settings", "backup", "copy.db", "--dry-run")
    #expect(try list("copy.db") == old)
    try workplace.succeed("settings", "backup", "copy.db")
    #expect(try workplace.names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    #expect(try list("copy.db") == list(workplace.database))
    #expect(try workplace.vosfact("settings", "backup", "copy.db").status == 73)
  }

  @Test("no copy is put in place whose journal does not hold, nor in a folder that is not there")
  func unsound() throws {
    #expect(try workplace.vosfact("settings", "backup", "none/copy.db").status == 73)
    let database = try Database(path: workplace.database, access: .existing)
    try database.execute("DROP TRIGGER journal_keeps_its_words")
    try database.execute("UPDATE journal SET at = at + 1 WHERE seq = 2")
    #expect(try workplace.vosfact("settings", "backup", "copy.db").status == 74)
    #expect(try workplace.names.allSatisfy { !$0.hasPrefix("copy") })
  }

  @Test("copies made while others write each hold one state")
  func whileWriting() async throws {
    let shop = shop
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 1...10 {
          try shop.workplace.succeed(
            "invoice", "create", "--buyer", "Zoë", "--line", "Work;1;10.00;20")
        }
      }
      group.addTask {
        for number in 1...5 {
          try shop.workplace.succeed("settings", "backup", "copy-\(number).db")
        }
      }
      try await group.waitForAll()
    }
    for number in 1...5 {
      try workplace.succeed("--db", "copy-\(number).db", "payment", "audit")
    }
  }
}
