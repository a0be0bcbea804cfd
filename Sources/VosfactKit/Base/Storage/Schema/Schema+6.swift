extension Schema {
  /// Products that are bought without a document first, and the purchases of them.
  ///
  /// What was bought of a product is kept with it, as a list would have to count millions of purchases
  /// otherwise; the audit counts them.
  static let schema6: StaticString = """
    CREATE TABLE product (
      id INTEGER PRIMARY KEY,
      public_id INTEGER NOT NULL UNIQUE,
      name TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0),
      currency TEXT NOT NULL,
      tax_rate TEXT NOT NULL,
      order_reference TEXT,
      return_address TEXT,
      created_at INTEGER NOT NULL,
      retired_at INTEGER,
      links_not_before INTEGER NOT NULL DEFAULT 0,
      bought INTEGER NOT NULL DEFAULT 0,
      taken INTEGER NOT NULL DEFAULT 0,
      digest BLOB NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE purchase (
      payment INTEGER PRIMARY KEY REFERENCES payment (id),
      product INTEGER NOT NULL REFERENCES product (id),
      public_id INTEGER NOT NULL UNIQUE,
      document_kind TEXT,
      language TEXT NOT NULL,
      customer TEXT NOT NULL,
      buyer_name TEXT NOT NULL,
      buyer_email TEXT NOT NULL,
      buyer_country TEXT,
      order_reference TEXT
    ) STRICT;
    CREATE INDEX purchase_by_product ON purchase (product, payment);
    CREATE INDEX purchase_by_customer ON purchase (product, customer, payment);

    PRAGMA user_version = 6;
    """
}
