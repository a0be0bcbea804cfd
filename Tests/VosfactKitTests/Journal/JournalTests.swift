import Testing

@testable import VosfactKit

@Suite struct JournalTests {
  let database: Database

  init() throws {
    database = try Database.inMemory()
    let journal = Journal(database: database)
    for number in 1...7 {
      try journal.append(
        .settingChanged, about: number.isMultiple(of: 3) ? .signingKeys : .settings,
        ["key": "language", "value": .string("é\u{0}\"\(number)")],
        at: UnixTime(seconds: Int64(number) * 100))
    }
  }

  /// The first place that does not hold, as an audit finds it; `nil` if all holds.
  private func firstUnsound() throws -> Int64? {
    var audit = ChainAudit()
    var entries = try Journal(database: database).entries()
    while let entry = try entries.next() {
      guard audit.follows(entry) else { return audit.entries + 1 }
    }
    return try audit.isComplete(in: database) ? nil : audit.entries + 1
  }

  private func withoutTriggers(_ alteration: StaticString) throws {
    try database.execute(
      "DROP TRIGGER journal_keeps_its_rows; DROP TRIGGER journal_keeps_its_words")
    try database.execute(alteration)
  }

  @Test("entries are numbered from 1 without gaps, and the chain holds")
  func chain() throws {
    #expect(try firstUnsound() == nil)
    var entries = try Journal(database: database).entries()
    var seqs: [Int64] = []
    while let entry = try entries.next() {
      seqs.append(entry.seq)
      #expect(entry.at.seconds == entry.seq * 100)
      #expect(entry.kind == "setting.changed")
    }
    #expect(seqs == Array(1...7))
  }

  @Test("an empty journal holds")
  func empty() throws {
    var audit = ChainAudit()
    #expect(audit.entries == 0)
    #expect(try audit.isComplete(in: Database.inMemory()))
    let entry = JournalEntry(
      seq: 2, at: UnixTime(seconds: 0), subject: "", kind: "", payload: "",
      previous: [UInt8](repeating: 0, count: 32), hash: [])
    let follows = audit.follows(entry)
    #expect(!follows)
  }

  @Test("the entries about one subject come oldest first")
  func bySubject() throws {
    var entries = try Journal(database: database).entries(about: .signingKeys)
    var seqs: [Int64] = []
    while let entry = try entries.next() { seqs.append(entry.seq) }
    #expect(seqs == [3, 6])
  }

  @Test(
    "any column of any entry that is altered shows",
    arguments: 1...7 as ClosedRange<Int64>,
    [
      "UPDATE journal SET at = at + 1 WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET subject = subject || 'x' WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET kind = 'setting.unset' WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET payload = payload || ' ' WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET previous = x'01' WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET hash = zeroblob(32) WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "UPDATE journal SET subject = '', kind = subject || kind WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
      "DELETE FROM journal WHERE seq = (SELECT CAST(value AS INTEGER) FROM setting)",
    ] as [StaticString])
  func alteration(_ seq: Int64, _ statement: StaticString) throws {
    try Settings(database: database).store(String(seq), for: "seq")
    try withoutTriggers(statement)
    #expect(try firstUnsound() == seq)
  }

  @Test("two entries that changed places show")
  func swap() throws {
    try withoutTriggers(
      """
      UPDATE journal SET seq = 100 WHERE seq = 2;
      UPDATE journal SET seq = 2 WHERE seq = 3;
      UPDATE journal SET seq = 3 WHERE seq = 100;
      """)
    #expect(try firstUnsound() == 2)
  }

  @Test("an entry put between two others shows, and so does one put at the end")
  func insertion() throws {
    try withoutTriggers(
      """
      INSERT INTO journal SELECT seq + 1, at, subject, kind, payload, hash, zeroblob(32)
        FROM journal WHERE seq = 7
      """)
    #expect(try firstUnsound() == 8)
    try database.execute(
      """
      DELETE FROM journal WHERE seq = 8;
      UPDATE journal SET seq = seq + 100 WHERE seq > 3;
      UPDATE journal SET seq = seq - 99 WHERE seq > 100;
      INSERT INTO journal SELECT 4, at, subject, kind, payload, previous, hash
        FROM journal WHERE seq = 3;
      """)
    #expect(try firstUnsound() == 4)
  }

  @Test(
    "a change or a deletion is refused by the database itself",
    arguments: [
      "UPDATE journal SET payload = '{}' WHERE seq = 1", "DELETE FROM journal WHERE seq = 7",
      "DELETE FROM journal",
    ] as [StaticString])
  func triggers(_ statement: StaticString) throws {
    let error = #expect(throws: StorageError.self) { try database.execute(statement) }
    guard case .statement("the journal is append-only", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try firstUnsound() == nil)
  }

  @Test("the hash tells fields apart that would join to the same text")
  func joining() {
    func hash(_ subject: String, _ kind: String, _ payload: String) -> [UInt8] {
      JournalEntry.hash(
        seq: 1, at: UnixTime(seconds: 0), subject: subject, kind: kind, payload: payload.utf8,
        previous: [])
    }
    let hashes: Set = [
      hash("ab", "c", ""), hash("a", "bc", ""), hash("", "abc", ""), hash("ab", "", "c"),
    ]
    #expect(hashes.count == 4)
  }

  @Test("names of what happened are unlike each other")
  func kinds() {
    #expect(Set(JournalKind.allCases.map(\.rawValue)).count == JournalKind.allCases.count)
  }
}
