import CSQLite
import Localization
import Testing

@testable import VosfactKit

@Suite struct DatabaseTests {
  let database: Database

  private struct Refusal: Error {}

  init() throws {
    database = try Database.emptyInMemory()
    try database.migrate([TestMigrations.first])
  }

  private static let insert: StaticString = "INSERT INTO thing (name) VALUES (?1)"
  private static let insertID: StaticString = "INSERT INTO thing (id, name) VALUES (?1, ?2)"
  private static let count: StaticString = "SELECT count(*) FROM thing"
  private static let names: StaticString = "SELECT id, name FROM thing ORDER BY id"
  private static let echo: StaticString = "SELECT ?1 AS first, ?2 AS second"

  private func count() throws -> Int64? { try database.first(Self.count) { $0.int64() } }

  /// How many statements the connection holds, and how many of them are in the middle of their rows.
  private var statements: (all: Int, busy: Int) {
    var counts = (all: 0, busy: 0)
    var statement = sqlite3_next_stmt(database.connection, nil)
    while statement != nil {
      counts.all += 1
      counts.busy += sqlite3_stmt_busy(statement) != 0 ? 1 : 0
      statement = sqlite3_next_stmt(database.connection, statement)
    }
    return counts
  }

  @Test("foreign keys are on, a commit is on the disk, and the file's schema is not trusted")
  func pragmas() throws {
    let folder = try TemporaryFolder()
    let file = try Database(path: folder.file("shop.db"), access: .creating)
    let values = try file.first(
      """
      SELECT (SELECT foreign_keys FROM pragma_foreign_keys) AS foreign_keys,
             (SELECT synchronous FROM pragma_synchronous) AS synchronous,
             (SELECT trusted_schema FROM pragma_trusted_schema) AS trusted_schema,
             (SELECT journal_mode FROM pragma_journal_mode) AS journal_mode
      """
    ) { row in
      [
        row.text("foreign_keys"), row.text("synchronous"), row.text("trusted_schema"),
        row.text("journal_mode"),
      ]
    }
    #expect(values == ["1", "2", "0", "wal"])
  }

  @Test("every table of ours refuses a value of another type")
  func strict() throws {
    let ours = try Database.inMemory()
    let loose = try ours.first(
      """
      SELECT count(*) FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND strict = 0
         AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'document_buyer%'
      """
    ) { $0.int64() }
    #expect(loose == 0)
    #expect(throws: StorageError.self) {
      try ours.run("INSERT INTO setting (key, value) VALUES (?1, ?2)", "key", [UInt8]([1]))
    }
  }

  @Test("a foreign key that leads nowhere is refused")
  func foreignKey() throws {
    let ours = try Database.inMemory()
    #expect(throws: StorageError.self) {
      try ours.run(
        "INSERT INTO document_line (document, position, name) VALUES (?1, 1, 'x')", 42)
    }
  }

  @Test(
    "a text is read as it was bound",
    arguments: [
      "", "a", "\u{0}", "a\u{0}b", "é", "e\u{301}", "😀", "'; DROP TABLE thing; --", "?1",
      String(repeating: "x", count: 100_000), "\u{FEFF}bom", "\u{10FFFF}", "\r\n\t\u{1B}",
    ])
  func texts(_ text: String) throws {
    let read = try database.first(Self.echo, text, String?.some(text)) { row in
      [Array(row.text("first").utf8), Array((row.optionalText("second") ?? "none").utf8)]
    }
    #expect(read == [Array(text.utf8), Array(text.utf8)])
  }

  @Test("bytes, numbers and their absence are read as they were bound")
  func values() throws {
    let bytes: [[UInt8]] = [[], [0], Array(0...255)]
    for value in bytes {
      let read = try database.first(Self.echo, value, [UInt8]?.none) { row in
        (row.bytes("first"), row.optionalBytes("first"), row.optionalBytes("second"))
      }
      #expect(read?.0 == value)
      #expect(read?.1 == value)
      #expect(read?.2 == nil)
    }
    for value in [Int64.min, -1, 0, 1, .max] {
      let read = try database.first(Self.echo, value, UnixTime(seconds: value)) { row in
        (row.int64("first"), row.time("second"), row.optionalInt64("first"))
      }
      #expect(read?.0 == value)
      #expect(read?.1.seconds == value)
      #expect(read?.2 == value)
    }
    let none = try database.first(Self.echo, Int64?.none, UnixTime?.none) { row in
      (row.optionalInt64("first"), row.optionalTime("second"), row.optionalText("first"))
    }
    #expect(none?.0 == nil)
    #expect(none?.1 == nil)
    #expect(none?.2 == nil)
    #expect(
      try database.first(Self.echo, true, false) { [$0.bool("first"), $0.bool("second")] } == [
        true, false,
      ])
  }

  @Test("a statement is prepared once, and again only while its rows are being read")
  func reuse() throws {
    for number in 0..<5 { try database.run(Self.insert, "thing \(number)") }
    let prepared = statements.all
    for number in 5..<50 { try database.run(Self.insert, "thing \(number)") }
    #expect(statements.all == prepared)

    var pairs = 0
    do {
      var outer = try database.query(Self.names)
      while let first = try outer.next() {
        let id = first.int64()
        var inner = try database.query(Self.names)
        while let second = try inner.next(), second.int64() <= id { pairs += 1 }
        #expect(first.int64() == id)
      }
    }
    #expect(pairs == 51 * 52 / 2)
    #expect(statements.all == prepared + 1)
    #expect(statements.busy == 0)
  }

  @Test("rows that are not read to the end, and errors, leave no statement in use")
  func release() throws {
    try database.run(Self.insert, "second")
    do {
      var rows = try database.query(Self.names)
      _ = try rows.next()
      #expect(statements.busy == 1)
    }
    #expect(statements.busy == 0)

    #expect(throws: Refusal.self) {
      var rows = try database.query(Self.names)
      while try rows.next() != nil { throw Refusal() }
    }
    #expect(statements.busy == 0)

    #expect(throws: StorageError.damaged(path: ":memory:", reason: "x")) {
      try database.first(Self.names) { _ throws(StorageError) -> Int in
        throw .damaged(path: ":memory:", reason: "x")
      }
    }
    for _ in 0..<3 {
      #expect(throws: StorageError.self) { try database.run(Self.insertID, 1, "taken") }
    }
    #expect(statements.busy == 0)
    try database.run(Self.insertID, 7, "free")
  }

  @Test("an error tells a mark of the statement, and never its text or a value bound to it")
  func boundValues() throws {
    let error = #expect(throws: StorageError.self) {
      try database.run(Self.insertID, 1, "Ada Lovelace")
    }
    let text = try #require(error).text
    // What `printf 'INSERT INTO thing (id, name) VALUES (?1, ?2)' | sha256sum` begins with.
    #expect(text.en.contains("5bde72bc") && text.fr.contains("5bde72bc"))
    for word in ["Lovelace", "INSERT", "constraint"] {
      #expect(!text.en.contains(word) && !text.fr.contains(word))
    }
    #expect(!String(reflecting: error).contains("Lovelace"))
  }

  @Test("a statement that SQLite does not take is told, and is a fault of the program")
  func badStatement() {
    let error = #expect(throws: StorageError.self) { try database.run("SELEKT\n  1") }
    #expect(error?.nature == .internalFault)
    let mark = StorageError.mark(of: "SELEKT\n  1")
    #expect(error?.text.en.hasSuffix("report it as \(mark)") == true)
  }

  @Test("how many rows changed is told")
  func changes() throws {
    for _ in 0..<4 { try database.run(Self.insert, "x") }
    #expect(try database.run("UPDATE thing SET name = ?1 WHERE id > ?2", "y", 3) == 2)
    #expect(try database.run("DELETE FROM thing WHERE id > ?1", 100) == 0)
  }

  @Test("a transaction commits what its body did, and gives its result")
  func commit() throws {
    let result = try database.transaction {
      try database.run(Self.insert, "a")
      return 42
    }
    #expect(result == 42)
    #expect(try count() == 2)
    #expect(sqlite3_get_autocommit(database.connection) != 0)
  }

  @Test("an error inside a transaction undoes it all and is passed on")
  func undo() throws {
    #expect(throws: Refusal.self) {
      try database.transaction {
        try database.run(Self.insert, "a")
        try database.run(Self.insert, "b")
        throw Refusal()
      }
    }
    #expect(throws: StorageError.self) {
      try database.transaction {
        try database.run(Self.insert, "a")
        try database.run(Self.insertID, 1, "taken")
      }
    }
    #expect(try count() == 1)
    #expect(sqlite3_get_autocommit(database.connection) != 0)
    try database.transaction { try database.run(Self.insert, "after") }
    #expect(try count() == 2)
  }

  @Test("an error inside a transaction's part undoes that part alone, at any depth")
  func savepoints() throws {
    try database.transaction {
      try database.run(Self.insert, "kept")
      #expect(throws: Refusal.self) {
        try database.transaction {
          try database.run(Self.insert, "undone")
          try database.transaction { try database.run(Self.insert, "undone with it") }
          throw Refusal()
        }
      }
      try database.transaction {
        try database.run(Self.insert, "kept too")
        #expect(throws: Refusal.self) {
          try database.transaction {
            try database.run(Self.insert, "undone alone")
            throw Refusal()
          }
        }
      }
    }
    #expect(
      try database.first("SELECT group_concat(name) FROM thing") { $0.text() }
        == "first,kept,kept too")
  }

  @Test("a part of a batch that fails is undone alone, and the rest is stored, each once")
  func batch() throws {
    var runs = 0
    let results = try database.batch {
      runs += 1
      return ["kept", "undone", "kept too"].map { name in
        let result = Result {
          try database.transaction {
            try database.run(Self.insert, name)
            if name == "undone" { throw Refusal() }
          }
        }
        return (try? result.get()) != nil
      }
    }
    #expect(results == [true, false, true] && runs == 2)
    let names: StaticString = "SELECT group_concat(name) FROM thing"
    #expect(try database.first(names) { $0.text() } == "first,kept,kept too")
    try database.batch {
      try database.transaction { try database.run(Self.insert, "at once") }
      runs += 1
    }
    #expect(runs == 3)
    #expect(throws: Refusal.self) {
      try database.batch {
        try database.transaction { try database.run(Self.insert, "never") }
        throw Refusal()
      }
    }
    #expect(try database.first(names) { $0.text() } == "first,kept,kept too,at once")
  }

  @Test(
    "what long batches write comes into the file whole while they go on, and their log ends empty")
  func longBatches() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("shop.db")
    let file = try Database(path: path, access: .creating)
    try file.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, bytes BLOB) STRICT")
    // Each row is a page, and the log begins again from its start twice.
    let (batches, rows) = (40, 1_100)
    for batch in 0..<batches {
      try file.batch {
        for row in 0..<rows {
          try file.run(
            "INSERT INTO page (bytes) VALUES (?1)",
            [UInt8](repeating: UInt8(row % 251), count: 4_000))
        }
        try file.run("UPDATE page SET bytes = NULL WHERE id = 1 + ?1", batch)
      }
      let count = try file.first("SELECT count(*) FROM page") { $0.int64() }
      #expect(count == Int64((batch + 1) * rows))
    }
    let log = try #require(FileStatus.at("\(path)-wal"))
    #expect(log.size < 30_000 * 4_120)
    file.putLogAway()
    #expect(FileStatus.at("\(path)-wal")?.size == 0)
    let other = try Database(path: path, access: .existing)
    #expect(try other.first("PRAGMA integrity_check") { $0.text() } == "ok")
    let kept = try other.first("SELECT count(bytes) FROM page") { $0.int64() }
    #expect(kept == Int64(batches * rows - batches))
  }

  @Test("processes that write at once wait for each other, and lose nothing")
  func writers() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("shop.db")
    let file = try Database(path: path, access: .creating)
    try Settings(database: file).store("0", for: "count")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String] in
            let database = try Database(path: path, access: .existing)
            let settings = Settings(database: database)
            for _ in 0..<50 {
              try database.transaction {
                let count = try #require(Int(try settings.stored("count") ?? ""))
                try settings.store(String(count + 1), for: "count")
              }
            }
          }
        }
      }
    }
    #expect(try Settings(database: file).stored("count") == "200")
  }

  @Test("a reader keeps the state it began with while another connection writes")
  func snapshot() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("shop.db")
    let writer = try Database(path: path, access: .creating)
    let reader = try Database(path: path, access: .existing)
    let settings = Settings(database: writer)
    for key in ["a", "b", "c"] { try settings.store("old", for: key) }
    var rows = try reader.query("SELECT value FROM setting ORDER BY key")
    var values = [try rows.next()?.text()]
    for key in ["a", "b", "c"] { try settings.store("new", for: key) }
    while let row = try rows.next() { values.append(row.text()) }
    #expect(values == ["old", "old", "old"])
  }
}
