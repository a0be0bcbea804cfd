extension CheckedDatabase {
  /// How many findings are told; more say nothing more.
  private static let limit = 10

  // Rows that an index lacks are found too, unlike by quick_check
  // (https://www.sqlite.org/pragma.html#pragma_integrity_check).
  private static let integrity: StaticString = "PRAGMA integrity_check(10)"

  /// That the pages, the rows and the indexes are sound, by SQLite itself.
  func checkIntegrity(_ findings: inout CheckFindings) throws(StorageError) {
    var rows = try database.query(Self.integrity)
    while let row = try rows.next() {
      let found = row.text()
      guard found != "ok" else { continue }
      for line in found.split(separator: "\n").prefix(Self.limit) where !line.hasPrefix("***") {
        findings.add(
          .fault, remedy: line.contains("index") ? remedy.sqlite("REINDEX") : remedy.restore,
          en: "SQLite finds: \(line.shown)", fr: "SQLite constate : \(line.shown)")
      }
    }
  }

  private static let foreignKeys: StaticString = """
    SELECT "table", parent, count(*) AS count
      FROM pragma_foreign_key_check
     GROUP BY 1, 2
    """

  /// That every row that is referred to is there.
  func checkForeignKeys(_ findings: inout CheckFindings) throws(StorageError) {
    var rows = try database.query(Self.foreignKeys)
    while let row = try rows.next() {
      let (parent, count) = (row.text("parent").shown, row.int64("count"))
      findings.add(
        .fault, about: row.text("table"), remedy: remedy.restore,
        en: "rows that refer to a \(parent) that is not there: \(count)",
        fr: "lignes qui renvoient à un \(parent) absent : \(count)")
    }
  }
}
