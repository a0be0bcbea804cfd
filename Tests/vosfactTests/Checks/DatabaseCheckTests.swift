import Foundation
import Testing
import VosfactKit

/// Faults of what is in the database, what `settings check` says of them, and that its own remedy mends them.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct DatabaseCheckTests: ChecksShop {
  let shop: Shop

  init() throws {
    shop = try Self.checkedShop()
  }

  @Test(
    "what was broken in the file is a fault, and the command that is told mends it",
    arguments: [
      ("DROP INDEX document_open", "schema"),
      ("DROP TRIGGER journal_keeps_its_rows", "schema"),
      (
        """
        DROP TRIGGER journal_keeps_its_words;
        CREATE TRIGGER journal_keeps_its_words BEFORE UPDATE ON journal BEGIN SELECT 1; END
        """, "schema"
      ),
      ("CREATE TRIGGER mine AFTER INSERT ON payment BEGIN DELETE FROM setting; END", "schema"),
      ("INSERT INTO setting VALUES ('language', 'de')", "settings"),
      ("INSERT INTO setting VALUES ('provider.stripe.max-amount', 'much')", "providers"),
      (
        "INSERT INTO setting VALUES ('provider.stripe.api-base', 'http://example.org')", "providers"
      ),
      ("DELETE FROM setting WHERE key = 'pay-link.base-url'", "settings"),
      ("UPDATE signing_key SET retired_at = 1", "secrets"),
    ])
  func broken(_ sql: String, _ check: String) throws {
    try sqlite(sql)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == [check])
    #expect(found.first?["status"]?.string == "fault")
    if sql.contains("base-url") {
      #expect(found.first?["remedy"]?.string?.contains("pay-link.base-url") == true)
    } else {
      try mend(try #require(found.first))
      #expect(try findings(status: 0).isEmpty)
    }
  }

  @Test("a row that refers to nothing is told with its table")
  func foreignKey() throws {
    try sqlite("PRAGMA foreign_keys = OFF; INSERT INTO provider_identifier VALUES ('x', 'y', 99)")
    let found = try findings(status: 1)
    #expect(found.first?["check"]?.string == "foreign-keys")
    #expect(found.first?["subject"]?.string == "provider_identifier")
  }

  @Test("a page that was overwritten is told, and the checks after it are made all the same")
  func corrupt() throws {
    var bytes = try workplace.read("vosfact.db")
    let query = "SELECT rootpage FROM sqlite_schema WHERE name = 'journal_by_subject'"
    let answer = try workplace.run("sqlite3", [workplace.database, query]).output
    let page = try #require(Int(answer.dropLast()))
    for index in (page - 1) * 4096..<page * 4096 { bytes[index] = 0xA5 }
    try workplace.write(bytes, to: "vosfact.db")
    let ending = try workplace.vosfact("settings", "check", "--format", "json")
    #expect(ending.status == 1)
    let results = try #require(try ending.json.array)
    #expect(
      results.contains { $0["check"]?.string == "integrity" && $0["status"]?.string == "fault" })
    #expect(results.last?["check"]?.string == "outbox")
    #expect(try workplace.read("vosfact.db") == bytes)
  }

  @Test("a newer schema is told, and nothing is tried on it")
  func newer() throws {
    try sqlite("PRAGMA user_version = 999")
    let found = try findings(status: 1)
    #expect(found.count == 1)
    #expect(found.first?["explanation"]?.string?.contains("999") == true)
  }

  @Test("a restored backup that was gone on with is told as well")
  func goneOnWith() throws {
    try workplace.succeed("settings", "backup", "copy.db")
    try workplace.succeed("settings", "set", "language", "en")
    try workplace.write(try workplace.read("copy.db"), to: "vosfact.db")
    try workplace.succeed("settings", "set", "language", "fr")
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["journal-head"])
    #expect(found.first?["explanation"]?.string?.contains("is another than was known") == true)
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a restored backup is told until it is accepted, which the command that is told does")
  func restored() throws {
    try workplace.succeed("settings", "backup", "copy.db")
    try workplace.succeed("settings", "set", "language", "en")
    try workplace.write(try workplace.read("copy.db"), to: "vosfact.db")
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["journal-head"])
    let rehearsal = try workplace.vosfact("settings", "check", "--accept-journal", "--dry-run")
    #expect(rehearsal.status == 1)
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
    let kinds = "SELECT count(*) FROM journal WHERE kind = 'journal.accepted'"
    #expect(try workplace.run("sqlite3", [workplace.database, kinds]).output == "1\n")
    try workplace.succeed("payment", "audit")
  }

  @Test("a clock that was set back is a warning")
  func clock() throws {
    let database = workplace.database
    for (ahead, expected) in [(120, []), (86_400, ["clock"])] as [(Int64, [String])] {
      do {
        let kit = try Kit(path: database, access: .existing, environment: [:]) {
          UnixTime.now + Seconds(ahead)
        }
        try kit.settings.set(Settings.named("company.name"), to: "Set in \(ahead) s", at: kit.now)
      }
      #expect(try findings(status: 0).compactMap { $0["check"]?.string } == expected)
    }
  }
}
