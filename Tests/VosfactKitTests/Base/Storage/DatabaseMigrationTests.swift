import Localization
import CSQLite
import Testing

@testable import VosfactKit

@Suite struct DatabaseMigrationTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write([], to: "shop.db")
  }

  private func migrate(_ migrations: [StaticString]) throws(StorageError) {
    try Database(unchecked: path).migrate(migrations)
  }

  private static let content: StaticString = "SELECT group_concat(name) FROM thing"
  private static let colours: StaticString = "SELECT group_concat(colour) FROM thing"
  private static let version: StaticString = """
    SELECT (SELECT user_version FROM pragma_user_version) AS user_version,
           (SELECT application_id FROM pragma_application_id) AS application_id,
           (SELECT journal_mode FROM pragma_journal_mode) AS journal_mode
    """

  private func version(of name: String) throws -> (Int64, Int64, String)? {
    try Database(unchecked: folder.file(name)).first(Self.version) { row in
      (row.int64("user_version"), row.int64("application_id"), row.text("journal_mode"))
    }
  }

  @Test("a new file gets every migration, without a backup")
  func new() throws {
    try migrate([TestMigrations.first, TestMigrations.second])
    let version = try #require(try version(of: "shop.db"))
    #expect(version == (2, 0x766F_7366, "wal"))
    #expect(folder.names == ["shop.db"])
  }

  @Test("an older schema is migrated, and was copied beside it before")
  func older() throws {
    try migrate([TestMigrations.first])
    try migrate([TestMigrations.first, TestMigrations.second])
    #expect(try version(of: "shop.db")?.0 == 2)
    #expect(try Database(unchecked: path).first(Self.colours) { $0.text() } == "red")

    #expect(folder.names == ["shop.db", "shop.db.schema-1"])
    #expect(try folder.mode(of: "shop.db.schema-1") == 0o600)
    #expect(try version(of: "shop.db.schema-1")?.0 == 1)
    let backup = try Database(unchecked: folder.file("shop.db.schema-1"))
    #expect(try backup.first(Self.content) { $0.text() } == "first")
  }

  @Test("a file in the backup's place is replaced, and is its owner's alone")
  func oldBackup() throws {
    try migrate([TestMigrations.first])
    try folder.write(Array("in the way".utf8), to: "shop.db.schema-1", mode: 0o644)
    try migrate([TestMigrations.first, TestMigrations.second])
    #expect(try folder.mode(of: "shop.db.schema-1") == 0o600)
    #expect(try version(of: "shop.db.schema-1")?.0 == 1)
  }

  @Test("a migration that fails leaves the file as it was")
  func failing() throws {
    try migrate([TestMigrations.first])
    let error = #expect(throws: StorageError.self) {
      try migrate([TestMigrations.first, TestMigrations.failing])
    }
    // The schema of the test is none that the program makes.
    #expect(error?.nature == .inputOutput)
    #expect(try version(of: "shop.db")?.0 == 1)
    #expect(try Database(unchecked: path).first(Self.content) { $0.text() } == "first")
    #expect(throws: StorageError.self) {
      try Database(unchecked: path).first(Self.colours) { $0.text() }
    }
    try migrate([TestMigrations.first, TestMigrations.second])
    #expect(try version(of: "shop.db")?.0 == 2)
  }

  @Test("a connection is good for use after a migration failed on it")
  func afterFailure() throws {
    let database = try Database(unchecked: path)
    try database.migrate([TestMigrations.first])
    #expect(throws: StorageError.self) {
      try database.migrate([TestMigrations.first, TestMigrations.failing])
    }
    #expect(sqlite3_get_autocommit(database.connection) != 0)
    #expect(try database.first(Self.content) { $0.text() } == "first")
  }

  @Test("a newer schema is refused, and the file left alone")
  func newer() throws {
    try migrate([TestMigrations.first, TestMigrations.second])
    let before = try folder.read("shop.db")
    #expect(throws: StorageError.newerSchema(path: path, found: 2, known: 1)) {
      try migrate([TestMigrations.first])
    }
    #expect(try folder.read("shop.db") == before)
    #expect(folder.names == ["shop.db"])
  }

  @Test("our mark with a schema that no version has is refused, never a trap")
  func negativeVersion() throws {
    try Database(unchecked: path).execute(
      "PRAGMA application_id = 0x766F7366; PRAGMA user_version = -5")
    #expect(throws: StorageError.foreign(path: path)) { try migrate([TestMigrations.first]) }
  }

  @Test("a database that was copied back from a backup is in WAL mode again")
  func restored() throws {
    try migrate([TestMigrations.first])
    try Database(unchecked: path).execute("PRAGMA journal_mode = DELETE")
    try migrate([TestMigrations.first])
    #expect(try version(of: "shop.db")?.2 == "wal")
  }

  @Test("several processes that open one new file at once all find one schema", arguments: 0..<3)
  func creationRace(_ round: Int) async throws {
    let path = folder.file("race-\(round).db")
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [path = path as String, number = number as Int] in
            // On a busy machine a process may wait for the others for longer than one try lasts.
            while true {
              do {
                let database = try Database(path: path, access: .creating)
                try Settings(database: database)
                  .set(.companyName, to: "Shop \(number)", at: UnixTime(seconds: 0))
                break
              } catch StorageError.busy {}
            }
          }
        }
      }
    }
    let database = try Database(path: path, access: .existing)
    var entries = try Journal(database: database).entries()
    var audit = ChainAudit()
    while let entry = try entries.next() {
      let follows = audit.follows(entry)
      #expect(follows)
    }
    #expect(audit.entries == 8)
  }

  @Test("several processes that migrate at once leave the old schema's backup", arguments: 0..<3)
  func migrationRace(_ round: Int) async throws {
    try migrate([TestMigrations.first])
    let path = path
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String] in
            try Database(unchecked: path).migrate([TestMigrations.first, TestMigrations.second])
          }
        }
      }
    }
    #expect(try version(of: "shop.db")?.0 == 2)
    #expect(try version(of: "shop.db.schema-1")?.0 == 1)
  }
}
