import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentRecord = Subcommand(
    "record",
    en: """
      Record money that came outside any provider

      One amount for several documents fills them in the order given; without an amount each is paid
      in full. More than they ask is refused. A reference, as a cheque's number, stands for the
      money: the same one again changes nothing.
      """,
    fr: """
      Noter une somme reçue hors de tout prestataire

      Un montant pour plusieurs documents les règle dans l’ordre donné ; sans montant, chacun est
      payé en entier. Plus qu’il n’est dû est refusé. Une référence, comme un numéro de chèque,
      désigne la somme : la même encore une fois ne change rien.
      """,
    examples: [
      Example(
        "vosfact payment record F-2026-000001 --method transfer", en: "What was left to pay came",
        fr: "Ce qui restait dû est arrivé"),
      Example(
        """
        vosfact payment record F-2026-000001 F-2026-000002 --method cheque --amount 200 \
        --reference 7410093
        """, en: "One cheque for two invoices", fr: "Un chèque pour deux factures"),
    ],
    options: [
      .value(
        "method", Text(en: "METHOD", fr: "MOYEN"), en: "How the money came",
        fr: "Comment la somme est arrivée", choices: ManualMethod.allCases.map(\.rawValue),
        isRequired: true),
      .value(
        "amount", .amount,
        en: "What came, in the documents' currency; all that is left by default",
        fr: "La somme, dans la devise des documents ; tout ce qui reste dû par défaut"),
      .value("date", en: "The day it came; now by default", fr: "Le jour ; maintenant par défaut"),
      .value(
        "reference", .words, en: "What the money is known by, so that it is recorded once",
        fr: "Ce qui désigne la somme, afin qu’elle soit notée une seule fois"),
      .key, .dryRun,
    ],
    operands: [.document.taking(.oneOrMore)],
    exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment in
    let receipt = ManualReceipt(
      method: arguments.choice("method"),
      amount: arguments.value("amount"), date: try arguments.date("date"),
      reference: arguments.value("reference"))
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .existing)
    try environment.change(kit, arguments) {
      let (payments, isRepeated) = try kit.idempotencyKeys.once(
        key, again: { (try $0.names.map(kit.payments.named), true) },
        names: { $0.0.map(\.reference) },
        make: {
          let documents = try arguments.operands("document").map { try kit.documents.named($0) }
          let recorded = try kit.payments.record(receipt, for: documents)
          return (recorded.payments, recorded.isRepeated)
        })
      try environment.list(payments, as: .payments) { try ListedPayment($0, kit) }
      if isRepeated {
        try environment.remark(
          Text(
            en: "recorded already; the reference or key is known; nothing was changed",
            fr: "déjà noté ; la référence ou la clé est connue ; rien n’a changé"), arguments)
      }
    }
    return .done
  }
}
