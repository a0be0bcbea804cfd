package import Localization

/// Why a reconciliation, or a part of it, could not be done.
package enum ReconcileError: Error, Equatable, Sendable {
  /// Another process is at it.
  case running
  /// The spool folder, or a folder in it, cannot be read or written.
  case spool(path: String, reason: String)
  /// A file in the spool folder cannot be read or moved.
  case file(path: String, reason: String)
}

extension ReconcileError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .running: .busy
    case .spool: .misconfigured
    case .file: .inputOutput
    }
  }

  package var text: Text {
    switch self {
    case .running:
      Text(
        en: "nothing was reconciled; another reconciliation is running; try again later",
        fr: "rien n’a été rapproché ; un autre rapprochement est en cours ; réessayez plus tard")
    case .spool(let path, let reason):
      Text(
        en: "cannot take in the callbacks of \(path.shown); \(reason); check callbacks.spool",
        fr:
          "impossible de reprendre les rappels de \(path.shown) ; \(reason) ; vérifiez callbacks.spool"
      )
    case .file(let path, let reason):
      Text(
        en: "the callback \(path.shown) was left where it is; \(reason); check its permissions",
        fr: "le rappel \(path.shown) est resté en place ; \(reason) ; vérifiez ses droits")
    }
  }
}
