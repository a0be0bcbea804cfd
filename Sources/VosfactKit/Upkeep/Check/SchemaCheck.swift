import Localization

/// The check that the tables, indexes and triggers are those that the migrations make.
struct SchemaCheck {
  let database: Database
  let remedy: Remedy

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
    let wanted = try SchemaItem.made(upTo: version)
    let found = try SchemaItem.all(in: database)
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
    _ name: String, _ wanted: SchemaItem, _ found: SchemaItem?, _ findings: inout CheckFindings
  ) {
    let canBeMade = wanted.type != "table"
    guard let found else {
      findings.fault(
        Text(en: "the \(wanted.type) is missing", fr: "l’objet (\(wanted.type)) manque"),
        about: name,
        remedy: canBeMade ? remedy.sqlite(wanted.sql) : remedy.restore)
      return
    }
    guard !found.isAs(wanted) else { return }
    let drop = "DROP \(found.type.uppercased()) \(name.identifier)"
    findings.fault(
      Text(
        en: "the \(wanted.type) is not as the program made it",
        fr: "l’objet (\(wanted.type)) n’est pas tel que le programme l’a fait"),
      about: name, remedy: canBeMade ? remedy.sqlite(drop, wanted.sql) : remedy.restore)
  }
}

extension String {
  /// The name as an identifier in SQL.
  fileprivate var identifier: String { "\"\(replacing(scalar: "\"", with: "\"\""))\"" }
}
