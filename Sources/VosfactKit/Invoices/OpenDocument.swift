/// An open document without most of what it says: as much as a link to it takes.
///
/// It stands on a row and reads of it what it is asked for, as there may be millions; it is gone with the next.
package struct OpenDocument {
  fileprivate let row: Row

  package var number: String { row.text("number") }
  var publicID: PublicID { PublicID(rawValue: row.int64("public_id")) }
  /// The name of its kind.
  var kind: String { row.text("kind") }
  /// What the customer may be asked for now, in minor units of its currency.
  var claim: Int64 { row.int64("claim") }
  /// Links made before this moment are revoked.
  var linksNotBefore: UnixTime { row.time("links_not_before") }
  /// The code of its currency.
  var currency: String { row.text("currency") }

  /// Appends the number's UTF-8 to `bytes`, without a text of its own.
  package func appendNumber(to bytes: inout [UInt8]) {
    row.withUTF8("number") { bytes.append(contentsOf: $0) }
  }

  /// Whether its kind is the one whose name in UTF-8 is among `names`.
  func isOfKind(among names: [[UInt8]]) -> Bool {
    row.withUTF8("kind") { kind in names.contains { kind.elementsEqual($0) } }
  }
}

extension DocumentStore {
  private static let open: StaticString = """
    SELECT number, public_id, kind, claim, links_not_before, currency
      FROM document INDEXED BY document_open
     WHERE (state = 'issued' OR state = 'sent' OR state = 'partially-paid') AND id > ?1
     ORDER BY id
    """

  /// Every document that is not settled, canceled, accepted or rejected, oldest first.
  ///
  /// It reads one row a document and no more of it than that, where `list(_:)` reads documents in full.
  package func open() throws(StorageError) -> OpenDocuments {
    OpenDocuments(rows: try database.query(Self.open, DocumentKey.lowest))
  }
}

/// Open documents, oldest first, read one after the other.
package struct OpenDocuments: ~Copyable {
  fileprivate var rows: Rows

  /// The next document, which is good until the next call; `nil` after the last.
  package mutating func next() throws(StorageError) -> OpenDocument? {
    try rows.next().map { OpenDocument(row: $0) }
  }
}
