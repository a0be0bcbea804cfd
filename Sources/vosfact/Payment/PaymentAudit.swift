import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentAudit = Subcommand(
    "audit",
    en: """
      Check that nothing recorded was altered

      The journal's chain of hashes is computed again, and every document, event and total is held
      against it.
      """,
    fr: """
      Vérifier que rien d’enregistré n’a été altéré

      La chaîne d’empreintes du journal est recalculée, et chaque document, événement et total lui
      est comparé.
      """,
    examples: .one(
      "vosfact payment audit", en: "Exit 0 if all holds, 1 if not",
      fr: "Code 0 si tout tient, 1 sinon"),
    exits: [.no, .noInput, .inputOutput, .permission]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    var total: Int64 = 0
    let report = try environment.working(
      on: Text(en: "records", fr: "enregistrements"), arguments,
      share: { total > 0 ? Double(environment.progress.count) / Double(total) : nil }
    ) {
      try kit.audit.run { records in
        total = records
        environment.progress.advance()
      }
    }
    try environment.show(report) {
      let line = "\(report.isValid ? "✓" : "✗") \(report.text[environment.language])\n"
      return environment.terminal.styled(line, report.isValid ? .good : .bad)
    }
    return report.isValid ? .done : .no
  }
}
