import Glibc
import Localization
import Testing

@testable import VosfactKit

@Suite struct DatabaseFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a new file and those beside it are its owner's alone")
  func permissions() throws {
    let database = try Database(path: folder.file("new.db"), access: .creating)
    try Settings(database: database).store("fr", for: "language")
    #expect(folder.names == ["new.db", "new.db-shm", "new.db-wal"])
    for name in folder.names { #expect(try folder.mode(of: name) == 0o600) }
  }

  @Test("a missing file is not made unless asked")
  func missing() {
    let path = folder.file("missing.db")
    #expect(throws: StorageError.missing(path: path)) {
      try Database(path: path, access: .existing)
    }
    #expect(folder.names.isEmpty)
  }

  @Test(
    "a file that others may read or write is refused, with the command that mends it",
    arguments: [0o640, 0o604, 0o660, 0o606, 0o644, 0o610, 0o601, 0o666] as [mode_t])
  func exposed(_ mode: mode_t) throws {
    let path = folder.file("shop.db")
    do { _ = try Database(path: path, access: .creating) }
    try #require(chmod(path, mode) == 0)
    let before = try folder.read("shop.db")
    let error = #expect(throws: StorageError.self) { try Database(path: path, access: .existing) }
    #expect(error == .exposed(path: path))
    for language in Language.allCases {
      #expect(error?.text[language].hasSuffix("chmod 600 \(path)") == true)
    }
    #expect(try folder.read("shop.db") == before)
    #expect(try folder.mode(of: "shop.db") == mode)
    #expect(folder.names == ["shop.db"])
  }

  @Test(
    "the command that mends it can be pasted whatever the path",
    arguments: [
      ("/tmp/my shop.db", "chmod 600 '/tmp/my shop.db'"),
      ("/tmp/l'été.db", #"chmod 600 '/tmp/l'\''été.db'"#), ("-x.db", "chmod 600 ./-x.db"),
      ("/tmp/$(id).db", "chmod 600 '/tmp/$(id).db'"),
      (
        "/" + String(repeating: "a", count: 300) + ".db",
        "chmod 600 /" + String(repeating: "a", count: 300) + ".db"
      ),
    ])
  func command(_ path: String, _ command: String) {
    for language in Language.allCases {
      #expect(StorageError.exposed(path: path).text[language].hasSuffix(command))
    }
  }

  @Test("a text file is refused and left alone")
  func textFile() throws {
    let bytes = Array("Dear diary, this is no database at all.\n".utf8)
    let path = try folder.write(bytes, to: "diary.txt")
    let error = #expect(throws: StorageError.self) { try Database(path: path, access: .creating) }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try folder.read("diary.txt") == bytes)
    #expect(folder.names == ["diary.txt"])
  }

  @Test("another program's database is refused and left alone")
  func foreign() throws {
    let path = try folder.write([], to: "other.db")
    do {
      let other = try Database(unchecked: path)
      try other.execute("CREATE TABLE contact (name TEXT); INSERT INTO contact VALUES ('Ada')")
    }
    let before = try folder.read("other.db")
    #expect(throws: StorageError.foreign(path: path)) {
      try Database(path: path, access: .creating)
    }
    #expect(try folder.read("other.db") == before)
    #expect(folder.names == ["other.db"])
  }

  @Test("a database cut short is refused as damaged")
  func cutShort() throws {
    let path = folder.file("cut.db")
    do { _ = try Database(path: path, access: .creating) }
    try folder.write(try folder.read("cut.db").prefix(10_000), to: "cut.db")
    let error = #expect(throws: StorageError.self) {
      let database = try Database(path: path, access: .existing)
      _ = try DocumentStore(database: database).document(number: "F-1")
    }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a folder is no database")
  func directory() {
    let error = #expect(throws: StorageError.self) {
      try Database(path: folder.path, access: .creating)
    }
    #expect(error == .notAFile(path: folder.path))
    #expect(error?.text.fr.contains("n’est pas un fichier") == true)
  }

  @Test("a folder that does not exist is said to be missing")
  func missingFolder() {
    let path = folder.file("nowhere/shop.db")
    #expect(throws: StorageError.cannotOpen(path: path, reason: "No such file or directory")) {
      try Database(path: path, access: .creating)
    }
  }

  @Test("a file called ':memory:' is a file like another")
  func memoryName() async throws {
    await #expect(processExitsWith: .success) { [path = folder.path as String] in
      try #require(chdir(path) == 0)
      try Settings(database: try Database(path: ":memory:", access: .creating))
        .set(.language, to: "en", at: UnixTime(seconds: 0))
      let again = try Database(path: ":memory:", access: .existing)
      try #require(try Settings(database: again).value(.language) == .english)
    }
    #expect(folder.names == [":memory:"])
  }

  @Test("every sentence is there in both languages, on one line, without escape sequences")
  func sentences() {
    let path = "\u{1B}[2J/shop.db"
    let errors: [StorageError] = [
      .missing(path: path), .cannotOpen(path: path, reason: "no"), .exposed(path: path),
      .notAFile(path: path), .foreign(path: path), .damaged(path: path, reason: "no,\nand no"),
      .newerSchema(path: path, found: 2, known: 1), .busy(path: path), .readOnly(path: path),
      .full(path: path), .inputOutput(path: path, reason: "no"),
      .altered(path: path, reason: "no,\nand no"),
      .contradicted(path: path, reason: "no", sql: "SELECT 1\n  FROM thing"),
      .statement(reason: "no", sql: "SELECT 1\n  FROM thing"),
    ]
    for error in errors {
      for language in Language.allCases {
        let text = error.text[language]
        #expect(!text.contains("\u{1B}") && !text.contains("\n") && !text.contains("SELECT"))
        #expect(text.split(separator: ";").count >= 3, "\(text)")
      }
      #expect(error.text.en != error.text.fr)
    }
  }
}
