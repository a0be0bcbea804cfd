import CommandLineKit
import VosfactKit

extension Subcommand {
  static let invoiceRemind = Subcommand(
    "remind",
    en: """
      Remind buyers of documents that are not paid

      The job of a timer, once a day. reminders.before and reminders.after name the days, counted
      from the due date where the seller is. Each reminder goes out at most once, and never for a
      document that is paid or cancelled. Of days that were missed the last is made up for. A credit
      note, a quote or a receipt is no claim and is never reminded of.
      """,
    fr: """
      Relancer les acheteurs de documents impayés

      La tâche d’une minuterie, une fois par jour. reminders.before et reminders.after nomment les
      jours, comptés depuis l’échéance là où est le vendeur. Chaque relance part au plus une fois,
      et jamais pour un document payé ou annulé. Des jours manqués, seul le dernier est rattrapé. Un
      avoir, un devis ou un reçu ne réclame rien et n’est jamais relancé.
      """,
    examples: .one(
      "vosfact invoice remind --dry-run", en: "Who would be reminded today",
      fr: "Qui serait relancé aujourd’hui"),
    options: [.dryRun], exits: [.noInput, .temporary, .permission, .configuration]
  ) { arguments, environment, kit in
    let listing = RowListing(environment, .sent)
    var count = 0
    try kit.sending.remind(rehearsing: arguments.flag("dry-run")) { sent in
      count += 1
      try listing.add(sent)
    }
    // A timer says nothing when nothing happened.
    if count > 0 || environment.format != .table { try listing.finish() }
  }
}
