import Foundation
import Testing
import VosfactKit

/// Faults of the files and folders, what `settings check` says of them, and that its own remedy mends them.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "sqlite3"), "sqlite3 is not installed"))
struct FilesCheckTests: ChecksShop {
  let shop: Shop

  /// Whether the tests run as root, who alone can give files away, and whom permissions do not stop.
  private static let isRoot = geteuid() == 0

  init() throws {
    shop = try Self.checkedShop()
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

  @Test("the folder of kept PDF files is the owner's alone, and holds nothing else")
  func keptFiles() throws {
    let (folder, names) = (workplace.file("vosfact.db-pdf"), ["a film", ".mkv"])
    let whole = String(repeating: "0a", count: 32) + ".pdf"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try #require(chmod(folder, 0o755) == 0)
    for name in names + [whole, ".\(whole).ABCDEFGH"] {
      try workplace.write("%PDF", to: "vosfact.db-pdf/\(name)")
    }
    let found = try findings(status: 1)
    #expect(
      found.map { [$0["check"]?.string, $0["status"]?.string, $0["subject"]?.string] }
        == [
          ["permissions", "fault", folder], ["leftovers", "warning", "\(folder)/.mkv"],
          ["leftovers", "warning", "\(folder)/a film"],
        ])
    for finding in found { try mend(finding) }
    #expect(try findings(status: 0).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createSymbolicLink(
      atPath: folder, withDestinationPath: workplace.file("elsewhere"))
    let link = try findings(status: 0)
    #expect(link.compactMap { $0["subject"]?.string } == [folder])
    try mend(try #require(link.first))
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
}
