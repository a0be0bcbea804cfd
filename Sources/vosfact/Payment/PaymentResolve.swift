import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentResolve = Subcommand(
    "resolve",
    en: """
      Decide about a payment that needs attention

      'payment list --attention' lists them. To accept means that the money is there and counts:
      another amount counts as it came, a double payment on top of the first, and a payment with an
      unknown reference for the document that --document names. To reject means that it never
      counts, as it was paid back, or is none of yours; a double payment that is rejected is the
      customer's credit, and counts only if the other one goes back. Money for a canceled document
      can be rejected only.

      The decision and its reason enter the journal. Another decision later takes its place; what
      the provider tells later asks for attention anew.
      """,
    fr: """
      Décider d’un paiement à examiner

      « payment list --attention » les liste. Accepter veut dire que la somme est là et compte : un
      autre montant tel qu’il est arrivé, un double paiement en plus du premier, un paiement de
      référence inconnue pour le document que nomme --document. Rejeter veut dire qu’elle ne compte
      jamais, rendue ou étrangère ; un double paiement rejeté est un crédit du client, et ne compte
      que si l’autre est rendu. Une somme pour un document annulé ne peut être que rejetée.

      La décision et sa raison entrent au journal. Une autre décision peut la remplacer ; ce que le
      prestataire dira plus tard sera de nouveau à examiner.
      """,
    examples: [
      Example(
        """
        vosfact payment resolve K7M3Q9XT2V8B4NC5 --decision reject --reason 'paid back on 3 May'
        """, en: "A double payment was paid back", fr: "Un double paiement a été rendu"),
      Example(
        """
        vosfact payment resolve K7M3Q9XT2V8B4NC5 --decision accept --document F-2026-000001 \
        --reason 'paid from their portal'
        """, en: "A payment of unknown reference was for this invoice",
        fr: "Un paiement de référence inconnue était pour cette facture"),
    ],
    options: [
      .value(
        "decision", Text(en: "DECISION", fr: "DÉCISION"), en: "Whether the money counts",
        fr: "Si la somme compte", choices: Resolution.Decision.allCases.map(\.rawValue),
        isRequired: true),
      .value(
        "reason", .words, en: "Why, for the journal and the document's history",
        fr: "Pourquoi, pour le journal et le suivi du document", isRequired: true),
      .value(
        "document", en: "What a payment of unknown reference was for, by number or id",
        fr: "Ce que réglait un paiement de référence inconnue, par numéro ou identifiant",
        completion: .query(.documents)),
      .dryRun,
    ],
    operands: [.payment], exits: [.no, .badData, .noInput, .temporary, .permission]
  ) { arguments, environment, kit in
    try environment.change(kit, arguments) {
      let payment = try kit.payments.named(arguments.operand("payment"))
      let document = try arguments.value("document").map { try kit.documents.named($0) }
      let resolved = try kit.payments.resolve(
        payment, arguments.choice("decision"), document: document,
        reason: arguments.value("reason") ?? "")
      try environment.list([ListedPayment(resolved.payment, kit)], as: .payments)
      if resolved.isRepeated {
        try environment.remark(
          Text(
            en: "decided so already; nothing was changed",
            fr: "déjà décidé ainsi ; rien n’a changé"), arguments)
      }
    }
  }
}
