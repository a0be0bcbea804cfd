import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentRecord = Subcommand(
    "record",
    en: """
      Record money that came outside any provider

      One amount for several documents fills them in the order given; without an amount each is paid
      in full. More than they ask is refused, unless --overpayment says that it really came: the rest
      is the customer's credit, which 'payment allocate' uses elsewhere. Without a document all of it
      is. A reference, as a cheque's number, stands for the money: the same one again changes nothing.

      The method write-off gives up the cents that are missing, up to the setting
      receipts.write-off-limit. --announced keeps a customer's word that a transfer is on its way:
      it is not asked for meanwhile, for as long as receipts.announced-lifetime says, or until as
      much is recorded that came by the same method.
      """,
    fr: """
      Noter une somme reçue hors de tout prestataire

      Un montant pour plusieurs documents les règle dans l’ordre donné ; sans montant, chacun est
      payé en entier. Plus qu’il n’est dû est refusé, sauf si --overpayment dit que c’est bien venu :
      le reste est un crédit du client, que « payment allocate » emploie ailleurs. Sans document, tout
      l’est. Une référence, comme un numéro de chèque, désigne la somme : la même encore une fois ne
      change rien.

      Le moyen write-off passe en perte les centimes qui manquent, jusqu’au réglage
      receipts.write-off-limit. --announced garde la parole d’un client qu’un virement est parti : il
      n’est pas redemandé d’ici là, pendant la durée receipts.announced-lifetime ou jusqu’à ce
      qu’autant soit noté, venu par le même moyen.
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
      .flag(
        "overpayment", en: "Take more than is asked: the rest is the customer's credit",
        fr: "Accepter plus qu’il n’est dû : le reste est un crédit du client"),
      .flag(
        "announced", en: "It did not come yet: the customer says that it is on its way",
        fr: "Rien n’est encore venu : le client dit que c’est parti"),
      .key, .dryRun,
    ],
    operands: [.document.taking(.zeroOrMore)],
    exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment in
    let receipt = ManualReceipt(
      method: arguments.choice("method"),
      amount: arguments.value("amount"), date: try arguments.date("date"),
      reference: arguments.value("reference"), isOverpayment: arguments.flag("overpayment"),
      isAnnounced: arguments.flag("announced"))
    if arguments.operands("document").isEmpty, receipt.amount == nil {
      throw Fault(
        .wrongUsage, en: "no document and no --amount was given; nothing was recorded; name one",
        fr: "ni document ni --amount ; rien n’est noté ; donnez l’un des deux")
    }
    if receipt.isAnnounced {
      try arguments.refuse(
        ["overpayment", "date"], en: "does not go with --announced; leave it out",
        fr: "ne va pas avec --announced ; retirez-la")
      guard receipt.method == .transfer || receipt.method == .cheque,
        !arguments.operands("document").isEmpty
      else {
        throw Fault(
          .wrongUsage,
          en:
            "only a transfer or a cheque for documents is announced; nothing was recorded; name them",
          fr:
            "seul un virement ou un chèque pour des documents s’annonce ; rien n’est noté ; nommez-les"
        )
      }
    }
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
      for reference in arguments.operands("document") {
        let advice = try kit.documents.named(reference).advanceAdvice
        if let advice { try environment.remark(advice, arguments) }
      }
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
