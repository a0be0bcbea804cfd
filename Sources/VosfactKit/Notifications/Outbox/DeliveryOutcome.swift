import Localization

/// What came of a message that was to be delivered.
enum DeliveryOutcome {
  /// It has arrived where it was to go; for a call, what came back.
  case delivered(WebhookAnswer?)
  /// It may arrive later.
  ///
  /// - Parameter after: how long the receiver asks to wait, if it asks.
  case postponed(Text, after: Seconds? = nil, WebhookAnswer? = nil)
  /// It will never arrive: somebody has to look at it.
  case failed(Text, WebhookAnswer? = nil)
  /// It need not go any more.
  case dropped(Text)
  /// It was not tried, as the settings do not allow it; it waits until they are mended.
  case held(any ExplainedError)
}

/// When a message that did not arrive is tried again: soon at first, then ever later, for three days in all.
///
/// The pauses are those that the Standard Webhooks specification recommends ("Deliverability and reliability").
struct DeliverySchedule {
  /// A number of at least 0 and less than 1.
  let random: Double

  private static let pauses: [Int64] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

  /// How long after its first try a message is given up.
  static let limit = Seconds(3 * 86_400)

  /// How long a message is held that the settings keep from being tried.
  static let holding = Seconds(300)

  /// The moment of the next try; `nil` if the last one was made.
  ///
  /// A fifth of each pause is left to chance, so that messages that failed together do not come back
  /// together. The last try is made when the three days are over.
  ///
  /// - Parameters:
  ///   - failures: how often the message was tried, at least once.
  ///   - first: when it was tried first.
  ///   - asked: how long the receiver asks to wait.
  func next(
    afterFailure failures: Int64, first: UnixTime, now: UnixTime, asked: Seconds?
  ) -> UnixTime? {
    let end = first + Self.limit
    guard now < end else { return nil }
    let pause = Self.pauses[min(max(Int(clamping: failures - 1), 0), Self.pauses.count - 1)]
    let jittered = Double(pause) * (0.9 + 0.2 * random)
    let wanted = max(Int64(jittered.rounded()), min(asked?.count ?? 0, 86_400))
    return min(now + Seconds(max(wanted, 1)), end)
  }
}
