import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentAllocate = Subcommand(
    "allocate",
    en: """
      Use money that counts for nothing yet for a document

      A double payment that was rejected, more than a document asked, money of a canceled document or
      of none is the customer's credit; this gives it to another document of his. A document of another
      customer is refused, unless --other-customer says that it is meant: buyers are one customer if
      they share a name, a tax number or an e-mail address. --take-back takes back what was given.
      """,
    fr: """
      Affecter à un document une somme qui ne compte encore pour rien

      Un double paiement rejeté, un trop-perçu, la somme d’un document annulé ou d’aucun est un crédit
      du client ; cette commande l’affecte à un autre de ses documents. Le document d’un autre client
      est refusé, sauf si --other-customer dit que c’est voulu : des acheteurs sont un même client
      s’ils ont le même nom, numéro fiscal ou courriel. --take-back reprend ce qui fut affecté.
      """,
    examples: .one(
      "vosfact payment allocate K7M3Q9XT2V8B4NC5 F-2026-000002",
      en: "What was paid twice pays the next invoice",
      fr: "Ce qui fut payé deux fois règle la facture suivante"),
    options: [
      .value(
        "amount", .amount, en: "How much; as much as there is and the document asks by default",
        fr: "Combien ; par défaut autant qu’il y en a et que le document demande"),
      .flag(
        "other-customer", en: "One customer's money may pay another one's document",
        fr: "L’argent d’un client peut régler le document d’un autre"),
      .flag(
        "take-back", en: "Take back what was given; all of it, or --amount",
        fr: "Reprendre ce qui fut affecté ; en entier, ou --amount"),
      .key, .dryRun,
    ],
    operands: [.payment, .document], exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment in
    let key = try arguments.idempotencyKey()
    let isTakenBack = arguments.flag("take-back")
    if isTakenBack {
      try arguments.refuse(
        ["other-customer"], en: "does not go with --take-back; leave it out",
        fr: "ne va pas avec --take-back ; retirez-la")
    }
    let kit = try environment.openKit(arguments, .existing)
    try environment.change(kit, arguments) {
      let payment = try kit.idempotencyKeys.once(
        key, again: { try kit.payments.named($0.names.first ?? "") }, names: { [$0.reference] },
        make: {
          let payment = try kit.payments.named(arguments.operand("payment"))
          let document = try kit.documents.named(arguments.operand("document"))
          let amount = try arguments.amount(in: payment.amount.currency)
          guard amount.map({ $0.minorUnits > 0 }) ?? true else {
            throw Fault(
              .wrongUsage,
              en: "--amount must be above zero; nothing was changed; --take-back takes money back",
              fr: "--amount doit être positif ; rien n’a changé ; --take-back reprend une somme")
          }
          return isTakenBack
            ? try kit.payments.takeBack(payment, from: document, amount: amount)
            : try kit.payments.allocate(
              payment, to: document, amount: amount,
              ofOthers: arguments.flag("other-customer"))
        })
      let listed = try ListedPayment(payment, kit)
      try environment.list([listed], as: .payments)
      try environment.remark(listed.countsFor, arguments)
    }
    return .done
  }
}
