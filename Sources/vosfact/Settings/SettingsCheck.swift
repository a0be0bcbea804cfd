import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let settingsCheck = Subcommand(
    "check",
    en: """
      Check the database and the settings, and say what mends them

      The file, its permissions, its tables, its journal and the settings are looked at, and nothing
      is changed. Each finding comes with the command that mends it. The last entry known of the
      journal is kept beside the database, in a file ending in -head: it tells when an old backup
      was put in the database's place. Once the providers were asked again, --accept-journal takes
      the journal as it stands.
      """,
    fr: """
      Vérifier la base et les réglages, et dire ce qui les répare

      Le fichier, ses droits, ses tables, son journal et les réglages sont examinés, et rien n’est
      changé. Chaque constat vient avec la commande qui y remédie. La dernière entrée connue du
      journal est gardée à côté de la base, dans un fichier en -head : elle révèle qu’une ancienne
      sauvegarde a pris la place de la base. Une fois les prestataires réinterrogés,
      --accept-journal prend le journal tel qu’il est.
      """,
    examples: .one(
      "vosfact settings check", en: "Exit 0 if no fault was found, 1 if one was",
      fr: "Code 0 sans défaut, 1 sinon"),
    options: [
      .flag(
        "accept-journal", en: "Take the journal as it stands, after a backup was restored",
        fr: "Prendre le journal tel qu’il est, après la restauration d’une sauvegarde"),
      .dryRun,
    ],
    exits: [.no, .noInput, .cannotCreate, .inputOutput, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let path = try environment.databasePath(arguments)
    if arguments.flag("accept-journal"), !arguments.flag("dry-run") {
      try environment.openKit(arguments, .existing).acceptJournal()
      environment.close()
    }
    let check = DatabaseCheck(
      path: path, named: arguments.value("db"), environment: environment.variables)
    let isTable = environment.format == .table
    let listing = RowListing(environment, .checks)
    let holds = try check.run { result in
      if isTable {
        try environment.show(result)
      } else {
        try listing.add(result)
      }
    }
    try listing.finish()
    return holds ? .done : .no
  }
}

extension ListForm<CheckResult> {
  static let checks = ListForm(members: [
    .text("check") { $0.check.rawValue }, .text("status") { $0.status.rawValue },
    .text("subject") { $0.subject }, .said("explanation") { $0.explanation },
    .text("remedy") { $0.remedy },
  ])
}

extension Environment {
  /// Writes a result as a person reads it, with the command that mends it on a line of its own.
  fileprivate func show(_ result: CheckResult) throws {
    let (mark, style): (String, Terminal.Style) =
      switch result.status {
      case .ok: ("✓", .good)
      case .warning: ("!", .title)
      case .fault: ("✗", .bad)
      }
    let title = result.check.title
    let subject = result.status == .ok ? "" : result.subject
    let line = Text(
      en: "\(title.en): \(subject.isEmpty ? "" : "\(subject): ")\(result.explanation.en)",
      fr: "\(title.fr) : \(subject.isEmpty ? "" : "\(subject) : ")\(result.explanation.fr)")
    try output.line(terminal.styled("\(mark) \(line[language])".escapedForTerminal, style))
    if let remedy = result.remedy { try output.line("    \(remedy.escapedForTerminal)") }
  }
}

extension Check {
  /// What is checked, as a person reads it.
  fileprivate var title: Text {
    switch self {
    case .file: Text(en: "file", fr: "fichier")
    case .permissions: Text(en: "permissions", fr: "droits")
    case .leftovers: Text(en: "leftovers", fr: "restes")
    case .schema: Text(en: "schema", fr: "schéma")
    case .integrity: Text(en: "integrity", fr: "intégrité")
    case .foreignKeys: Text(en: "foreign keys", fr: "clés étrangères")
    case .journal: Text(en: "journal", fr: "journal")
    case .journalHead: Text(en: "last known entry", fr: "dernière entrée connue")
    case .clock: Text(en: "clock", fr: "horloge")
    case .settings: Text(en: "settings", fr: "réglages")
    case .documents: Text(en: "documents", fr: "documents")
    case .secrets: Text(en: "secrets", fr: "secrets")
    case .providers: Text(en: "providers", fr: "prestataires")
    case .products: Text(en: "products", fr: "produits")
    case .callbacks: Text(en: "callbacks", fr: "rappels")
    case .payments: Text(en: "payments", fr: "paiements")
    case .outbox: Text(en: "outbox", fr: "boîte d’envoi")
    }
  }
}
