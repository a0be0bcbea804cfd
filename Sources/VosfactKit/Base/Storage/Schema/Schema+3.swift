extension Schema {
  /// What providers other than the first need: numbers of a day's attempts, a memory of sendings whose
  /// signature does not cover the whole message, the refunds that were asked for, when
  /// payments are asked about that no callback tells more of, and where to look when payments stop arriving.
  static let schema3: StaticString = """
    CREATE TABLE attempt_number (
      provider TEXT NOT NULL,
      day INTEGER NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (provider, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE transmission (
      provider TEXT NOT NULL,
      id TEXT NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (provider, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE refund (
      id INTEGER PRIMARY KEY,
      reference TEXT NOT NULL UNIQUE,
      payment INTEGER NOT NULL REFERENCES payment (id),
      amount INTEGER NOT NULL CHECK (amount > 0),
      refunded_before INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'done', 'refused')),
      provider_reference TEXT,
      requested_at INTEGER NOT NULL,
      journal INTEGER NOT NULL REFERENCES journal (seq)
    ) STRICT;
    CREATE INDEX refund_open ON refund (payment) WHERE state = 'requested' OR state = 'accepted';
    CREATE INDEX refund_by_payment ON refund (payment);

    CREATE TABLE status_query (
      payment INTEGER PRIMARY KEY REFERENCES payment (id),
      due_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX status_query_due ON status_query (due_at, payment);

    CREATE INDEX callback_by_provider ON callback (provider, id);

    PRAGMA user_version = 3;
    """
}
