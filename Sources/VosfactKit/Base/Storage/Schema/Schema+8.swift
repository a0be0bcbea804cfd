extension Schema {
  /// Whether the seller wants no pay button on a document, whatever the settings say of its kind.
  static let schema8: StaticString = """
    ALTER TABLE document ADD COLUMN hides_button INTEGER NOT NULL DEFAULT 0;

    PRAGMA user_version = 8;
    """
}
