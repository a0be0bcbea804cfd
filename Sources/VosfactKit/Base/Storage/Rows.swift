/// The rows of a query, read one after the other; the statement is reset when they are let go of.
struct Rows: ~Copyable {
  private let database: Database
  private let statement: Statement

  init(of statement: Statement, in database: Database) {
    self.statement = statement
    self.database = database
  }

  deinit {
    statement.reset()
  }

  /// The next row, which is good until the next call; `nil` after the last.
  ///
  /// - Throws: `StorageError`, as reading may find the disk failing or the file damaged.
  mutating func next() throws(StorageError) -> Row? {
    do {
      return try statement.step() ? Row(statement.handle) : nil
    } catch {
      throw database.failure(error, sql: statement.sql, at: .stepping)
    }
  }

  /// The error for a row that holds what no version of the program writes.
  func damaged(_ reason: String) -> StorageError {
    .damaged(path: database.path, reason: reason)
  }
}
