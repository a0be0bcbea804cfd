extension Schema {
  /// Three answers to callbacks: what is authentic and was not understood is kept with what the provider calls it, by
  /// which somebody is told once a kind; what is of no concern is forgotten after a while. And what came of asking the
  /// customer's bank whether a card is theirs, as events tell it.
  static let schema16: StaticString = """
    ALTER TABLE callback ADD COLUMN kind TEXT;
    CREATE INDEX callback_not_understood ON callback (provider, kind) WHERE kind IS NOT NULL;
    CREATE INDEX callback_not_understood_of ON callback (payment) WHERE kind IS NOT NULL;
    CREATE INDEX callback_ignored ON callback (received_at) WHERE result = 'ignored' AND payment IS NULL;

    ALTER TABLE payment ADD COLUMN not_understood INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE payment_event ADD COLUMN three_d_secure TEXT;
    ALTER TABLE payment_event ADD COLUMN is_liability_shifted INTEGER;

    PRAGMA user_version = 16;
    """
}
