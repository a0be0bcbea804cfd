/// A provider that has no page of its own: a page of ours asks the customer for a card through its script, which
/// gives a nonce, and with that the payment is charged.
protocol NonceProvider: Provider {
  /// What our page asks for a card with; `nil` in simulated mode, which has no script.
  ///
  /// - Parameter amount: what is to be paid.
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func form(
    for amount: Amount, over transport: any HTTPTransport
  ) throws(ProviderError) -> (any NonceForm)?

  /// The events that follow from charging what `nonce` stands for, or from a charge that was made before: a payment
  /// is not charged while the provider knows one that is paid or under way.
  ///
  /// - Throws: `ProviderError.rejected`, `.unsupportedAmount`, or `.unreachable` if it is not known whether the
  ///   charge was made, which `status` tells later; `.unreadable` if the provider knows one, and it cannot be told what
  ///   became of that.
  func charge(
    nonce: Secret, of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]
}
