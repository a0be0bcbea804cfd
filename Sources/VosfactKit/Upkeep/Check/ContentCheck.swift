import Localization

/// The check of the file's pages and of the references between tables, by SQLite itself.
struct ContentCheck {
  let database: Database
  let remedy: Remedy

  /// How many findings are told; more say nothing more.
  private static let limit = 10

  // Rows that an index lacks are found too, unlike by quick_check
  // (https://www.sqlite.org/pragma.html#pragma_integrity_check).
  private static let integrity: StaticString = "PRAGMA integrity_check(10)"

  /// Whether the pages, the rows and the indexes are sound.
  func integrity() throws(StorageError) -> CheckFindings {
    var findings = CheckFindings(.integrity, subject: database.path)
    var rows = try database.query(Self.integrity)
    while let row = try rows.next() {
      let found = row.text(0)
      guard found != "ok" else { continue }
      for line in found.split(separator: "\n").prefix(Self.limit) where !line.hasPrefix("***") {
        findings.fault(
          Text(en: "SQLite finds: \(line.shown)", fr: "SQLite constate : \(line.shown)"),
          remedy: line.contains("index") ? remedy.sqlite("REINDEX") : remedy.restore)
      }
    }
    return findings
  }

  private static let foreignKeys: StaticString = """
    SELECT "table", parent, count(*)
      FROM pragma_foreign_key_check
     GROUP BY 1, 2
    """

  /// Whether every row that is referred to is there.
  func foreignKeys() throws(StorageError) -> CheckFindings {
    var findings = CheckFindings(.foreignKeys, subject: database.path)
    var rows = try database.query(Self.foreignKeys)
    while let row = try rows.next() {
      let (table, parent, count) = (row.text(0), row.text(1), row.int64(2))
      findings.fault(
        Text(
          en: "rows that refer to a \(parent.shown) that is not there: \(count)",
          fr: "lignes qui renvoient à un \(parent.shown) absent : \(count)"),
        about: table, remedy: remedy.restore)
    }
    return findings
  }
}
