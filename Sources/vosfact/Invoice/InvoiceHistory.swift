import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceHistory = Subcommand(
    "history", en: "Tell what happened to a document, oldest first",
    fr: "Suivi d’un document, du plus ancien au plus récent",
    examples: .one(
      "vosfact invoice history F-2026-000001", en: "Issued, attempted, paid",
      fr: "Émis, tenté, payé"),
    operands: [.document], exits: [.noInput, .permission]
  ) { arguments, environment, kit in
    let document = try kit.documents.named(arguments.operand("document"))
    var history = try kit.documents.history(of: document)
    try environment.list(as: .history) { try history.next() }
  }
}

extension ListForm<JournalEntry> {
  static let history = ListForm(
    columns: [
      .text(en: "When", fr: "Quand") { $0.at.description },
      .said(en: "What", fr: "Quoi") { $0.text[$1] },
      .text(en: "Payment", fr: "Paiement") { $0.payment ?? "" },
    ],
    members: [
      .text("at") { $0.at.description }, .text("kind") { $0.kind }, .said("text") { $0.text },
      .text("payment") { $0.payment },
    ])
}
