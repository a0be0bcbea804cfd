import CommandLineKit
import VosfactKit

extension Subcommand {
  static let invoiceCancel = Subcommand(
    "cancel", en: "Cancel a document that nothing was paid of",
    fr: "Annuler un document dont rien n’a été payé",
    examples: .one(
      "vosfact invoice cancel F-2026-000001", en: "It keeps its number, and is not payable",
      fr: "Il garde son numéro et n’est plus payable"),
    options: [.dryRun], operands: [.document], exits: [.no, .noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    try environment.change(kit, arguments) {
      let document = try kit.documents.named(arguments.operand("document"))
      try environment.show(try kit.invoicing.cancel(document), of: kit)
    }
  }
}
