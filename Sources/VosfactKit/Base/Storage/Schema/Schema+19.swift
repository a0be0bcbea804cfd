extension Schema {
  /// Lines say why they bear no VAT, when what they sell was supplied, and which deposit invoice they deduct, by its
  /// number. Documents follow others: a credit note the invoice that it corrects, an invoice the quote that it was made
  /// of.
  static let schema19: StaticString = """
    ALTER TABLE document_line ADD COLUMN exemption TEXT;
    ALTER TABLE document_line ADD COLUMN supplied_on TEXT;
    ALTER TABLE document_line ADD COLUMN deposit TEXT;
    CREATE INDEX document_line_by_deposit ON document_line (deposit) WHERE deposit IS NOT NULL;

    ALTER TABLE document RENAME COLUMN corrects TO follows;
    ALTER TABLE document RENAME COLUMN corrected_at TO followed_at;
    DROP INDEX document_by_corrects;
    CREATE INDEX document_by_followed ON document (follows) WHERE follows IS NOT NULL;
    CREATE INDEX document_with_advance ON document (id)
     WHERE paid <> unreal AND kind IN ('quote', 'purchase-order', 'proforma');

    PRAGMA user_version = 19;
    """
}
