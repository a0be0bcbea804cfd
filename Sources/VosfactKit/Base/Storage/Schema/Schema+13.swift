extension Schema {
  /// Which movement of money at the provider an event is about; none for what is about the attempt alone, and for what
  /// was recorded before.
  static let schema13: StaticString = """
    ALTER TABLE payment_event ADD COLUMN transaction_id TEXT;

    PRAGMA user_version = 13;
    """
}
