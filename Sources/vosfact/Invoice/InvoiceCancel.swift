import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceCancel = Subcommand(
    "cancel",
    en: """
      Cancel a document that nothing was paid of

      An invoice that somebody got is not canceled but credited, with 'invoice credit': only one that
      never left is, with --never-delivered and the reason. It keeps its number.
      """,
    fr: """
      Annuler un document dont rien n’a été payé

      Une facture que quelqu’un a reçue ne s’annule pas, elle se crédite, par « invoice credit » : seule
      celle qui n’est jamais partie s’annule, avec --never-delivered et le motif. Elle garde son numéro.
      """,
    examples: [
      Example(
        "vosfact invoice cancel D-2026-000001", en: "The customer did not want the quote",
        fr: "Le client n’a pas voulu du devis"),
      Example(
        "vosfact invoice cancel F-2026-000001 --never-delivered --reason 'entered twice'",
        en: "An invoice that was never sent", fr: "Une facture jamais envoyée"),
    ],
    options: [
      .flag(
        "never-delivered", en: "The invoice never reached anybody",
        fr: "La facture n’est parvenue à personne"),
      .value(
        "reason", .words, en: "Why, for the journal and the document's history",
        fr: "Pourquoi, pour le journal et le suivi du document"),
      .dryRun,
    ], operands: [.document], exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    let reason = arguments.value("reason")
    guard arguments.flag("never-delivered") == (reason != nil) else {
      throw Fault(
        .wrongUsage,
        en: "--never-delivered and --reason go together; nothing was canceled; give both or none",
        fr:
          "--never-delivered et --reason vont ensemble ; rien n’est annulé ; donnez les deux ou aucune"
      )
    }
    try environment.change(kit, arguments) {
      let document = try kit.documents.named(arguments.operand("document"))
      try environment.show(
        try kit.payments.cancel(document, neverDelivered: reason), of: kit)
    }
  }
}
