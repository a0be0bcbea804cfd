import Foundation
import Testing
import VosfactKit

/// A database of the release before documents told what lies between asked for and settled, `Data/schema-14.sql`, as that
/// release made it by its commands: every kind of history, in simulated mode.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct EarlierReleaseTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace()
    let data = try #require(
      Bundle.module.resourceURL?.appending(components: "Data", "schema-14.sql"))
    // A dump has no pragmas.
    let script = """
      umask 077; sqlite3 "$1" < "$2" && sqlite3 "$1" 'PRAGMA user_version = 14; PRAGMA application_id = 1987015526'
      """
    let restored = try workplace.run("sh", ["-c", script, "sh", workplace.database, data.path])
    #expect(restored.status == 0, "\(restored.errors)")
  }

  private func rows(_ query: String) throws -> String {
    try workplace.run("sqlite3", [workplace.database, query]).output
  }

  @Test("it is migrated with the same totals, and says what its histories come to")
  func migrated() throws {
    let query = "SELECT number, total, paid, unreal FROM document ORDER BY id"
    let payments = "SELECT reference, state, refunded, credited FROM payment ORDER BY id"
    let before = (try rows(query), try rows(payments))
    #expect(before.0.split(separator: "\n").count == 12)
    #expect(try workplace.succeed("payment", "audit", "--format", "json").json["valid"] == true)
    #expect(try rows(query) == before.0)
    #expect(try rows(payments) == before.1)

    let documents = try workplace.succeed("invoice", "list", "--format", "json").json.array ?? []
    let amounts = documents.map { document in
      ["received", "balance", "under_way", "returned", "disputed", "claim"].map {
        document[$0]?.string ?? ""
      }.joined(separator: " / ")
    }
    #expect(
      amounts == [
        "120.00 / 0.00 / 0.00 / 0.00 / 0.00 / 0.00",
        "0.00 / 120.00 / 0.00 / 120.00 / 0.00 / 0.00",
        "70.00 / 50.00 / 0.00 / 50.00 / 0.00 / 0.00",
        "0.00 / 120.00 / 0.00 / 0.00 / 120.00 / 0.00",
        "120.00 / 0.00 / 0.00 / 0.00 / 0.00 / 0.00",
        "0.00 / 120.00 / 0.00 / 0.00 / 0.00 / 120.00",
        "0.00 / 120.00 / 0.00 / 0.00 / 0.00 / 120.00",
        "0.00 / 120.00 / 100.00 / 0.00 / 0.00 / 20.00",
        "130.00 / -10.00 / 0.00 / 0.00 / 0.00 / 0.00",
        "20.00 / 100.00 / 0.00 / 0.00 / 0.00 / 100.00",
        "0.00 / 0.00 / 0.00 / 0.00 / 0.00 / 0.00",
        "0.00 / 120.00 / 0.00 / 0.00 / 0.00 / 120.00",
      ])
    #expect(FileManager.default.fileExists(atPath: workplace.database + ".schema-14"))
  }
}
