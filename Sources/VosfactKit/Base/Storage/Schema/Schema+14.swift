extension Schema {
  /// What was made under which idempotency key.
  static let schema14: StaticString = """
    CREATE TABLE idempotency_key (
      name TEXT NOT NULL PRIMARY KEY,
      content BLOB NOT NULL,
      made TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    PRAGMA user_version = 14;
    """
}
