import Localization

/// A key that signs pay links.
struct SigningKey {
  let id: UInt8
  let code: HMAC
  /// When links under it stopped being taken; `nil` while they are.
  let retiredAt: UnixTime?
}

/// The keys of the database: the newest signs, and older ones verify until they are retired.
struct SigningKeys {
  private let keys: [UInt8: SigningKey]
  /// The key that signs; `nil` if none was made yet.
  let newest: SigningKey?

  private static let select: StaticString = """
    SELECT id, secret, retired_at
      FROM signing_key
     ORDER BY id
    """

  /// - Throws: `PayLinkError.cryptography` if libcrypto fails, else `StorageError`.
  init(in database: Database) throws {
    var keys: [UInt8: SigningKey] = [:]
    var newest: SigningKey?
    var rows = try database.query(Self.select)
    while let row = try rows.next() {
      guard let code = HMAC(.sha256, key: row.bytes("secret")) else {
        throw PayLinkError.cryptography
      }
      let key = SigningKey(
        id: UInt8(truncatingIfNeeded: row.int64("id")), code: code,
        retiredAt: row.optionalTime("retired_at"))
      keys[key.id] = key
      newest = key
    }
    self.keys = keys
    self.newest = newest
  }

  subscript(_ id: UInt8) -> SigningKey? { keys[id] }
}

extension PayLinks {
  private static let insert: StaticString = """
    INSERT INTO signing_key (id, secret, created_at) VALUES (?1, ?2, ?3)
    """

  private static let retire: StaticString = """
    UPDATE signing_key
       SET retired_at = ?2
     WHERE id < ?1 AND retired_at IS NULL
    """

  private static let isAny: StaticString = "SELECT EXISTS (SELECT 1 FROM signing_key)"

  /// Makes the first key of a database that has none.
  ///
  /// It throws `StorageError`.
  func addFirstKey() throws {
    func isAny() throws(StorageError) -> Bool {
      try database.first(Self.isAny) { row in row.bool() } ?? false
    }
    guard try !isAny() else { return }
    try database.transaction {
      if try !isAny() { _ = try addKey(after: 0) }
    }
  }

  /// Adds a key that signs from now on, and records it, in the caller's transaction.
  ///
  /// - Throws: `Fault` after 255 keys, else `StorageError`.
  func addKey(after last: UInt8) throws -> UInt8 {
    guard last < .max else {
      throw Fault(
        .cannotWrite, en: "no signing key was made; all 255 are used; start a new database",
        fr:
          "aucune clé de signature n’a été faite ; les 255 sont utilisées ; commencez une nouvelle base"
      )
    }
    try database.run(Self.insert, Int64(last) + 1, random.bytes(32), clock.now)
    try Journal(database: database).append(
      .keyRotated, about: .signingKeys, ["key": .integer(last + 1)], at: clock.now)
    return last + 1
  }

  /// Refuses links under every key older than `id` from now on, and records it, in the caller's
  /// transaction.
  func retireKeys(before id: UInt8) throws(StorageError) {
    guard try database.run(Self.retire, Int64(id), clock.now) > 0 else { return }
    try Journal(database: database).append(
      .keyRetired, about: .signingKeys, ["before": .integer(id)], at: clock.now)
  }
}
