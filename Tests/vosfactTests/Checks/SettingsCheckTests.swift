import Foundation
import Testing
import VosfactKit

/// What `settings check` says as a whole, and that it leaves all as it was.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct SettingsCheckTests: ChecksShop {
  let shop: Shop

  init() throws {
    shop = try Self.checkedShop()
  }

  @Test("a sound shop has one line for each check, and is left as it was")
  func sound() throws {
    let before = try workplace.read("vosfact.db")
    let names = try workplace.names
    let ending = try workplace.succeed("settings", "check")
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count == Check.allCases.count)
    #expect(lines.allSatisfy { $0.hasPrefix("✓ ") }, "\(ending.output)")
    #expect(try workplace.read("vosfact.db") == before)
    #expect(try workplace.names == names)
  }

  @Test("completing a line and checking leave the database as it was, whatever its schema")
  func untouched() throws {
    try sqlite("PRAGMA user_version = 0")
    let before = try workplace.read("vosfact.db")
    let names = try workplace.names
    let answers = try workplace.succeed(
      "invoice", "show", "F-", with: ["VOSFACT_COMPLETE": "fish"]
    ).output
    #expect(answers.split(separator: "\n").sorted() == ["F-1", "F-2"])
    #expect(try workplace.vosfact("settings", "check").output.contains("! schema: "))
    #expect(try workplace.read("vosfact.db") == before)
    #expect(try workplace.names == names)
  }

  @Test("commands name the database where the user did")
  func named() throws {
    try workplace.succeed("provider", "disable", "stripe")
    let ending = try workplace.vosfact("--db", workplace.database, "settings", "check")
    #expect(ending.output.contains("vosfact --db \(workplace.database) provider enable stripe"))
  }

  @Test("in French too")
  func french() throws {
    try workplace.succeed("provider", "disable", "stripe")
    let ending = try workplace.vosfact("settings", "check", "--lang", "fr")
    #expect(ending.output.contains("✓ droits : seul son propriétaire"))
    #expect(ending.output.contains("✗ réglages : online-payments.enabled : "))
  }
}
