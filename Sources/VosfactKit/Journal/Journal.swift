/// The record of everything that happened: append-only, each entry chained to the one before by its hash.
///
/// It is the audit trail, and, by subject, each document's history. Triggers refuse changes and
/// deletions; the chain shows those that were made around them.
package struct Journal {
  let database: Database

  static let table = "journal"
  /// What the last entry is remembered as within a transaction.
  private static let head = "journal_head"

  private static let insert: StaticString = """
    INSERT INTO journal (seq, at, subject, kind, payload, previous, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    """

  // With a condition that holds for one row at most, SQLite need not be ready to undo part of it: what
  // it would write out for that, the index of buyers' names, took a fifth of the time of an import.
  private static let moveHead: StaticString = """
    UPDATE journal_head
       SET seq = ?1, hash = ?2
     WHERE only = 1
    """

  /// Adds an entry, in the transaction that makes the change it records, and gives its place.
  @discardableResult
  func append(
    _ kind: JournalKind, about subject: JournalSubject, _ payload: JSONValue, at time: UnixTime
  ) throws(StorageError) -> Int64 {
    try append(kind, about: subject, written: payload.utf8, at: time)
  }

  /// Adds an entry whose payload is JSON already.
  @discardableResult
  func append(
    _ kind: JournalKind, about subject: JournalSubject, written payload: [UInt8], at time: UnixTime
  ) throws(StorageError) -> Int64 {
    let head = try database.remembered(Self.head, last)
    let seq = try database.successor(of: head.seq)
    let hash = JournalEntry.hash(
      seq: seq, at: time, subject: subject.rawValue, kind: kind.rawValue, payload: payload,
      previous: head.hash)
    try database.run(
      Self.insert, seq, time, subject.rawValue, kind.rawValue, UTF8Text(payload), head.hash, hash)
    try database.run(Self.moveHead, seq, hash)
    database.remember(JournalHead(seq: seq, hash: hash), as: Self.head)
    database.added.add(seq, to: Self.table)
    return seq
  }

  /// - Throws: `StorageError.damaged` if the journal does not say which entry is its last.
  private func last() throws(StorageError) -> JournalHead {
    guard let head = try JournalHead.last(in: database) else {
      throw database.damaged("the journal has no head")
    }
    return head
  }

  private static let inFull: StaticString = """
    SELECT seq, at, subject, kind, payload, previous, hash
      FROM journal
    """

  /// The entries about `subject`, oldest first.
  ///
  /// - Parameter earlier: what was recorded about something else before it was known to be the subject's.
  func entries(
    about subject: JournalSubject, after earlier: [JournalEntry] = []
  ) throws(StorageError) -> Listing<JournalEntry> {
    let rows = try database.query(
      Self.inFull, then: "WHERE subject = ?1 ORDER BY seq", subject.rawValue)
    return Listing(rows, after: earlier, decode: Self.entry)
  }

  /// The entry at `place`; `nil` if there is none.
  func entry(at place: Int64) throws(StorageError) -> JournalEntry? {
    try database.first(Self.inFull, then: "WHERE seq = ?1", place, decode: Self.entry)
  }

  /// Every entry, oldest first.
  func entries() throws(StorageError) -> Listing<JournalEntry> {
    Listing(try database.query(Self.inFull, then: "ORDER BY seq"), decode: Self.entry)
  }

  private static func entry(_ row: Row) -> JournalEntry {
    JournalEntry(
      seq: row.int64("seq"), at: row.time("at"), subject: row.text("subject"),
      kind: row.text("kind"),
      payload: row.text("payload"), previous: row.bytes("previous"), hash: row.bytes("hash"))
  }
}
