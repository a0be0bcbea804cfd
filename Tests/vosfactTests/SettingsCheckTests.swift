import Foundation
import Testing
import VosfactKit

/// Faults that were really made, what `settings check` says of them, and that its own remedy mends them.
@Suite(.enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct SettingsCheckTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 2)
    try shop.workplace.succeed("settings", "set", "company.name", "Maison Kervella")
  }

  /// The results that tell of something, in the language of scripts.
  private func findings(status: Int32) throws -> [JSONValue] {
    let ending = try workplace.vosfact("settings", "check", "--format", "json")
    #expect(ending.status == status, "\(ending.output)\(ending.errors)")
    return try #require(try ending.json.array).filter { $0["status"]?.string != "ok" }
  }

  private func sqlite(_ sql: String) throws {
    let ending = try workplace.run("sqlite3", [workplace.database, sql])
    try #require(ending.status == 0, "\(ending.errors)")
  }

  /// Runs the command of a finding in a shell, where `vosfact` is the program under test.
  private func mend(_ finding: JSONValue, input: String = "") throws {
    let remedy = try #require(finding["remedy"]?.string)
    let ending = try workplace.run(
      "sh", ["-c", "vosfact() { '\(Workplace.executable)' \"$@\"; }; \(remedy)"], input: input)
    #expect(ending.status == 0, "\(remedy): \(ending.errors)")
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

  @Test("files that others may read are faults, and the commands mend them")
  func permissions() throws {
    for name in ["vosfact.db", "vosfact.db-head"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644], ofItemAtPath: workplace.file(name))
    }
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["permissions", "permissions"])
    for finding in found { try mend(finding) }
    #expect(try findings(status: 0).isEmpty)
  }

  @Test(
    "settings that contradict each other are told, and the command that is told mends them",
    arguments: [
      (["settings", "unset", "online-payments.enabled"], "settings", 0),
      (["settings", "set", "pay-link.base-url", "http://pay.example.org"], "settings", 0),
      (["settings", "set", "reconcile.after", "2d"], "settings", 0),
      (["settings", "set", "reconcile.give-up", "10m"], "settings", 0),
      (["settings", "set", "pay-link.lifetime", "1h"], "settings", 0),
      (["settings", "set", "online-payments.kinds", "invoice,credit-note"], "settings", 0),
      (
        ["settings", "set", "documents.number-pattern.quote", "F-{year}-{serial:6}"], "settings", 0
      ),
      (["settings", "set", "notifications.webhook.url", "http://example.org"], "settings", 0),
      (["provider", "set", "stripe", "currencies", "CHF"], "providers", 0),
      (["provider", "set", "stripe", "max-amount", "500"], "providers", 0),
      (["provider", "disable", "stripe"], "settings", 1),
    ] as [([String], String, Int32)])
  func contradiction(_ words: [String], _ check: String, _ status: Int32) throws {
    try #require(try workplace.run(Workplace.executable, words).status == 0)
    let found = try findings(status: status)
    #expect(found.compactMap { $0["check"]?.string } == [check], "\(found)")
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a provider that is live with a key of test mode is a fault")
  func wrongKey() throws {
    let key: [String: String?] = ["KEY": "sk_live_1", "TEST": "sk_test_1", "HOOK": "whsec_1"]
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:KEY", with: key)
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "env:HOOK", with: key)
    try workplace.succeed("provider", "enable", "stripe", "--mode", "live")
    try workplace.succeed("provider", "set", "stripe", "secret-key", "env:TEST", with: key)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["providers"])
    try mend(try #require(found.first), input: "sk_live_2\n")
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a secret kept by reference that cannot be read is a warning, and never shown")
  func secrets() throws {
    try workplace.write("whsec_hidden", to: "secret")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: workplace.file("secret"))
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "file:\(workplace.file("secret"))",
      "--by-reference")
    #expect(try findings(status: 0).isEmpty)
    try FileManager.default.removeItem(atPath: workplace.file("secret"))
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["secrets"])
    try mend(try #require(found.first), input: "whsec_hidden\n")
    #expect(try findings(status: 0).isEmpty)
    #expect(try !workplace.succeed("settings", "check").output.contains("whsec_hidden"))
  }

  @Test("a spool folder that is missing, or the database's own, is a fault")
  func spool() throws {
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    try mend(try #require(try findings(status: 1).first))
    #expect(try findings(status: 0).isEmpty)
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.path)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["callbacks"])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
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

  @Test("a file that is no database gets one finding, a missing one exit status 66")
  func noDatabase() throws {
    try workplace.write("not a database", to: "vosfact.db")
    let found = try findings(status: 1)
    #expect(found.count == 1)
    #expect(found.first?["check"]?.string == "file")
    try FileManager.default.removeItem(atPath: workplace.database)
    #expect(try workplace.vosfact("settings", "check").status == 66)
  }

  @Test("an empty file and a folder in the database's place get one finding each")
  func otherFile() throws {
    try workplace.write("", to: "vosfact.db")
    #expect(try findings(status: 1).compactMap { $0["check"]?.string } == ["file"])
    try FileManager.default.removeItem(atPath: workplace.database)
    try FileManager.default.createDirectory(
      atPath: workplace.database, withIntermediateDirectories: false)
    #expect(try findings(status: 1).compactMap { $0["check"]?.string } == ["file"])
  }

  @Test(
    "what this version does not know is a warning, and the command that is told takes it away",
    arguments: [
      ("no.such.setting", "settings"), ("provider.stripe.no-such-key", "providers"),
      ("provider.acme.label", "providers"),
    ])
  func unknown(_ key: String, _ check: String) throws {
    try sqlite("INSERT INTO setting VALUES ('\(key)', 'x')")
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == [check])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a secret's file that others may read is a warning, and the command mends it")
  func readableSecret() throws {
    try workplace.write("whsec_hidden", to: "secret")
    try #require(chmod(workplace.file("secret"), 0o600) == 0)
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "file:\(workplace.file("secret"))",
      "--by-reference")
    try #require(chmod(workplace.file("secret"), 0o644) == 0)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["secrets"])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
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

  @Test("completing a line and checking leave the database as it was, whatever its schema")
  func untouched() throws {
    try sqlite("PRAGMA user_version = 0")
    let before = try workplace.read("vosfact.db")
    let names = try workplace.names
    let answers = try workplace.succeed("complete", "documents", "F-").output
    #expect(answers.split(separator: "\n").sorted() == ["F-1", "F-2"])
    #expect(try workplace.vosfact("settings", "check").output.contains("! schema: "))
    #expect(try workplace.read("vosfact.db") == before)
    #expect(try workplace.names == names)
  }

  @Test("a newer schema is told, and nothing is tried on it")
  func newer() throws {
    try sqlite("PRAGMA user_version = 999")
    let found = try findings(status: 1)
    #expect(found.count == 1)
    #expect(found.first?["explanation"]?.string?.contains("999") == true)
  }

  @Test("commands name the database where the user did")
  func named() throws {
    try workplace.succeed("provider", "disable", "stripe")
    let ending = try workplace.vosfact("--db", workplace.database, "settings", "check")
    #expect(ending.output.contains("vosfact --db \(workplace.database) provider enable stripe"))
  }

  /// Whether the tests run as root, who alone can give files away, and whom permissions do not stop.
  private static let isRoot = geteuid() == 0

  @Test(
    "a file beside the database that belongs to another user is a fault, and the command mends it",
    .enabled(if: isRoot, "only root can give a file away"))
  func ownership() throws {
    let head = workplace.file("vosfact.db-head")
    try #require(chown(head, 65_534, 65_534) == 0)
    let found = try findings(status: 1)
    #expect(found.compactMap { $0["check"]?.string } == ["permissions"])
    #expect(found.first?["subject"]?.string == head)
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test(
    "a database or a folder that its user cannot write is a fault",
    .enabled(
      if: isRoot && ExternalTool.canTest(with: "setpriv"),
      "only root, with setpriv, can run the program as another user"),
    arguments: [
      ("vosfact.db", 0o400, ["permissions"]),
      // SQLite cannot make its log there.
      ("", 0o500, ["file", "permissions"]),
    ] as [(String, mode_t, [String])])
  func unwritable(_ name: String, _ mode: mode_t, _ checks: [String]) throws {
    for name in try workplace.names + [""] {
      try #require(chown(workplace.file(name), 65_534, 65_534) == 0)
    }
    try #require(chmod(workplace.file(name), mode) == 0)
    let ending = try workplace.run(
      "setpriv",
      [
        "--reuid=65534", "--regid=65534", "--clear-groups", Workplace.executable, "settings",
        "check", "--format", "json",
      ])
    #expect(ending.status == 1, "\(ending.errors)")
    let found = try #require(try ending.json.array).filter { $0["status"]?.string != "ok" }
    #expect(found.compactMap { $0["check"]?.string } == checks, "\(ending.output)")
    #expect(found.last?["explanation"]?.string?.contains("nothing can be recorded") == true)
    try mend(try #require(found.last))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a second name of the database is a warning, and the command finds it")
  func severalNames() throws {
    try #require(link(workplace.database, workplace.file("other.db")) == 0)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["permissions"])
    let remedy = try #require(found.first?["remedy"]?.string)
    let names = try workplace.run("sh", ["-c", remedy]).output.split(separator: "\n")
    #expect(Set(names) == [workplace.database[...], workplace.file("other.db")[...]])
  }

  @Test("a folder that others may write to is a warning, unless it is sticky")
  func sharedFolder() throws {
    try #require(chmod(workplace.path, 0o1777) == 0)
    #expect(try findings(status: 0).isEmpty)
    try #require(chmod(workplace.path, 0o777) == 0)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["permissions"])
    try mend(try #require(found.first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("what a killed backup and an old migration left is told; what is another program's is not")
  func leftovers() throws {
    try workplace.succeed("settings", "backup", "copy.db")
    try workplace.write(try workplace.read("copy.db"), to: "other.db.partial")
    try workplace.write("", to: "begun.db.partial")
    try workplace.write("half a film", to: "film.partial")
    try workplace.write(try workplace.read("copy.db"), to: "vosfact.db.schema-1")
    for name in ["vosfact.db.schema-1", "other.db.partial", "begun.db.partial"] {
      try #require(chmod(workplace.file(name), 0o600) == 0)
    }
    var found = try findings(status: 0)
    #expect(
      found.compactMap { $0["subject"]?.string }
        == ["begun.db.partial", "other.db.partial"].map(workplace.file))
    let old = Date(timeIntervalSinceNow: -31 * 86_400)
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: workplace.file("vosfact.db.schema-1"))
    found = try findings(status: 0)
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0["check"]?.string == "leftovers" })
    for finding in found { try mend(finding) }
    #expect(try findings(status: 0).isEmpty)
    #expect(try workplace.names.contains("film.partial"))
  }

  @Test("a clock that was set back is a warning")
  func clock() throws {
    let database = workplace.database
    for (ahead, expected) in [(120, []), (86_400, ["clock"])] as [(Int64, [String])] {
      do {
        let kit = try Kit(path: database, access: .existing, environment: [:]) {
          UnixTime.now + Seconds(ahead)
        }
        try kit.settings.set(Setting.named("company.name"), to: "Set in \(ahead) s", at: kit.now)
      }
      #expect(try findings(status: 0).compactMap { $0["check"]?.string } == expected)
    }
  }

  @Test("callbacks that wait for long, or were refused, are warnings")
  func waitingCallbacks() throws {
    let spool = workplace.file("spool")
    try workplace.succeed("settings", "set", "callbacks.spool", spool)
    for folder in ["spool", "spool/refused"] {
      try FileManager.default.createDirectory(
        atPath: workplace.file(folder), withIntermediateDirectories: true)
    }
    try shop.simulate("paid", of: shop.start("F-1"), to: "spool/stripe-1.http")
    #expect(try findings(status: 0).isEmpty)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7200)],
      ofItemAtPath: workplace.file("spool/stripe-1.http"))
    try workplace.write("GET / HTTP/1.1\r\n\r\n", to: "spool/refused/old.http")
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["callbacks", "callbacks"])
    let texts = found.compactMap { $0["explanation"]?.string }
    #expect(texts.first?.contains("more than an hour: 1") == true, "\(texts)")
    #expect(texts.last?.contains("refused: 1") == true, "\(texts)")
    try mend(try #require(found.first))
    // The command took the callback in: it is good as of when it came.
    #expect(try workplace.names.contains("spool"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(spool)/refused").contains("old.http"))
  }

  @Test("a spool folder that is a file is a fault")
  func spoolFile() throws {
    try workplace.write("", to: "spool")
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
    let found = try findings(status: 1)
    #expect(found.first?["explanation"]?.string == "it is no folder")
    try mend(try #require(found.first))
    // The next finding is that the new folder is not there, whose command makes it.
    try mend(try #require(try findings(status: 1).first))
    #expect(try findings(status: 0).isEmpty)
  }

  @Test("a payment that nobody gave up, one that asks for attention, and a failed message are told")
  func waiting() throws {
    _ = try shop.start([1], at: { UnixTime.now - Seconds(30 * 86_400) })
    let late = try findings(status: 0)
    #expect(late.compactMap { $0["check"]?.string } == ["payments"])
    try mend(try #require(late.first))
    #expect(try findings(status: 0).isEmpty)

    let payment = try shop.start("F-2")
    try workplace.succeed("invoice", "cancel", "F-2")
    try shop.simulate("paid", of: payment, to: "paid.http")
    _ = try shop.receive("paid.http")
    try sqlite(
      """
      INSERT INTO outbox (topic, key, payload, queued_at, failure)
      VALUES ('mail.paid', 'x', '{}', 1, 'refused')
      """)
    let found = try findings(status: 0)
    #expect(found.compactMap { $0["check"]?.string } == ["payments", "outbox"])
    #expect(found.first?["explanation"]?.string == "payments that ask for attention: 1")
    try mend(try #require(found.first))
  }

  @Test("in French too")
  func french() throws {
    try workplace.succeed("provider", "disable", "stripe")
    let ending = try workplace.vosfact("settings", "check", "--lang", "fr")
    #expect(ending.output.contains("✓ droits : seul son propriétaire"))
    #expect(ending.output.contains("✗ réglages : online-payments.enabled : "))
  }
}
