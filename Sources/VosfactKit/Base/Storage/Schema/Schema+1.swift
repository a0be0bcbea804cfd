extension Schema {
  /// Documents, pay links, payments, the journal and the settings.
  ///
  /// Amounts are minor units of the row's currency, moments unix seconds, dates `YYYY-MM-DD`.
  ///
  /// Documents and payments are keyed so that the key itself gives the order of the lists: the day of
  /// issue, or the second of the start, in the upper bits and a serial number in the lower ones. Every
  /// index then yields its rows oldest first without sorting, and a key is the cursor of a page.
  static let schema1: StaticString = """
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE secret (
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      value BLOB,
      reference TEXT,
      PRIMARY KEY (name, position),
      CHECK ((value IS NULL) <> (reference IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE signing_key (
      id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
      secret BLOB NOT NULL CHECK (length(secret) = 32),
      created_at INTEGER NOT NULL,
      retired_at INTEGER
    ) STRICT;

    CREATE TABLE number_series (
      pattern TEXT PRIMARY KEY,
      last INTEGER NOT NULL,
      last_issued_on TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      public_id INTEGER NOT NULL UNIQUE,
      number TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      stage TEXT NOT NULL,
      state TEXT NOT NULL,
      issued_on TEXT NOT NULL,
      sold_on TEXT,
      due_on TEXT,
      currency TEXT NOT NULL,
      language TEXT NOT NULL,
      net INTEGER NOT NULL,
      tax INTEGER NOT NULL,
      total INTEGER NOT NULL,
      paid INTEGER NOT NULL DEFAULT 0,
      paid_at INTEGER,
      order_reference TEXT,
      buyer_name TEXT NOT NULL,
      buyer_email TEXT,
      buyer_street TEXT,
      buyer_post_code TEXT,
      buyer_city TEXT,
      buyer_country TEXT,
      buyer_tax_id TEXT,
      links_not_before INTEGER NOT NULL DEFAULT 0,
      digest BLOB NOT NULL
    ) STRICT;
    CREATE INDEX document_by_state ON document (state);
    CREATE INDEX document_by_kind ON document (kind);
    CREATE INDEX document_open ON document (id, due_on) WHERE state IN ('issued', 'sent', 'partially-paid');

    CREATE TABLE document_line (
      document INTEGER NOT NULL REFERENCES document (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      quantity TEXT,
      unit TEXT,
      unit_price TEXT,
      tax_rate TEXT,
      discount_percent TEXT,
      net INTEGER,
      tax INTEGER,
      total INTEGER,
      PRIMARY KEY (document, position)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE document_buyer USING fts5 (
      name, content = '', columnsize = 0, tokenize = 'trigram'
    );

    CREATE TABLE payment (
      id INTEGER PRIMARY KEY,
      reference TEXT NOT NULL UNIQUE,
      document INTEGER REFERENCES document (id),
      provider TEXT NOT NULL,
      mode TEXT,
      state TEXT NOT NULL,
      settled INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      currency TEXT NOT NULL,
      refunded INTEGER NOT NULL,
      credited INTEGER NOT NULL,
      provider_reference TEXT,
      method TEXT,
      next TEXT,
      started_at INTEGER NOT NULL,
      paid_at INTEGER,
      attention TEXT,
      conflicting INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX payment_by_document ON payment (document);
    CREATE INDEX payment_by_state ON payment (state);
    CREATE INDEX payment_by_provider ON payment (provider);
    CREATE INDEX payment_with_attention ON payment (id) WHERE attention IS NOT NULL;

    CREATE TABLE provider_identifier (
      provider TEXT NOT NULL,
      identifier TEXT NOT NULL,
      payment INTEGER NOT NULL REFERENCES payment (id),
      PRIMARY KEY (provider, identifier)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX provider_identifier_by_payment ON provider_identifier (payment);

    CREATE TABLE callback (
      id INTEGER PRIMARY KEY,
      received_at INTEGER NOT NULL,
      provider TEXT NOT NULL,
      result TEXT NOT NULL,
      reason TEXT,
      payment INTEGER REFERENCES payment (id),
      request BLOB,
      digest BLOB
    ) STRICT;
    CREATE UNIQUE INDEX callback_by_digest ON callback (provider, digest) WHERE digest IS NOT NULL;
    CREATE INDEX callback_by_payment ON callback (payment) WHERE payment IS NOT NULL;
    CREATE INDEX callback_refused ON callback (id) WHERE result = 'refused';

    CREATE TABLE payment_event (
      provider TEXT NOT NULL,
      event_id TEXT NOT NULL,
      payment INTEGER NOT NULL REFERENCES payment (id),
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      amount INTEGER,
      currency TEXT,
      subject TEXT,
      is_running_total INTEGER NOT NULL,
      method TEXT,
      reason TEXT,
      digest BLOB NOT NULL,
      callback INTEGER REFERENCES callback (id),
      journal INTEGER NOT NULL REFERENCES journal (seq),
      PRIMARY KEY (provider, event_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX payment_event_by_payment ON payment_event (payment, at);

    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      topic TEXT NOT NULL,
      key TEXT NOT NULL UNIQUE,
      payload TEXT NOT NULL,
      queued_at INTEGER NOT NULL,
      next_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      delivered_at INTEGER,
      failure TEXT
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (next_at) WHERE next_at IS NOT NULL;

    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      subject TEXT NOT NULL,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      previous BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX journal_by_subject ON journal (subject);
    CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
    BEGIN
      SELECT RAISE(ABORT, 'the journal is append-only');
    END;
    CREATE TRIGGER journal_keeps_its_words BEFORE UPDATE ON journal
    BEGIN
      SELECT RAISE(ABORT, 'the journal is append-only');
    END;

    CREATE TABLE journal_head (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    INSERT INTO journal_head VALUES (1, 0, zeroblob(32));

    PRAGMA user_version = 1;
    """
}
