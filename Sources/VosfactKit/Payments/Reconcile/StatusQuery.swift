/// Asks the provider's API for what it knows of payments, and records it as a callback would be.
struct StatusQuery {
  let payments: Payments
  let provider: any Provider
  let name: String
  let mode: ProviderMode
  /// Whether nothing may be changed at the provider either.
  var isRehearsal = false

  private var store: PaymentStore { payments.store }

  /// The events that the provider knows of `payment`; nothing is stored yet.
  ///
  /// It throws `ProviderError.unreachable` or `.rejected`, else `StorageError`.
  ///
  /// - Parameter transport: another than the usual one.
  func ask(
    about payment: Payment, over transport: (any HTTPTransport)? = nil
  ) throws -> [PaymentEvent] {
    var known = try store.known(payment)
    known.isRehearsal = isRehearsal
    return try provider.status(
      of: known, over: transport ?? payments.transport, now: payments.clock.now)
  }

  /// Posts the events, in the caller's transaction, and gives the payment that was asked about as it stands then.
  ///
  /// An id that is known with other facts asks for attention. The names of the payment are no part of them: an answer
  /// tells those that the provider knows by now.
  ///
  /// It throws `ProviderError.refused` for events of another mode, else `StorageError`.
  @discardableResult
  func post(_ events: [PaymentEvent], about payment: Payment) throws -> Payment {
    let ledger = payments.ledger
    let compared = try ledger.compare(events.map { ToldEvent($0) }, from: name)
    if let (event, payment) = compared.contradiction {
      try ledger.post(contradictionOf: event, of: payment)
    }
    let posting = try payments.refusing {
      try ledger.post(compared.consistent, from: name, in: mode, about: payment)
    }
    return posting.payments.first { $0.key == payment.key } ?? payment
  }
}
