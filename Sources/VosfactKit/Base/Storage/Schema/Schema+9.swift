extension Schema {
  /// When the provider's page of an attempt ends.
  static let schema9: StaticString = """
    ALTER TABLE payment ADD COLUMN page_ends_at INTEGER;

    PRAGMA user_version = 9;
    """
}
