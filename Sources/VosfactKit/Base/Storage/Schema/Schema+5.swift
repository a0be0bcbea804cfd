extension Schema {
  /// What a customer enters on the pay page.
  static let schema5: StaticString = """
    ALTER TABLE payment ADD COLUMN payer_country TEXT;

    PRAGMA user_version = 5;
    """
}
