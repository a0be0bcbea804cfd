package import Localization

/// Why a message cannot be dealt with.
package enum OutboxError: Error, Equatable, Sendable {
  case unknown(name: String)
  case delivered(id: Int64)
  /// The webhook that a message was for is removed.
  case noReceiver(id: Int64, webhook: Int64)
  /// Another process is delivering.
  case running
}

extension OutboxError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknown: .notFound
    case .delivered, .noReceiver: .refused
    case .running: .busy
    }
  }

  package var text: Text {
    switch self {
    case .unknown(let name):
      Text(
        en:
          "no message '\(name.shown)'; it is not in the outbox; see 'vosfact payment outbox list'",
        fr:
          "aucun message « \(name.shown) » ; il n’est pas dans la boîte d’envoi ; voyez « vosfact payment outbox list »"
      )
    case .delivered(let id):
      Text(
        en: "message \(id) was not dropped; it is delivered already; nothing is to be done",
        fr: "le message \(id) n’a pas été abandonné ; il est déjà remis ; il n’y a rien à faire")
    case .noReceiver(let id, let webhook):
      Text(
        en:
          "message \(id) is not sent again; webhook \(webhook) was removed; add it anew for what comes",
        fr:
          "le message \(id) n’est pas renvoyé ; le webhook \(webhook) a été retiré ; ajoutez-le de nouveau pour la suite"
      )
    case .running:
      Text(
        en: "nothing was delivered; another delivery is running; try again later",
        fr: "rien n’a été remis ; un autre envoi est en cours ; réessayez plus tard")
    }
  }
}
