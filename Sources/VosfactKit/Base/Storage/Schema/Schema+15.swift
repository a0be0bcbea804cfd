extension Schema {
  /// What lies between asked for and settled: of each document what is under way, what went back, what is disputed and
  /// what was written off, from which follows what the customer may be asked for now; of each payment what it holds; and
  /// which money was given to which document by hand.
  ///
  /// `claim` is worked out by SQLite itself, so that no row can say another amount than its parts. `claimed` is the part
  /// of what went back that the seller asks for again.
  static let schema15: StaticString = """
    ALTER TABLE document ADD COLUMN under_way INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN written_off INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN thanked INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN mail_address TEXT;
    ALTER TABLE document ADD COLUMN claim INTEGER GENERATED ALWAYS AS (
      CASE WHEN state IN ('canceled', 'rejected') OR kind = 'credit-note' THEN 0
           ELSE max(0, total - written_off - paid - under_way - returned - disputed) END) VIRTUAL;
    UPDATE document SET thanked = 1 WHERE state = 'paid';

    ALTER TABLE payment ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE payment ADD COLUMN fee INTEGER;
    ALTER TABLE payment_event ADD COLUMN fee INTEGER;

    CREATE TABLE allocation (
      id INTEGER PRIMARY KEY,
      payment INTEGER NOT NULL REFERENCES payment (id),
      transaction_id TEXT,
      document INTEGER NOT NULL REFERENCES document (id),
      amount INTEGER NOT NULL,
      share INTEGER NOT NULL,
      at INTEGER NOT NULL,
      journal INTEGER NOT NULL REFERENCES journal (seq)
    ) STRICT;
    CREATE INDEX allocation_by_payment ON allocation (payment);
    CREATE INDEX allocation_by_document ON allocation (document);

    PRAGMA user_version = 15;
    """
}
