extension Schema {
  /// One payment for several documents: what it asks of each, in the order in which its money fills them, what that comes to
  /// by `allocation` (rows with a place, beside those that were made by hand), and which document a refund is of. Who pays so
  /// comes by a link to named documents, or to all that are open of a customer.
  ///
  /// A customer is known by the tax number, else by the e-mail address, else not at all.
  static let schema21: StaticString = """
    CREATE TABLE payment_document (
      payment INTEGER NOT NULL REFERENCES payment (id),
      document INTEGER NOT NULL REFERENCES document (id),
      place INTEGER NOT NULL,
      asked INTEGER NOT NULL,
      journal INTEGER NOT NULL REFERENCES journal (seq),
      PRIMARY KEY (payment, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX payment_document_by_document ON payment_document (document, payment);

    ALTER TABLE payment ADD COLUMN statement INTEGER;
    ALTER TABLE payment ADD COLUMN statement_kind INTEGER;
    CREATE INDEX payment_by_statement ON payment (statement) WHERE statement IS NOT NULL;
    ALTER TABLE allocation ADD COLUMN place INTEGER;
    ALTER TABLE allocation ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE refund ADD COLUMN document INTEGER REFERENCES document (id);

    CREATE TABLE statement (
      id INTEGER PRIMARY KEY,
      public_id INTEGER NOT NULL UNIQUE,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE statement_document (
      statement INTEGER NOT NULL REFERENCES statement (id),
      document INTEGER NOT NULL REFERENCES document (id),
      PRIMARY KEY (statement, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX statement_document_by_document ON statement_document (document, statement);

    ALTER TABLE document ADD COLUMN customer TEXT GENERATED ALWAYS AS (
      lower(replace(coalesce('tax ' || buyer_tax_id, 'email ' || buyer_email), ' ', ''))) VIRTUAL;
    CREATE INDEX document_open_of_customer ON document (customer, id)
     WHERE state IN ('issued', 'sent', 'partially-paid') AND customer IS NOT NULL;

    PRAGMA user_version = 21;
    """
}
