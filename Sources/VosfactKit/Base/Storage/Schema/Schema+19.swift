extension Schema {
  /// Lines say why they bear no VAT, when what they sell was supplied, and which deposit invoice they deduct, by its
  /// number.
  static let schema19: StaticString = """
    ALTER TABLE document_line ADD COLUMN exemption TEXT;
    ALTER TABLE document_line ADD COLUMN supplied_on TEXT;
    ALTER TABLE document_line ADD COLUMN deposit TEXT;
    CREATE INDEX document_line_by_deposit ON document_line (deposit) WHERE deposit IS NOT NULL;

    PRAGMA user_version = 19;
    """
}
