import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceShow: Subcommand {
    Subcommand(
      "show",
      summary: Text(en: "Show a document", fr: "Montrer un document"),
      examples: [
        Example(
          "vosfact invoice show F-2026-000001 --format json",
          Text(en: "The document, for a script", fr: "Le document, pour un script"))
      ],
      operands: [.document],
      exits: [.done, .usage, .noInput, .permission],
      run: runInvoiceShow)
  }
}

private func runInvoiceShow(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let document = try kit.documents.named(arguments.operand("document"))
  try environment.show(document, of: kit)
  return .done
}
