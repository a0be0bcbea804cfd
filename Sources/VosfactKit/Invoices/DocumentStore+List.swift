extension DocumentStore {
  private static let ofBuyer: StaticString = """
    SELECT rowid
      FROM document_buyer
     WHERE document_buyer MATCH ?3 AND rowid > ?1 AND rowid < ?2
     ORDER BY rowid
    """

  /// The documents that `filter` lets through, oldest first, read one after the other.
  ///
  /// The narrowest of the filter's indexes gives the candidates in order; the rest of the filter is
  /// checked on each. Nothing is sorted, and nothing is kept.
  package func list(_ filter: DocumentFilter) throws(StorageError) -> Listing<Document> {
    Listing(try candidates(filter)) { row throws(StorageError) in
      try document(DocumentKey(rawValue: row.int64())).flatMap { filter.lets($0) ? $0 : nil }
    }
  }

  private func candidates(_ filter: DocumentFilter) throws(StorageError) -> Rows {
    let first = filter.since.map { DocumentKey(firstOf: $0) } ?? .lowest
    let after = max(first, filter.after ?? .lowest)
    let before = filter.until.map { DocumentKey(afterLastOf: $0) } ?? .highest
    func keys<each Value: Bindable>(
      _ condition: StaticString, _ values: repeat each Value
    ) throws(StorageError) -> Rows {
      try database.query(
        "SELECT id FROM document", then: condition, after, before, repeat each values,
        endingIn: "id > ?1 AND id < ?2 ORDER BY id")
    }
    // The search knows parts of three characters and more, and its language ends at U+0000.
    if let buyer = filter.buyer?.foldedForSearch, buyer.unicodeScalars.count >= 3,
      !buyer.unicodeScalars.contains("\0")
    {
      // Quoted, so that the search's own operators are plain text.
      let phrase =
        "\"\(buyer.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      return try database.query(Self.ofBuyer, after, before, phrase)
    } else if let day = filter.overdueOn {
      return try keys(
        """
        INDEXED BY document_open
         WHERE (state = 'issued' OR state = 'sent' OR state = 'partially-paid') AND due_on < ?3 AND
        """, day.description)
    } else if let kind = filter.kind, let state = filter.state {
      return try keys(
        "INDEXED BY document_by_kind_and_state WHERE kind = ?3 AND state = ?4 AND", kind, state)
    } else if let state = filter.state {
      return try keys("INDEXED BY document_by_state WHERE state = ?3 AND", state)
    } else if let kind = filter.kind {
      return try keys("INDEXED BY document_by_kind WHERE kind = ?3 AND", kind)
    } else {
      return try keys("WHERE")
    }
  }
}

extension DocumentStore {
  static let numbersFrom: StaticString = """
    SELECT number
      FROM document
     WHERE number >= ?1 AND number < ?1 || char(0x10FFFF)
     ORDER BY number DESC
     LIMIT ?2
    """

  /// The numbers that begin with `prefix`, from the last in the order of their bytes, at most `limit`. They are
  /// read from the index alone, one after the other.
  package func numbers(
    beginningWith prefix: String, limit: Int
  ) throws(StorageError) -> Listing<String> {
    Listing(try database.query(Self.numbersFrom, prefix, limit)) { row in row.text() }
  }
}

extension DocumentFilter {
  /// Whether the document satisfies every part of the filter that its key alone does not tell.
  fileprivate func lets(_ document: Document) -> Bool {
    if let state, document.state != state { return false }
    if let kind, document.content.kind != kind { return false }
    if let buyer = buyer?.foldedForSearch,
      !document.content.buyer.name.foldedForSearch.contains(buyer)
    {
      return false
    }
    if let overdueOn, !document.isOverdue(on: overdueOn) { return false }
    return true
  }
}
