/// A refund that was asked for, as it stands.
package struct Refund: Equatable, Sendable {
  /// How far a refund got.
  package enum State: String, CaseIterable, Sendable, Bindable {
    /// The provider was asked, and has not answered.
    case requested
    /// The provider took it; the money is on its way.
    case accepted
    /// The payment's events tell of it.
    case done
    /// The provider will not, or it came to nothing.
    case refused

    /// Whether money may still go out.
    var isOpen: Bool { self == .requested || self == .accepted }
  }

  let id: Int64
  /// Our name for it, at most 20 characters of `[A-Z0-9]`; the provider's idempotency key.
  package let reference: String
  package let amount: Amount
  /// What was refunded of the payment, or on its way, when this was asked for; in minor units.
  let refundedBefore: Int64
  package let state: State
  /// The provider's name for it.
  package let providerReference: String?
  package let requestedAt: UnixTime

  /// The refund as scripts read it.
  package var json: JSONValue {
    [
      "id": .string(reference), "amount": .string(amount.decimal),
      "currency": .string(amount.currency.code), "state": .string(state.rawValue),
      "provider_reference": .optional(providerReference),
      "requested_at": .string(requestedAt.description),
    ]
  }
}
