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

  @Test("what is missing, too long or no regular file is refused")
  func refusals() throws {
    #expect(throws: SecretError.unset(variable: "KEY")) {
      try SecretSource("env:KEY").read(environment: [:])
    }
    #expect(throws: SecretError.tooLong) {
      try SecretSource("env:KEY").read(
        environment: ["KEY": String(repeating: "x", count: 65_537)])
    }
    let missing = folder.file("missing")
    #expect(
      throws: SecretError.unreadable(path: missing, reason: "No such file or directory")
    ) { try SecretSource("file:\(missing)").read(environment: [:]) }
    for path in [folder.path, "/dev/zero", "/dev/null"] {
      #expect(throws: SecretError.notAFile(path: path)) {
        try SecretSource("file:\(path)").read(environment: [:])
      }
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

  /// A secret of `leastLength` bytes or more.
  private func secret(_ name: String, _ leastLength: Int = 1) -> StoredSecret {
    StoredSecret(
      name: name, title: Text(verbatim: name), leastLength: leastLength,
      command: ["provider", "set", name, "-"])
  }

  @Test("values are kept in their order, by value and by reference")
  func values() throws {
    let store = store(["KEY": "second\n"])
    let (a, b) = (secret("a"), secret("b"))
    #expect(try store.values(of: a).isEmpty)
    try store.add(Secret(bytes: [1, 255, 0, 254]), to: a)
    try store.add(SecretSource("env:KEY"), to: a)
    try store.add(Secret(bytes: Array("third".utf8)), to: a)
    try store.add(Secret(bytes: Array("9".utf8)), to: b)
    #expect(
      try store.values(of: a)
        == [[1, 255, 0, 254], Array("second".utf8), Array("third".utf8)].map(Secret.init(bytes:)))
    #expect(try store.count(of: a) == 3)
    try store.remove(a)
    #expect(try store.count(of: a) == 0)
    #expect(try store.values(of: b) == [Secret(bytes: Array("9".utf8))])
  }

  @Test("a reference that leads nowhere is told when the secret is needed")
  func brokenReference() throws {
    try store().add(SecretSource("env:GONE"), to: secret("a"))
    #expect(try store().count(of: secret("a")) == 1)
    #expect(throws: SecretError.unset(variable: "GONE")) { try store().values(of: secret("a")) }
  }

  /// What shows as nothing, in any writing.
  static let blanks = [
    "", " ", "\n\n", " \t\r\n\u{B}\u{C}", "\u{0}\u{0}", "\u{1}\u{1F}\u{7F}\u{85}\u{9F}",
    "\u{A0}\u{1680}\u{2003}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}",
    "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}\u{34F}\u{180E}", "\u{202E}\u{2066}\u{E0020}",
    "\u{FE0F}\u{115F}\u{3164}\u{2800}",
  ]

  @Test("what shows as nothing is no secret, however long", arguments: blanks)
  func blank(_ text: String) throws {
    let long = String(repeating: text, count: 40)
    #expect(throws: SecretError.blank) { try secret("a").check(Secret(bytes: Array(long.utf8))) }
    #expect(throws: SecretError.blank) {
      try store().add(Secret(bytes: Array(long.utf8)), to: secret("a"))
    }
    #expect(try store().count(of: secret("a")) == 0)
  }

  @Test(
    "blanks around a secret do not make it longer, those within do, and it is kept as it was given",
    arguments: blanks)
  func around(_ text: String) throws {
    func check(_ value: String) throws {
      try secret("a", 8).check(Secret(bytes: Array(value.utf8)))
    }
    #expect(throws: SecretError.tooShort(least: 8)) { try check("\(text)1234567\(text)\(text)") }
    try check("\(text)12345678\(text)")
    if text.utf8.count >= 2 { try check("123\(text)456") }
    let given = Secret(bytes: Array("\(text)12345678\(text)".utf8))
    try store().add(given, to: secret("a", 8))
    #expect(try store().values(of: secret("a", 8)) == [given])
  }

  @Test("bytes that are no UTF-8 count, a blank of UTF-16 does not make a secret")
  func otherCharsets() throws {
    try secret("a", 8).check(Secret(bytes: Array(repeating: 0xE9, count: 8)))
    #expect(throws: SecretError.tooShort(least: 8)) {
      try secret("a", 8).check(Secret(bytes: [0xFF, 0xFE] + [0x20, 0, 0x0A, 0]))
    }
  }

  @Test("a row that somebody blanked or shortened is refused when it is read, and the key named")
  func changedRow() throws {
    try store().add(Secret(bytes: Array("k3y-of-payzen".utf8)), to: secret("a"))
    let changed: [(value: String, fault: SecretError)] = [
      ("", .blank), ("  ", .blank), ("ab", .tooShort(least: 8)),
      (String(repeating: "\u{200B}", count: 8), .blank),
    ]
    for (value, fault) in changed {
      try database.run("UPDATE secret SET value = ?1", Array(value.utf8))
      let error = #expect(throws: SecretError.self) { try store().values(of: secret("a", 8)) }
      #expect(
        error
          == .unusable(
            title: Text(verbatim: "a"), reference: nil, fault: fault, command: "provider set a -"))
      #expect(error?.nature == .misconfigured)
    }
  }
}
