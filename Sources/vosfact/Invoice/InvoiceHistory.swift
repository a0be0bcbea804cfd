import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceHistory: Subcommand {
    Subcommand(
      "history", en: "Tell what happened to a document, oldest first",
      fr: "Suivi d’un document, du plus ancien au plus récent",
      examples: [
        Example(
          "vosfact invoice history F-2026-000001", en: "Issued, attempted, paid",
          fr: "Émis, tenté, payé")
      ], operands: [.document], exits: [.noInput, .permission]
    ) { arguments, environment in
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
  }
}
