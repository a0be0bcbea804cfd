package import Localization

/// Why nothing is delivered.
package enum OutboxError: ExplainedError {
  /// Another process is delivering.
  case running

  package var nature: FaultNature { .busy }

  package var text: Text {
    Text(
      en: "nothing was delivered; another delivery is running; try again later",
      fr: "rien n’a été remis ; un autre envoi est en cours ; réessayez plus tard")
  }
}
