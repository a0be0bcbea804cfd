import Localization
import Testing

@testable import VosfactKit

@Suite struct SecretStoreTests {
  let database: Database
  let folder: TemporaryFolder

  init() throws {
    database = try Database.inMemory()
    folder = try TemporaryFolder()
  }

  private func store(_ environment: [String: String] = [:]) -> SecretStore {
    SecretStore(database: database, environment: environment)
  }

  @Test(
    "a secret is taken from the environment or a file, without the line end after it",
    arguments: [
      ("key", "key"), ("key\n", "key"), ("key\r\n", "key"), ("key\n\n", "key\n"), ("a b ", "a b "),
      ("\nkey", "\nkey"), ("é\u{0}x", "é\u{0}x"),
    ])
  func sources(_ given: String, _ kept: String) throws {
    let expected = Secret(bytes: Array(kept.utf8))
    #expect(try SecretSource("env:KEY").read(environment: ["KEY": given]) == expected)
    let path = try folder.write(given.utf8, to: "key")
    #expect(try SecretSource("file:\(path)").read(environment: [:]) == expected)
  }

  @Test(
    "any other way to give a secret is refused without repeating it",
    arguments: ["sk_live_4242", "", "env:", "file:", "ENV:KEY", " -", "--", "environment:KEY"])
  func notASource(_ text: String) {
    let error = #expect(throws: SecretError.notASource) { try SecretSource(text) }
    #expect(error?.text.en.contains("4242") == false)
  }

  @Test("what is missing, empty or too long is refused")
  func refusals() throws {
    #expect(throws: SecretError.unset(variable: "KEY")) {
      try SecretSource("env:KEY").read(environment: [:])
    }
    #expect(throws: SecretError.empty) {
      try SecretSource("env:KEY").read(environment: ["KEY": ""])
    }
    #expect(throws: SecretError.tooLong) {
      try SecretSource("env:KEY").read(
        environment: ["KEY": String(repeating: "x", count: 65_537)])
    }
    let missing = folder.file("missing")
    #expect(
      throws: SecretError.unreadable(path: missing, reason: "No such file or directory")
    ) { try SecretSource("file:\(missing)").read(environment: [:]) }
    #expect(throws: SecretError.unreadable(path: folder.path, reason: "Is a directory")) {
      try SecretSource("file:\(folder.path)").read(environment: [:])
    }
    let newline = try folder.write("\n".utf8, to: "newline")
    #expect(throws: SecretError.empty) {
      try SecretSource("file:\(newline)").read(environment: [:])
    }
    let long = try folder.write(repeatElement(120, count: 65_537), to: "long")
    #expect(throws: SecretError.tooLong) {
      try SecretSource("file:\(long)").read(environment: [:])
    }
  }

  @Test("only what can be read again from any folder is kept by reference")
  func references() throws {
    #expect(try SecretSource("env:KEY").reference() == "env:KEY")
    #expect(try SecretSource("file:/run/key").reference() == "file:/run/key")
    #expect(throws: SecretError.notAReference) { try SecretSource("-").reference() }
    #expect(throws: SecretError.relativeReference(path: "key")) {
      try SecretSource("file:key").reference()
    }
  }

  @Test("values are kept in their order, by value and by reference")
  func values() throws {
    let store = store(["KEY": "second\n"])
    #expect(try store.values("a").isEmpty)
    try store.add(Secret(bytes: [1, 0, 255]), to: "a")
    try store.add(reference: "env:KEY", to: "a")
    try store.add(Secret(bytes: Array("third".utf8)), to: "a")
    try store.add(Secret(bytes: [9]), to: "b")
    #expect(
      try store.values("a")
        == [[1, 0, 255], Array("second".utf8), Array("third".utf8)].map(Secret.init(bytes:)))
    #expect(try store.count("a") == 3)
    try store.remove("a")
    #expect(try store.count("a") == 0)
    #expect(try store.values("b") == [Secret(bytes: [9])])
  }

  @Test("a reference that leads nowhere is told when the secret is needed")
  func brokenReference() throws {
    try store().add(reference: "env:GONE", to: "a")
    #expect(try store().count("a") == 1)
    #expect(throws: SecretError.unset(variable: "GONE")) { try store().values("a") }
  }
}
