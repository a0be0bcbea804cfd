import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceClaim = Subcommand(
    "claim",
    en: """
      Ask again for what was given back

      What the seller gave back of a payment, or lost to a dispute, is not asked for again by itself.
      This says that it is owed all the same: links, reminders and pages ask for it from then on.
      """,
    fr: """
      Redemander ce qui a été rendu

      Ce que le vendeur a rendu d’un paiement, ou perdu par une contestation, n’est pas redemandé de
      soi-même. Cette commande dit que la somme reste due : liens, relances et pages la demandent.
      """,
    examples: .one(
      "vosfact invoice claim F-2026-000001", en: "The wrong payment was given back",
      fr: "Un mauvais paiement a été rendu"),
    options: [.dryRun], operands: [.document.taking(.oneOrMore)],
    exits: [.no, .noInput, .temporary, .permission]
  ) { arguments, environment in
    try environment.changeEach("document", arguments, as: .documents) { kit, reference in
      try kit.inFull(kit.payments.claim(kit.documents.named(reference)).document)
    }
  }
}
