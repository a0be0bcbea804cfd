/// The numbered migrations that make the tables: number N brings a file from schema N - 1 to schema N.
///
/// They are only ever appended to. A migration that has been released is never edited, because files
/// that it made are out there.
enum Schema {
  static let migrations: [StaticString] = [
    schema1, schema2, schema3, schema4, schema5, schema6, schema7, schema8, schema9,
    schema10, schema11, schema12, schema13, schema14, schema15, schema16, schema17, schema18,
    schema19, schema20, schema21,
  ]

  /// The number of the newest schema: SQLite's `user_version` of an up-to-date file.
  static var current: Int64 { Int64(migrations.count) }
}
