import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let settingsBackup = Subcommand(
    "backup",
    en: """
      Copy the whole database while others write

      The copy holds secrets: only its owner may read it. It is checked, its journal too, before it
      is put in its place. To restore it, stop what uses the database and put the copy in its place,
      without files ending in -wal or -shm beside it.
      """,
    fr: """
      Copier toute la base pendant que d’autres écrivent

      La copie contient des secrets : seul son propriétaire peut la lire. Elle est vérifiée, journal
      compris, avant d’être mise en place. Pour la restaurer, arrêtez ce qui utilise la base et
      mettez la copie à sa place, sans fichiers en -wal ou -shm à côté.
      """,
    examples: .one(
      "vosfact settings backup /backups/vosfact.db --replace", en: "Every night, from cron",
      fr: "Chaque nuit, depuis cron"),
    options: [
      .flag("replace", en: "Replace the file if it exists", fr: "Remplacer le fichier s’il existe"),
      .dryRun,
    ],
    operands: [
      .one("file", .file, en: "Where the copy goes", fr: "Où va la copie", completion: .file)
    ], exits: [.noInput, .cannotCreate, .inputOutput, .temporary, .permission]
  ) { arguments, environment, kit in
    var total = 1
    let report = try environment.working(
      on: Text(en: "pages", fr: "pages"), arguments,
      share: { Double(environment.progress.count) / Double(total) }
    ) {
      try kit.backUp(
        to: arguments.operand("file"), replacing: arguments.flag("replace"),
        rehearsing: arguments.flag("dry-run")
      ) { copied, pages in
        total = pages
        environment.progress.advance(by: copied - environment.progress.count)
      }
    }
    if !arguments.flag("dry-run") { environment.noteMade(report.path) }
    if arguments.flag("dry-run") || environment.format != .table {
      try environment.show(report) {
        "\(report.path.escapedForTerminal)  \(report.bytes)\n"
      }
    }
  }
}
