import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentVoid = Subcommand(
    "void",
    en: """
      Undo a receipt that was recorded by hand

      A receipt that was wrong, or a cheque that bounced, is undone by a counter-entry: nothing is
      deleted, and the document asks for the money again. One receipt for several documents is undone
      for all of them. A transfer that was announced ends so too.
      What a provider took is given back with 'payment refund'.
      """,
    fr: """
      Annuler un encaissement noté à la main

      Un encaissement faux, ou un chèque impayé, est annulé par une écriture contraire : rien n’est
      effacé, et le document redemande la somme. Un encaissement pour plusieurs documents est annulé
      pour tous. Un virement annoncé se termine aussi ainsi. Ce qu’un prestataire a encaissé se rend
      avec « payment refund ».
      """,
    examples: .one(
      "vosfact payment void K7M3Q9XT2V8B4NC5 --reason 'the cheque bounced'",
      en: "A cheque bounced", fr: "Un chèque est revenu impayé"),
    options: [
      .value(
        "reason", .words, en: "Why, for the journal and the document's history",
        fr: "Pourquoi, pour le journal et le suivi du document", isRequired: true),
      .dryRun,
    ],
    operands: [.payment], exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    try environment.change(kit, arguments) {
      let payment = try kit.payments.named(arguments.operand("payment"))
      let (voided, isRepeated) = try kit.payments.void(
        payment, reason: arguments.value("reason") ?? "")
      try environment.list(voided, as: .payments) { try ListedPayment($0, kit) }
      if isRepeated {
        try environment.remark(
          Text(
            en: "undone already; nothing was changed", fr: "déjà annulé ; rien n’a changé"),
          arguments)
      }
    }
  }
}
