/// What a callback says that was proved to be the provider's.
struct VerifiedCallback: Equatable, Sendable {
  /// What happened to payments; nothing if it is of no concern.
  let events: [PaymentEvent]
  /// The provider's own id of this sending, where the signature covers it but not the whole message: another
  /// message under the same id is forged.
  let transmission: String?
  /// When the payment was started, where the provider repeats what it was told then.
  let startedAt: UnixTime?
  /// The text that the provider wants as the answer; any success will do if there is none.
  let reply: String?

  init(
    _ events: [PaymentEvent], transmission: String? = nil, startedAt: UnixTime? = nil,
    reply: String? = nil
  ) {
    self.events = events
    self.transmission = transmission
    self.startedAt = startedAt
    self.reply = reply
  }

  /// A callback that says one thing, or nothing that is of concern.
  init(_ event: PaymentEvent?) {
    self.init(event.map { [$0] } ?? [])
  }
}
