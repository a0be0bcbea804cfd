/// An open document without most of what it says: as much as a link to it takes.
public struct OpenDocument: Equatable, Sendable {
  public let number: String
  let publicID: PublicID
  /// The name of its kind.
  let kind: String
  /// What is left to pay, in minor units of its currency.
  let balance: Int64
  /// The code of its currency.
  let currency: String
  /// Links made before this moment are revoked.
  let linksNotBefore: UnixTime
}

extension DocumentStore {
  private static let open: StaticString = """
    SELECT number, public_id, kind, total - paid, currency, links_not_before
      FROM document INDEXED BY document_open
     WHERE (state = 'issued' OR state = 'sent' OR state = 'partially-paid') AND id > ?1
     ORDER BY id
    """

  /// Every document that is not settled, canceled, accepted or rejected, oldest first.
  ///
  /// It reads one row a document and no more of it than that, where `list(_:)` reads documents in full.
  public func open() throws(StorageError) -> OpenDocuments {
    OpenDocuments(rows: try database.query(Self.open, DocumentKey.lowest))
  }
}

/// Open documents, oldest first, read one after the other.
public struct OpenDocuments: ~Copyable {
  private var rows: Rows

  fileprivate init(rows: consuming Rows) {
    self.rows = rows
  }

  /// The next document; `nil` after the last.
  public mutating func next() throws(StorageError) -> OpenDocument? {
    guard let row = try rows.next() else { return nil }
    return OpenDocument(
      number: row.text(0), publicID: PublicID(rawValue: row.int64(1)), kind: row.text(2),
      balance: row.int64(3), currency: row.text(4), linksNotBefore: row.time(5))
  }
}
