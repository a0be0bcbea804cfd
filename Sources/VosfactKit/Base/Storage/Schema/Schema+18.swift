extension Schema {
  /// Credit notes stand on the account of the document that they correct: which that is, since when, and what all of them
  /// take off a document's total.
  static let schema18: StaticString = """
    ALTER TABLE document ADD COLUMN corrects INTEGER REFERENCES document (id);
    ALTER TABLE document ADD COLUMN corrected_at INTEGER;
    ALTER TABLE document ADD COLUMN credited INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX document_by_corrects ON document (corrects) WHERE corrects IS NOT NULL;
    ALTER TABLE document DROP COLUMN claim;
    ALTER TABLE document ADD COLUMN claim INTEGER GENERATED ALWAYS AS (
      CASE WHEN state IN ('canceled', 'rejected') OR kind = 'credit-note' THEN 0
           ELSE max(0, total - credited - written_off - paid - under_way - returned - disputed) END) VIRTUAL;

    PRAGMA user_version = 18;
    """
}
