extension Schema {
  /// How much of its document's claim the link asked for by which a customer came to pay: who comes back from the provider
  /// is asked for the same.
  static let schema20: StaticString = """
    ALTER TABLE payment ADD COLUMN part INTEGER;

    PRAGMA user_version = 20;
    """
}
