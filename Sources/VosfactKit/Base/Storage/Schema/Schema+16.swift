extension Schema {
  /// What came of asking the customer's bank whether a card is theirs, as events tell it.
  static let schema16: StaticString = """
    ALTER TABLE payment_event ADD COLUMN three_d_secure TEXT;
    ALTER TABLE payment_event ADD COLUMN is_liability_shifted INTEGER;

    PRAGMA user_version = 16;
    """
}
