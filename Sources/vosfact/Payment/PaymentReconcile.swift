import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let paymentReconcile = Subcommand(
    "reconcile",
    en: """
      Ask the providers about payments that are pending for long

      The job of a timer. The callbacks in the folder callbacks.spool are taken in and moved to done
      or refused; a payment pending for longer than reconcile.after is asked about; an attempt older
      than reconcile.give-up, of which its provider knows nothing, expires; the mails and calls that
      wait in the outbox are delivered, and those that were delivered longer than outbox.keep ago
      are forgotten. It says nothing when nothing happened.
      """,
    fr: """
      Interroger les prestataires sur les paiements longtemps en attente

      La tâche d’une minuterie. Les rappels du dossier callbacks.spool sont repris et déplacés vers
      done ou refused ; le prestataire d’un paiement en attente depuis plus de reconcile.after est
      interrogé ; une tentative plus ancienne que reconcile.give-up, dont son prestataire ne sait
      rien, expire ; les courriels et appels de la boîte d’envoi sont remis, et ceux remis depuis
      plus de outbox.keep sont oubliés. Rien ne s’affiche quand rien ne s’est passé.
      """,
    examples: .one(
      "vosfact payment reconcile", en: "From cron, every five minutes",
      fr: "Depuis cron, toutes les cinq minutes"),
    options: [.provider(isRequired: false), .dryRun],
    exits: [
      .noInput, .unavailable, .cannotCreate, .inputOutput, .temporary, .permission,
      .configuration,
    ]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let report = try environment.working(
      on: Text(en: "callbacks and payments", fr: "rappels et paiements"), arguments
    ) {
      try kit.reconciliation(
        of: arguments.value("provider"), rehearsing: arguments.flag("dry-run")
      ).run { environment.progress.advance() }
    }
    if environment.format != .table || !report.isSilent {
      try environment.show(report) { report.sentence[environment.language] + "\n" }
    }
    for problem in report.problems { try environment.complain(Diagnostic(problem)) }
    // A provider that could not be reached is what a script acts on first.
    let codes = report.problems.map { ExitCode(of: $0) }
    return codes.first { $0 == .unavailable } ?? codes.first ?? .done
  }
}

extension ReconcileReport {
  /// What was done, in a line.
  fileprivate var sentence: Text {
    Text(
      en: """
        callbacks taken in: \(callbacks); payments asked about: \(asked), changed: \(changed); \
        expired: \(expired); messages delivered: \(delivered); failed: \(failed)
        """,
      fr: """
        rappels repris : \(callbacks) ; paiements vérifiés : \(asked), changés : \(changed) ; \
        expirés : \(expired) ; messages remis : \(delivered) ; échecs : \(failed)
        """)
  }
}
