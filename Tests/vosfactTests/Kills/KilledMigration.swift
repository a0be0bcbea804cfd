import Glibc
import Testing

@testable import VosfactKit

/// The first command of a newer version, which brings the database to its schema after a copy of the older
/// one was put beside it.
struct KilledMigration: KilledCommand {
  let testDescription = "a migration"
  let words = ["settings", "get", "company.name"]

  private static let olderVersion = Schema.migrations.count - 1
  private static let backup = "vosfact.db.schema-\(olderVersion)"

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let workplace = try Workplace()
    try workplace.writeOlderDatabase(to: "vosfact.db")
    return workplace
  }

  private func version(of name: String, in workplace: Workplace) throws -> String {
    try workplace.run("sqlite3", [workplace.file(name), "PRAGMA user_version"]).output
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let version = try version(of: "vosfact.db", in: workplace)
    guard version != "\(Self.olderVersion)\n" else {
      #expect(printed.allSatisfy { $0.isEmpty })
      // The audit that follows migrates it.
      return "the older schema"
    }
    #expect(version == "\(Schema.current)\n")
    try expectBackup(in: workplace)
    return "the newer schema"
  }

  /// Fails the test unless the older schema's copy is whole and says what it said.
  private func expectBackup(in workplace: Workplace) throws {
    #expect(try self.version(of: Self.backup, in: workplace) == "\(Self.olderVersion)\n")
    let checked = try workplace.run(
      "sqlite3",
      [
        workplace.file(Self.backup),
        "PRAGMA integrity_check; SELECT value FROM setting WHERE key = 'company.name'",
      ])
    #expect(checked.output == "ok\nZoë\n")
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    try expectBackup(in: workplace)
    return try [
      version(of: "vosfact.db", in: workplace),
      workplace.succeed("settings", "get", "company.name").output,
      workplace.succeed("payment", "audit", "--format", "json").output,
    ]
  }
}

extension Workplace {
  /// Makes the database `name` as the version before this one would, for a seller of the name Zoë.
  func writeOlderDatabase(to name: String) throws {
    try write("", to: name)
    try #require(chmod(file(name), 0o600) == 0)
    let database = try Database(unchecked: file(name))
    try database.migrate(Array(Schema.migrations.dropLast()))
    let kit = Kit(database: database) { .now }
    try kit.payLinks.addFirstKey()
    try kit.settings.set(Setting.companyName, to: "Zoë", at: .now)
  }
}
