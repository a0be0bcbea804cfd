/// What a callback says that was proved to be the provider's.
struct VerifiedCallback: Equatable, Sendable {
  /// What happened to payments; nothing if it is of no concern.
  let events: [PaymentEvent]
  /// The provider's own id of this sending, where the signature covers it but not the whole message: another
  /// message under the same id is forged.
  var transmission: String? = nil
  /// When the payment was started, where the provider repeats what it was told then.
  var startedAt: UnixTime? = nil
  /// The text that the provider wants as the answer; any success will do if there is none.
  var reply: String? = nil
}

extension VerifiedCallback {
  /// A callback that says one thing, or nothing that is of concern.
  init(_ event: PaymentEvent?) {
    self.init(events: event.map { [$0] } ?? [])
  }
}
