import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var paymentAudit: Subcommand {
    Subcommand(
      "audit",
      summary: Text(
        en: "Check that nothing recorded was altered",
        fr: "Vérifier que rien d’enregistré n’a été altéré"),
      discussion: [
        Text(
          en: """
            The journal's chain of hashes is computed again, and every document, event and total is \
            held against it.
            """,
          fr: """
            La chaîne d’empreintes du journal est recalculée, et chaque document, événement et total \
            lui est comparé.
            """)
      ],
      examples: [
        Example(
          "vosfact payment audit",
          Text(en: "Exit 0 if all holds, 1 if not", fr: "Code 0 si tout tient, 1 sinon"))
      ],
      exits: [.done, .no, .usage, .noInput, .inputOutput, .permission],
      run: runPaymentAudit)
  }
}

private func runPaymentAudit(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let report = try kit.audit.run()
  try environment.show(report.json) {
    let text =
      if let entry = report.firstInvalid, let reason = report.reason {
        Text(
          en: "✗ entry \(entry) of \(report.entries) does not hold: \(reason.en)\n",
          fr: "✗ l’entrée \(entry) sur \(report.entries) ne tient pas : \(reason.fr)\n")
      } else {
        Text(
          en: "✓ all \(report.entries) entries hold\n",
          fr: "✓ les \(report.entries) entrées tiennent\n")
      }
    return environment.terminal.styled(text[environment.language], report.isValid ? .good : .bad)
  }
  return report.isValid ? .done : .no
}
