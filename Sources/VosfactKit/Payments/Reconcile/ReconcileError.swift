package import Localization

/// Why no reconciliation could be done.
package enum ReconcileError: ExplainedError {
  /// Another process is at it.
  case running

  package var nature: FaultNature { .busy }

  package var text: Text {
    Text(
      en: "nothing was reconciled; another reconciliation is running; try again later",
      fr: "rien n’a été rapproché ; un autre rapprochement est en cours ; réessayez plus tard")
  }
}
