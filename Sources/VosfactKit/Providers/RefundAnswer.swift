/// What a provider answered to a refund that it took.
struct RefundAnswer: Equatable, Sendable {
  /// The provider's name for the refund.
  let providerReference: String?
  /// What follows from the answer; nothing while the refund is under way.
  let events: [PaymentEvent]
}
