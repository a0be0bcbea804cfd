package import Localization

/// The name that a caller gives to one request, so that the same request again makes nothing more.
package struct IdempotencyKey: Sendable {
  static let maximumLength = 200

  let name: String
  /// The SHA-256 of what is asked.
  let content: [UInt8]

  /// - Parameter content: what is asked, the same text whenever it is the same.
  /// - Throws: `Fault` if nobody could read the name again.
  package init(_ name: String, of content: String) throws(Fault) {
    guard name.isVisible, !name.isBlank, name.unicodeScalars.count <= Self.maximumLength else {
      throw Fault(
        .badValue,
        en: """
          the key cannot be kept; it is empty, over 200 characters, or does not show; give another
          """,
        fr: """
          la clé ne peut être gardée ; elle est vide, de plus de 200 caractères ou invisible ; donnez-en une \
          autre
          """)
    }
    self.name = name
    self.content = SHA256.digest(Array(content.utf8))
  }
}

/// What was made under idempotency keys. A key is kept for good, with what it made, in one transaction.
package struct IdempotencyKeys {
  let database: Database
  let clock: WallClock

  private static let select: StaticString = """
    SELECT content, made, at FROM idempotency_key WHERE name = ?1
    """

  private static let insert: StaticString = """
    INSERT INTO idempotency_key (name, content, made, at) VALUES (?1, ?2, ?3, ?4)
    """

  private static let delete: StaticString = "DELETE FROM idempotency_key WHERE name = ?1"

  /// What one request made.
  package struct Made {
    /// What the things are known by.
    package let names: [String]
    /// When.
    package let at: UnixTime
  }

  /// What was made under `key`; `nil` if nothing was, or there is no key.
  ///
  /// It throws `Fault` if something else was asked under it, else `StorageError`.
  package func made(under key: IdempotencyKey?) throws -> Made? {
    guard let key else { return nil }
    let known = try database.first(Self.select, key.name) { row in
      (content: row.bytes("content"), made: row.text("made"), at: row.time("at"))
    }
    guard let known else { return nil }
    guard known.content == key.content else {
      let shown = key.name.shown
      throw Fault(
        .refused,
        en: "the key '\(shown)' was given with something else; nothing was done; give another key",
        fr:
          "la clé « \(shown) » a servi à autre chose ; rien n’a été fait ; donnez une autre clé")
    }
    return Made(names: known.made.split(separator: "\n").map(String.init), at: known.at)
  }

  /// Keeps that things known by `names` were made under `key`, if there is one, in the caller's transaction.
  func keep(_ names: [String], under key: IdempotencyKey?) throws {
    if try made(under: key) == nil { try add(names, under: key) }
  }

  /// Keeps them under a key that was not given before.
  private func add(_ names: [String], under key: IdempotencyKey?) throws(StorageError) {
    guard let key else { return }
    try database.run(Self.insert, key.name, key.content, names.joined(separator: "\n"), clock.now)
  }

  /// Lets `key` be given again, as what was asked under it came to nothing.
  func forget(_ key: IdempotencyKey?) throws(StorageError) {
    guard let key else { return }
    try database.run(Self.delete, key.name)
  }

  /// What `make` makes, in the caller's transaction; under a key that was given before, what that made.
  ///
  /// It throws what `again` and `make` throw, `Fault` if something else was asked under the key, or `StorageError`.
  ///
  /// - Parameters:
  ///   - again: finds what was made.
  ///   - names: what it is found by: lines without line breaks.
  package func once<Result>(
    _ key: IdempotencyKey?, again: (Made) throws -> Result, names: (Result) -> [String],
    make: () throws -> Result
  ) throws -> Result {
    if let made = try made(under: key) { return try again(made) }
    let result = try make()
    try add(names(result), under: key)
    return result
  }
}
