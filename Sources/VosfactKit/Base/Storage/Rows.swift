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
      return try statement.step() ? Row(of: statement) : nil
    } catch {
      throw database.failure(error, sql: statement.sql, at: .stepping)
    }
  }
}

/// What a query finds, read one after the other; rows of which `decode` makes nothing are passed over.
package struct Listing<Element>: ~Copyable {
  private var earlier: ArraySlice<Element>
  /// `nil` if all of them are at hand.
  private var rows: Rows?
  private let decode: (Row) throws(StorageError) -> Element?

  /// - Parameter earlier: what comes before the rows.
  init(
    _ rows: consuming Rows, after earlier: [Element] = [],
    decode: @escaping (Row) throws(StorageError) -> Element?
  ) {
    self.earlier = earlier[...]
    self.rows = consume rows
    self.decode = decode
  }

  /// Those that are at hand already.
  init(_ elements: [Element]) {
    earlier = elements[...]
    rows = nil
    decode = { _ in nil }
  }

  /// The next of them; `nil` after the last.
  package mutating func next() throws(StorageError) -> Element? {
    if let element = earlier.popFirst() { return element }
    while let row = try rows?.next() {
      if let element = try decode(row) { return element }
    }
    return nil
  }
}
