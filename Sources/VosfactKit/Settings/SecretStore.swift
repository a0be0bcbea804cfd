/// The secrets in the database: each a list of values, or of references to where the values are kept.
struct SecretStore {
  let database: Database
  /// The environment that references are looked up in.
  let environment: [String: String]

  private static let select: StaticString = """
    SELECT value, reference
      FROM secret
     WHERE name = ?1
     ORDER BY position
    """

  private static let insert: StaticString = """
    INSERT INTO secret (name, position, value, reference)
    VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM secret WHERE name = ?1), ?2, ?3)
    """

  private static let delete: StaticString = "DELETE FROM secret WHERE name = ?1"
  private static let count: StaticString = "SELECT count(*) FROM secret WHERE name = ?1"

  /// The values of the secret `name`, in the order in which they were set; none if it is not set.
  ///
  /// - Throws: `SecretError` if a reference leads nowhere, else `StorageError`.
  func values(_ name: String) throws -> [Secret] {
    var rows = try database.query(Self.select, name)
    var values: [Secret] = []
    while let row = try rows.next() {
      if let reference = row.optionalText(1) {
        guard let source = try? SecretSource(reference), source != .standardInput else {
          throw rows.damaged("a secret is kept by a reference that is none")
        }
        values.append(try source.read(environment: environment))
      } else {
        values.append(Secret(bytes: row.bytes(0)))
      }
    }
    return values
  }

  /// How many values the secret `name` has, without reading them.
  func count(_ name: String) throws(StorageError) -> Int {
    try database.first(Self.count, name) { row in Int(row.int64(0)) } ?? 0
  }

  /// Adds a value to the secret `name`.
  func add(_ value: Secret, to name: String) throws(StorageError) {
    try database.run(Self.insert, name, value.bytes, String?.none)
  }

  /// Adds to the secret `name` a value that is read from `reference` whenever it is needed.
  func add(reference: String, to name: String) throws(StorageError) {
    try database.run(Self.insert, name, [UInt8]?.none, reference)
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

  /// Forgets all but the last `count` values of the secret `name`.
  func forgetOlder(than count: Int, of name: String) throws(StorageError) {
    try database.run(Self.deleteOlder, name, count)
  }

  /// Forgets every value of the secret `name`.
  func remove(_ name: String) throws(StorageError) {
    try database.run(Self.delete, name)
  }
}
