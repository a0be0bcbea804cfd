import Localization

extension Payments {
  /// How long one entry of the journal stands for all that is tried again: a provider that is out of reach for a
  /// day fills no histories, however often a customer, or a robot, presses the button.
  private static let noteInterval = Seconds(3_600)

  /// Records in the history of `subject` that a provider did not take a customer over, once an hour.
  ///
  /// Nothing else is changed: there is no payment.
  func noteNotStarted(
    _ error: any ExplainedError, at provider: String, of amount: Amount,
    about subject: JournalSubject
  ) throws {
    try database.transaction {
      guard try !isNoted(provider, about: subject) else { return }
      try journal.append(
        .paymentNotStarted, about: subject,
        [
          "provider": .string(provider), "amount": .string(amount.decimal),
          "currency": .string(amount.currency.code),
          "reason": ["en": .string(error.text.en), "fr": .string(error.text.fr)],
        ], at: clock.now)
    }
  }

  private func isNoted(
    _ provider: String, about subject: JournalSubject
  ) throws(StorageError) -> Bool {
    let since = clock.now - Self.noteInterval
    var entries = try journal.entries(about: subject)
    while let entry = try entries.next() {
      if entry.kind == JournalKind.paymentNotStarted.rawValue, entry.at > since,
        entry.provider == provider
      {
        return true
      }
    }
    return false
  }
}
