import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceHistory: Subcommand {
    Subcommand(
      "history",
      summary: Text(
        en: "Tell what happened to a document, oldest first",
        fr: "Suivi d’un document, du plus ancien au plus récent"),
      examples: [
        Example(
          "vosfact invoice history F-2026-000001",
          Text(en: "Issued, attempted, paid", fr: "Émis, tenté, payé"))
      ],
      operands: [.document],
      exits: [.done, .usage, .noInput, .permission],
      run: runInvoiceHistory)
  }
}

private func runInvoiceHistory(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let document = try kit.documents.named(arguments.operand("document"))
  let language = environment.language
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "When", fr: "Quand")), .init(Text(en: "What", fr: "Quoi")),
      .init(Text(en: "Payment", fr: "Paiement")),
    ], fields: ["at", "kind", "text", "payment"])
  var history = try kit.documents.history(of: document)
  while let entry = try history.next() {
    try listing.add(
      entry.json(language: language),
      [.init(entry.at.description), .init(entry.text[language]), .init(entry.payment ?? "")])
  }
  try listing.finish()
  return .done
}
