/// The secrets in the database: each a list of values, or of references to where the values are kept.
struct SecretStore {
  let database: Database
  /// The environment that references are looked up in.
  let environment: [String: String]

  private static let all: StaticString = """
    SELECT name, value, reference
      FROM secret
     ORDER BY name, position
    """

  private static let insert: StaticString = """
    INSERT INTO secret (name, position, value, reference)
    VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM secret WHERE name = ?1), ?2, ?3)
    """

  private static let delete: StaticString = "DELETE FROM secret WHERE name = ?1"
  private static let memory = "secret"

  /// What a row holds of one value of a secret.
  private typealias Stored = (value: [UInt8], reference: String?)

  /// What is stored of a secret's values, in their order.
  private func stored(_ secret: StoredSecret) throws(StorageError) -> [Stored] {
    let all = try database.remembered(Self.memory) { () throws(StorageError) in
      var rows = try database.query(Self.all)
      var stored: [String: [Stored]] = [:]
      while let row = try rows.next() {
        stored[row.text("name"), default: []].append(
          (row.bytes("value"), row.optionalText("reference")))
      }
      return stored
    }
    return all[secret.name] ?? []
  }

  /// The values of a secret, in the order in which they were set; none if it is not set.
  ///
  /// - Throws: `SecretError` if a reference leads nowhere, `.unusable` if a value is one that `add` would refuse, as
  ///   a file can change and another program write rows; else `StorageError`.
  func values(of secret: StoredSecret) throws -> [Secret] {
    var values: [Secret] = []
    for (bytes, reference) in try stored(secret) {
      do throws(SecretError) {
        values.append(try value(of: secret, reference: reference, stored: bytes))
      } catch {
        // No command writes such a row.
        guard error != .notASource, error != .notAReference else {
          throw StorageError.damaged(
            path: database.path, reason: "a secret is kept by a reference that is none")
        }
        throw error
      }
    }
    return values
  }

  /// The value of a row of `secret`, which keeps it, or where it is.
  ///
  /// - Throws: as `values(of:)` does.
  func value(
    of secret: StoredSecret, reference: String?, stored: [UInt8]
  ) throws(SecretError) -> Secret {
    do throws(SecretError) {
      let value =
        if let reference {
          try Self.source(reference).read(environment: environment)
        } else {
          Secret(bytes: stored)
        }
      try secret.check(value)
      return value
    } catch {
      switch error {
      case .blank, .tooShort, .tooLong, .notAFile:
        throw .unusable(
          title: secret.title, reference: reference, fault: error,
          command: secret.command.map(\.shellWord).joined(separator: " "))
      case .notASource, .notAReference, .relativeReference, .unset, .unreadable, .unusable:
        throw error
      }
    }
  }

  /// Where a row says that its value is.
  ///
  /// - Throws: `SecretError.notASource`, or `.notAReference` for standard input, which is somebody else's each time.
  private static func source(_ reference: String) throws(SecretError) -> SecretSource {
    let source = try SecretSource(reference)
    guard source != .standardInput else { throw .notAReference }
    return source
  }

  /// How many values a secret has, without reading them.
  func count(of secret: StoredSecret) throws(StorageError) -> Int {
    try stored(secret).count
  }

  /// Adds a value to a secret.
  ///
  /// It throws `SecretError.blank` or `.tooShort`, else `StorageError`.
  func add(_ value: Secret, to secret: StoredSecret) throws {
    try secret.check(value)
    database.forget(Self.memory)
    try database.run(Self.insert, secret.name, value.bytes, String?.none)
  }

  /// Adds to a secret a value that is read from `source` whenever it is needed.
  ///
  /// It throws `SecretError` if it cannot be kept so, else `StorageError`.
  func add(_ source: SecretSource, to secret: StoredSecret) throws {
    database.forget(Self.memory)
    try database.run(Self.insert, secret.name, [UInt8]?.none, source.reference())
  }

  private static let deleteOlder: StaticString = """
    DELETE FROM secret
     WHERE name = ?1 AND position NOT IN (
       SELECT position
         FROM secret
        WHERE name = ?1
        ORDER BY position DESC
        LIMIT ?2)
    """

  /// Forgets all but the last `count` values of a secret.
  func forgetOlder(than count: Int, of secret: StoredSecret) throws(StorageError) {
    database.forget(Self.memory)
    try database.run(Self.deleteOlder, secret.name, count)
  }

  /// Forgets every value of a secret.
  func remove(_ secret: StoredSecret) throws(StorageError) {
    database.forget(Self.memory)
    try database.run(Self.delete, secret.name)
  }
}
