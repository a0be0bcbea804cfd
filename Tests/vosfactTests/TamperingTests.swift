import Foundation
import Testing
import VosfactKit

/// The database altered behind the program's back, as somebody with the `sqlite3` program could.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct TamperingTests {
  @Test(
    "an audit finds what was altered, removed or inserted, and says so with exit status 1",
    arguments: [
      "UPDATE document SET total = 1",
      "UPDATE document_line SET name = 'B'",
      "UPDATE document SET paid = 0",
      "UPDATE payment_event SET amount = 1",
      "UPDATE payment SET settled = 0",
      "DROP TRIGGER journal_keeps_its_words; UPDATE journal SET payload = '{}' WHERE seq = 5",
      "DROP TRIGGER journal_keeps_its_rows; DELETE FROM journal WHERE seq = 5",
      "DROP TRIGGER journal_keeps_its_rows; DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
      """
      INSERT INTO journal SELECT seq + 1, at, subject, kind, payload, previous, hash FROM journal
      ORDER BY seq DESC LIMIT 1
      """,
    ])
  func tampered(_ sql: String) throws {
    let shop = try Shop(invoices: 1)
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    _ = try shop.receive("paid.http")
    try shop.workplace.succeed("payment", "audit")

    let change = try shop.workplace.run(
      "sqlite3", [shop.workplace.database, "PRAGMA foreign_keys = OFF; \(sql)"])
    #expect(change.status == 0, "\(change.errors)")
    let audit = try shop.workplace.vosfact("payment", "audit", "--format", "json")
    #expect(audit.status == 1)
    #expect(try audit.json["valid"]?.bool == false)
    #expect(try audit.json["first_invalid"]?.int64 != nil)
  }
}
