extension Schema {
  /// What is paid of a document without money, by payments of test or simulated mode; and by which index those documents
  /// are found.
  static let schema12: StaticString = """
    ALTER TABLE document ADD COLUMN unreal INTEGER NOT NULL DEFAULT 0;
    UPDATE document
       SET unreal = (SELECT coalesce(sum(credited), 0) FROM payment
                      WHERE payment.document = document.id AND mode IN ('test', 'simulated'))
     WHERE id IN (SELECT document FROM payment WHERE mode IN ('test', 'simulated') AND credited <> 0);
    CREATE INDEX document_unreal ON document (id) WHERE unreal <> 0;

    PRAGMA user_version = 12;
    """
}
