extension Schema {
  /// How often visitors had something done that has a limit, by the hour since 1970-01-01, UTC; and by which index a
  /// provider's newest refusals are found.
  static let schema11: StaticString = """
    CREATE TABLE visitor_count (
      hour INTEGER NOT NULL,
      name TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (hour, name)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX callback_refused_of_provider ON callback (provider, id) WHERE result = 'refused';

    PRAGMA user_version = 11;
    """
}
