import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentAllocate = Subcommand(
    "allocate",
    en: """
      Use money that counts for nothing yet for a document

      A double payment that was rejected, more than a document asked, money of a canceled document or
      of none is the customer's credit; this gives it to another document of his. An amount below zero
      takes back what was given.
      """,
    fr: """
      Affecter à un document une somme qui ne compte encore pour rien

      Un double paiement rejeté, un trop-perçu, la somme d’un document annulé ou d’aucun est un crédit
      du client ; cette commande l’affecte à un autre de ses documents. Un montant négatif reprend ce
      qui fut affecté.
      """,
    examples: .one(
      "vosfact payment allocate K7M3Q9XT2V8B4NC5 F-2026-000002",
      en: "What was paid twice pays the next invoice",
      fr: "Ce qui fut payé deux fois règle la facture suivante"),
    options: [
      .value(
        "amount", .amount, en: "How much; as much as there is and the document asks by default",
        fr: "Combien ; par défaut autant qu’il y en a et que le document demande"),
      .key, .dryRun,
    ],
    operands: [.payment, .document], exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment in
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .existing)
    try environment.change(kit, arguments) {
      let payment = try kit.idempotencyKeys.once(
        key, again: { try kit.payments.named($0.names.first ?? "") }, names: { [$0.reference] },
        make: {
          let payment = try kit.payments.named(arguments.operand("payment"))
          return try kit.payments.allocate(
            payment, to: kit.documents.named(arguments.operand("document")),
            amount: arguments.amount(in: payment.amount.currency))
        })
      try environment.list([ListedPayment(payment, kit)], as: .payments)
    }
    return .done
  }
}
