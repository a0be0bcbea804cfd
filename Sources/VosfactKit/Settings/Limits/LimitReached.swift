import Localization

/// More was wanted by visitors within an hour than the settings allow.
struct LimitReached: Error, Equatable {
  /// How long until the same may be tried again.
  let wait: Seconds
  /// The setting that says how often.
  let key: String
}

extension LimitReached: ExplainedError {
  var nature: FaultNature { .busy }

  var text: Text {
    Text(
      en: "nothing was started; \(key) is reached; try again in \(wait), or raise it",
      fr: "rien n’a été lancé ; \(key) est atteint ; réessayez dans \(wait), ou augmentez-le")
  }
}
