import Localization

extension Payments {
  /// A genuine signed callback about `payment`, as its provider would send it: the raw HTTP request.
  ///
  /// It is signed with the secrets that are configured, which may be used live one day, and some providers have no sign
  /// in a message that tells the mode. So none is made while real money is taken, nor about a payment of real money;
  /// and one that was made before can only be about its own payment, which is none of live mode's: `EventRecorder`
  /// refuses it there, and in test mode a provider that can be asked does not know of it.
  ///
  /// - Parameter amount: the payment's own unless it is given.
  ///
  /// It throws `ProviderError.neverSends` for an outcome that the provider does not tell of, `Fault` for an amount that
  /// is none or where real money is taken, or `SecretError` and `StorageError`.
  package func simulate(
    _ outcome: SimulatedOutcome, of payment: Payment, amount: Amount? = nil
  ) throws -> [UInt8] {
    let mode = try providers.named(payment.provider).mode
    guard payment.mode != .live else {
      throw Fault(
        .refused,
        en:
          "nothing was simulated; the payment was begun in live mode, and is real; give one of simulated or test mode",
        fr:
          "rien n’a été simulé ; le paiement a été commencé en mode live, et il est réel ; donnez-en un du mode simulated ou test"
      )
    }
    guard mode != .live else {
      throw Fault(
        .refused,
        en:
          "nothing was simulated; the provider is in live mode, and its secrets sign real callbacks; use another database",
        fr:
          "rien n’a été simulé ; le prestataire est en mode live, et ses secrets signent de vrais rappels ; utilisez une autre base"
      )
    }
    let amount = amount ?? payment.amount
    guard amount.minorUnits > 0 else { throw Fault.amountNotPositive }
    let provider = try providers.provider(payment.provider)
    var known = try store.known(payment)
    let events = try store.events(of: payment.key)
    known.underWay =
      PaymentFold(events, asked: payment.amount).transactions.last { $0.underWay > 0 }?.reference
      .name
    // Last stands what was paid, of which a refund or a dispute is.
    let paid = events.last { $0.kind == .paid }?.transaction?.name
    if let paid, known.identifiers.contains(paid) {
      known.identifiers = known.identifiers.filter { $0 != paid } + [paid]
    }
    let callback = try provider.simulate(
      outcome, of: known, amount: amount, now: clock.now, random: random)
    return callback.serialized()
  }
}
