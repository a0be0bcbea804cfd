import Foundation
import Testing
import VosfactKit

/// Where the database is, and who may read it.
@Suite(.waiting) struct DatabaseFileTests {
  @Test("a new database can be read by its owner alone")
  func permissions() throws {
    let workplace = try Workplace()
    try workplace.succeed("settings", "set", "language", "en")
    let attributes = try FileManager.default.attributesOfItem(atPath: workplace.database)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
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
