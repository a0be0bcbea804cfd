import Foundation
import Testing
import VosfactKit

/// Files that are not what `--db` should name, and places where none can be.
@Suite struct DatabaseFileTests {
  @Test("a new database can be read by its owner alone")
  func permissions() throws {
    let workplace = try Workplace()
    try workplace.succeed("settings", "set", "language", "en")
    let attributes = try FileManager.default.attributesOfItem(atPath: workplace.database)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("a database that others may read is refused with the command that mends it")
  func exposed() throws {
    let workplace = try Workplace()
    try workplace.succeed("settings", "set", "language", "en")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: workplace.database)
    let ending = try workplace.vosfact("invoice", "list")
    #expect(ending.status == 77)
    #expect(ending.errors.contains("chmod 600 \(workplace.database)"))
  }

  @Test("a file that is no database is refused and left as it was")
  func text() throws {
    let workplace = try Workplace()
    let content = Array(String(repeating: "not a database\n", count: 100).utf8)
    try workplace.write(content, to: "vosfact.db")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: workplace.database)
    let ending = try workplace.vosfact("settings", "set", "language", "en")
    #expect(ending.status == 74)
    #expect(ending.errors.split(separator: "\n").count == 1)
    #expect(try workplace.read("vosfact.db") == content)
  }

  @Test(
    "another program's database is refused and left as it was",
    .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
  func foreign() throws {
    let workplace = try Workplace()
    try #require(
      workplace.run("sqlite3", [workplace.database, "CREATE TABLE song (title TEXT)"]).status == 0)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: workplace.database)
    let content = try workplace.read("vosfact.db")
    let ending = try workplace.vosfact("settings", "set", "language", "en")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("another program's database"))
    #expect(try workplace.read("vosfact.db") == content)
  }

  @Test(
    "a database of a newer version is refused",
    .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
  func newer() throws {
    let workplace = try Workplace()
    try workplace.succeed("settings", "set", "language", "en")
    try #require(
      workplace.run("sqlite3", [workplace.database, "PRAGMA user_version = 999"]).status == 0)
    let ending = try workplace.vosfact("settings", "get", "language")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("999"))
  }

  @Test("a folder that is not there is told, and not made for a database that the user named")
  func missingFolder() throws {
    let workplace = try Workplace()
    let ending = try workplace.vosfact(
      "settings", "set", "language", "en", "--db", workplace.file("none/vosfact.db"))
    #expect(ending.status == 73)
    #expect(ending.errors.contains("none/vosfact.db"))
    #expect(try workplace.names == [])
  }

  @Test(
    "without a name the database is in the user's data folder, which is made for the user alone")
  func dataFolder() throws {
    let workplace = try Workplace()
    let variables: [String: String?] = ["VOSFACT_DB": nil]
    try workplace.succeed("settings", "set", "language", "en", with: variables)
    let folder = workplace.file(".local/share/vosfact")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/vosfact.db"))
    let homeless = try workplace.vosfact(
      "settings", "get", "language", with: ["VOSFACT_DB": nil, "HOME": nil])
    #expect(homeless.status == 78)
  }
}
