/// Takes in documents from the invoicing service's files: all of a file or nothing, and the same file
/// twice changes nothing.
///
/// A document keeps the number that it was issued under and the totals that it was issued with. What is
/// paid of it becomes a payment recorded by hand.
package struct Importer {
  let invoicing: Invoicing
  let payments: Payments

  /// How a file holds documents.
  package enum Format: String, CaseIterable, Sendable {
    /// An array of objects, JSON Lines, or one object.
    case json
    /// A header, then a row for each line of a document.
    case csv
  }

  /// Reads every document from `descriptor` and stores those that are not known, in one transaction.
  ///
  /// Faults do not end the reading, so that one run tells all of them. After a fault nothing of the file is
  /// kept, unless `keepGoing` is set: then everything but the faulty documents is. Memory is bounded by the
  /// longest document, not by the file.
  ///
  /// It throws `FormatError` if the file cannot be read or lacks a column, `Fault` or `StorageError`;
  /// nothing is stored then.
  ///
  /// - Parameters:
  ///   - descriptor: an open file or pipe, which stays open.
  ///   - format: `nil` to tell it from the first byte: `[` and `{` begin JSON.
  ///   - progress: is called after each document.
  ///   - notice: is handed each fault and warning as it is met.
  package func importDocuments(
    from descriptor: Int32, format: Format?, keepGoing: Bool, progress: () -> Void = {},
    notice: (Notice) throws -> Void
  ) throws -> Summary {
    var source = ByteSource(fileDescriptor: descriptor)
    let format = if let format { format } else { try source.detectedFormat() }
    switch format {
    case .json:
      var records = JSONRecords(source)
      return try store(&records, keepGoing: keepGoing, progress: progress, notice: notice)
    case .csv:
      var records = try CSVRecords(source)
      return try store(&records, keepGoing: keepGoing, progress: progress, notice: notice)
    }
  }

  private func store(
    _ records: inout some ImportRecords & ~Copyable, keepGoing: Bool, progress: () -> Void,
    notice: (Notice) throws -> Void
  ) throws -> Summary {
    var run = try ImportRun(invoicing: invoicing, payments: payments)
    do {
      try invoicing.database.transaction {
        while let item = try records.next() {
          for met in try run.take(item) { try notice(met) }
          progress()
        }
        for met in try run.takePostponed() { try notice(met) }
        try run.noteNumbers()
        // Stored up to the end nevertheless: a number that comes twice shows only so.
        if run.summary.rejected > 0, !keepGoing { throw Abandoned() }
      }
    } catch is Abandoned {
      run.abandon()
    }
    return run.summary
  }

  /// Undoes the transaction of a file with faults.
  private struct Abandoned: Error {}
}

extension ByteSource {
  /// What the bytes look like; an empty input is JSON without documents.
  ///
  /// - Throws: `FormatError.unreadable`.
  fileprivate mutating func detectedFormat() throws(FormatError) -> Importer.Format {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let blank: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    while true {
      let first = buffer[start..<end].first { !byteOrderMark.contains($0) && !blank.contains($0) }
      if let first {
        return first == UInt8(ascii: "[") || first == UInt8(ascii: "{") ? .json : .csv
      }
      // More blanks than this begin no file that anybody means.
      guard unreadCount < 1024 * 1024 else { return .csv }
      guard try fill() else { return .json }
    }
  }
}
