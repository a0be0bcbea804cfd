import CSQLite

@testable import VosfactKit

/// The texts of the statements that a connection runs, as SQLite itself tells them
/// (https://www.sqlite.org/c3ref/trace_v2.html).
final class StatementCount {
  private(set) var texts: [String] = []
  private let database: Database

  private init(_ database: Database) {
    self.database = database
  }

  /// What `body` runs on `database`.
  static func texts(on database: Database, _ body: () throws -> Void) rethrows -> [String] {
    let count = StatementCount(database)
    sqlite3_trace_v2(
      database.connection, UInt32(SQLITE_TRACE_STMT),
      { _, context, statement, text in
        guard let context, let text else { return 0 }
        let told = String(cString: text.assumingMemoryBound(to: CChar.self))
        // What a trigger runs is told as a comment.
        guard !told.hasPrefix("--") else { return 0 }
        Unmanaged<StatementCount>.fromOpaque(context).takeUnretainedValue().texts.append(told)
        return 0
      }, Unmanaged.passUnretained(count).toOpaque())
    defer { sqlite3_trace_v2(database.connection, 0, nil, nil) }
    try withExtendedLifetime(count) { try body() }
    return count.texts
  }
}
