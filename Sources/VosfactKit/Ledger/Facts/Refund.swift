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
  /// The document whose part of a payment for several it is, and no other's.
  var document: DocumentKey? = nil
}

extension Refund: DataRecord {
  package static let form = RecordForm<Refund>([
    .text("id") { $0.reference }, .amount("amount", as: "20.00") { $0.amount },
    .text("currency", as: "EUR") { $0.amount.currency.code },
    .word("state", as: "done") { $0.state },
    .text("provider_reference", as: "re_…") { $0.providerReference },
    .time("requested_at") { $0.requestedAt },
  ])
}
