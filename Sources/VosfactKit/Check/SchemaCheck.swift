import Localization

/// The check that the tables, indexes and triggers are those that the migrations make.
struct SchemaCheck {
  let database: Database
  let remedy: Remedy

  /// Something that the schema holds.
  private struct Item {
    let type: String
    /// The statement that makes it, on one line: how it is broken says nothing.
    let sql: String
    /// Whether a virtual table keeps it for itself, in a form of SQLite's own choosing.
    let isShadow: Bool
  }

  private static let select: StaticString = """
    SELECT type, name, ifnull(sql, ''),
           EXISTS (SELECT 1
                     FROM pragma_table_list AS list
                    WHERE list.name = item.name AND list.type = 'shadow')
      FROM sqlite_schema AS item
     WHERE substr(name, 1, 7) <> 'sqlite_'
     ORDER BY name
    """

  /// Compares the schema with that of an empty database of the same version.
  func run() throws -> CheckFindings {
    var findings = CheckFindings(.schema, subject: database.path)
    let version = try database.schemaVersion()
    if version < Schema.migrations.count {
      findings.warning(
        Text(
          en:
            "the schema is \(version), this version knows \(Schema.current); the next command that opens it migrates it, after a copy; the rest was not checked",
          fr:
            "le schéma est \(version), cette version connaît \(Schema.current) ; la prochaine commande le migre, après une copie ; le reste n’a pas été vérifié"
        ),
        remedy: remedy.vosfact("payment", "audit"))
    }
    let model = try Database.emptyInMemory()
    try model.migrate(Array(Schema.migrations.prefix(version)))
    let wanted = try Self.items(of: model)
    let found = try Self.items(of: database)
    for (name, item) in wanted.sorted(by: { $0.key < $1.key }) {
      compare(name, item, found[name], &findings)
    }
    for (name, item) in found.sorted(by: { $0.key < $1.key }) where wanted[name] == nil {
      let explanation = Text(
        en: "a \(item.type) that the program did not make",
        fr: "un objet (\(item.type)) que le programme n’a pas fait")
      let command = remedy.sqlite("DROP \(item.type.uppercased()) \(name.identifier)")
      // A trigger can alter what is recorded; the rest only takes room.
      if item.type == "trigger" {
        findings.fault(explanation, about: name, remedy: command)
      } else {
        findings.warning(explanation, about: name, remedy: command)
      }
    }
    return findings
  }

  private func compare(
    _ name: String, _ wanted: Item, _ found: Item?, _ findings: inout CheckFindings
  ) {
    let canBeMade = wanted.type != "table"
    guard let found else {
      findings.fault(
        Text(en: "the \(wanted.type) is missing", fr: "l’objet (\(wanted.type)) manque"),
        about: name,
        remedy: canBeMade ? remedy.sqlite(wanted.sql) : remedy.restore)
      return
    }
    guard found.type != wanted.type || (found.sql != wanted.sql && !wanted.isShadow) else { return }
    let drop = "DROP \(found.type.uppercased()) \(name.identifier)"
    findings.fault(
      Text(
        en: "the \(wanted.type) is not as the program made it",
        fr: "l’objet (\(wanted.type)) n’est pas tel que le programme l’a fait"),
      about: name, remedy: canBeMade ? remedy.sqlite(drop, wanted.sql) : remedy.restore)
  }

  private static func items(of database: Database) throws(StorageError) -> [String: Item] {
    var items: [String: Item] = [:]
    var rows = try database.query(select)
    while let row = try rows.next() {
      let sql = row.text(2).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      items[row.text(1)] = Item(type: row.text(0), sql: sql, isShadow: row.bool(3))
    }
    return items
  }
}

extension String {
  /// The name as an identifier in SQL.
  fileprivate var identifier: String { "\"\(replacing("\"", with: "\"\""))\"" }
}
