extension Schema {
  /// What a document counts at most of a transaction of which some was given to others: what counts for nothing goes back
  /// first.
  static let schema17: StaticString = """
    ALTER TABLE allocation ADD COLUMN own_part INTEGER NOT NULL DEFAULT 0;

    PRAGMA user_version = 17;
    """
}
