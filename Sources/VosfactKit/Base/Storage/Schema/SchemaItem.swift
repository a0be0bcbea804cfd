import CSQLite

/// Something that a database's schema holds: a table, an index, a trigger or a view.
struct SchemaItem: Equatable {
  let type: String
  /// The statement that makes it, on one line: how it is broken says nothing.
  let sql: String
  /// Whether a virtual table keeps it for itself, in a form of SQLite's own choosing.
  let isShadow: Bool

  private static let select: StaticString = """
    SELECT type, name, ifnull(sql, '') AS sql,
           EXISTS (SELECT 1
                     FROM pragma_table_list AS list
                    WHERE list.name = item.name AND list.type = 'shadow') AS is_shadow
      FROM sqlite_schema AS item
     WHERE substr(name, 1, 7) <> 'sqlite_'
     ORDER BY name
    """

  /// What is in the schema of `database`, by its names.
  static func all(in database: Database) throws(StorageError) -> [String: SchemaItem] {
    var items: [String: SchemaItem] = [:]
    var rows = try database.query(select)
    while let row = try rows.next() {
      let sql = row.text("sql").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      items[row.text("name")] = SchemaItem(
        type: row.text("type"), sql: sql, isShadow: row.bool("is_shadow"))
    }
    return items
  }

  /// What the first `version` migrations make.
  static func made(upTo version: Int) throws(StorageError) -> [String: SchemaItem] {
    try all(in: Database.model(upTo: version))
  }

  /// Whether it is as `wanted`, which the program makes.
  func isAs(_ wanted: SchemaItem) -> Bool {
    type == wanted.type && (sql == wanted.sql || wanted.isShadow)
  }
}

extension Database {
  /// An empty database in memory, as the first `version` migrations make it.
  fileprivate static func model(upTo version: Int) throws(StorageError) -> Database {
    let model = try Database.emptyInMemory()
    try model.migrate(Array(Schema.migrations.prefix(version)))
    return model
  }

  /// Whether something of the schema is missing, or not as the program makes it, or cannot be read; what others
  /// added counts too.
  ///
  /// It is asked only once a statement has failed, as it takes as long as to make a database.
  var hasForeignSchema: Bool {
    // Nobody else has one in memory, which is also what the program's own schema is made in.
    guard !file.isEmpty else { return false }
    do throws(StorageError) {
      let wanted = try SchemaItem.made(upTo: schemaVersion())
      let found = try SchemaItem.all(in: self)
      return found.count != wanted.count
        || !wanted.allSatisfy { name, item in found[name]?.isAs(item) == true }
    } catch {
      return true
    }
  }

  /// Whether a database as the program makes it takes the statement `sql`, so that what is wrong is in this one:
  /// the tables that a virtual one keeps for itself are not compared.
  func isAcceptedElsewhere(_ sql: String) -> Bool {
    guard !file.isEmpty, let model = try? Database.model(upTo: Schema.migrations.count) else {
      return false
    }
    return model.accepts(sql)
  }

  private func accepts(_ sql: String) -> Bool {
    var handle: OpaquePointer?
    defer { sqlite3_finalize(handle) }
    return sqlite3_prepare_v2(connection, sql, -1, &handle, nil) == SQLITE_OK
  }
}
