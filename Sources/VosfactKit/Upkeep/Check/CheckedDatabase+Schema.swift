extension CheckedDatabase {
  /// That the tables, indexes and triggers are those of an empty database of the same version.
  func checkSchema(_ findings: inout CheckFindings) throws {
    let version = try database.schemaVersion()
    findings.add(
      .warning, if: version < Schema.migrations.count, remedy: remedy.vosfact("payment", "audit"),
      en:
        "the schema is \(version), this version knows \(Schema.current); the next command that opens it migrates it, after a copy; the rest was not checked",
      fr:
        "le schéma est \(version), cette version connaît \(Schema.current) ; la prochaine commande le migre, après une copie ; le reste n’a pas été vérifié"
    )
    let wanted = try SchemaItem.made(upTo: version)
    let found = try SchemaItem.all(in: database)
    for (name, item) in wanted.sorted(by: { $0.key < $1.key }) {
      compare(name, item, found[name], &findings)
    }
    for (name, item) in found.sorted(by: { $0.key < $1.key }) where wanted[name] == nil {
      // A trigger can alter what is recorded; the rest only takes room.
      findings.add(
        item.type == "trigger" ? .fault : .warning, about: name,
        remedy: remedy.sqlite(item.dropping(name)),
        en: "a \(item.type) that the program did not make",
        fr: "un objet (\(item.type)) que le programme n’a pas fait")
    }
  }

  private func compare(
    _ name: String, _ wanted: SchemaItem, _ found: SchemaItem?, _ findings: inout CheckFindings
  ) {
    let canBeMade = wanted.type != "table"
    guard let found else {
      findings.add(
        .fault, about: name, remedy: canBeMade ? remedy.sqlite(wanted.sql) : remedy.restore,
        en: "the \(wanted.type) is missing", fr: "l’objet (\(wanted.type)) manque")
      return
    }
    findings.add(
      .fault, if: !found.isAs(wanted), about: name,
      remedy: canBeMade ? remedy.sqlite(found.dropping(name), wanted.sql) : remedy.restore,
      en: "the \(wanted.type) is not as the program made it",
      fr: "l’objet (\(wanted.type)) n’est pas tel que le programme l’a fait")
  }
}

extension SchemaItem {
  /// The statement that takes the item away, which is called `name`.
  fileprivate func dropping(_ name: String) -> String {
    "DROP \(type.uppercased()) \"\(name.replacing(scalar: "\"", with: "\"\""))\""
  }
}
