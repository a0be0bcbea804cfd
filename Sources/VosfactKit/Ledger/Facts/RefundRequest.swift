/// A refund that is asked of a provider.
struct RefundRequest: Equatable, Sendable {
  /// Our name for it, at most 20 characters of `[A-Z0-9]`; also its idempotency key.
  let reference: String
  /// At most what was paid and not given back yet.
  let amount: Amount
  /// Whether it is all that is left of the payment.
  let isRest: Bool
  let requestedAt: UnixTime
}
