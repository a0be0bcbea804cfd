extension Schema {
  /// What people decided about payments that ask for attention.
  ///
  /// The index of open documents is made anew with a condition that SQLite checks without a table of its
  /// own: a list of three values cost each stored document a temporary one.
  static let schema2: StaticString = """
    CREATE TABLE resolution (
      id INTEGER PRIMARY KEY,
      payment INTEGER NOT NULL REFERENCES payment (id),
      attention TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('accept', 'reject')),
      events TEXT NOT NULL,
      document TEXT,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL,
      journal INTEGER NOT NULL REFERENCES journal (seq)
    ) STRICT;
    CREATE INDEX resolution_by_payment ON resolution (payment);

    DROP INDEX document_open;
    CREATE INDEX document_open ON document (id, due_on)
     WHERE state = 'issued' OR state = 'sent' OR state = 'partially-paid';

    PRAGMA user_version = 2;
    """
}
