/// Asks the provider's API for what it knows of payments, and records it as a callback would be.
struct StatusQuery {
  let kit: Kit
  let provider: any Provider
  let name: String
  let mode: ProviderMode
  /// Whether nothing may be changed at the provider either.
  var isRehearsal = false

  private var payments: Payments { kit.payments }
  private var store: PaymentStore { payments.store }

  /// The events that the provider knows of `payment`; nothing is stored yet.
  ///
  /// It throws `ProviderError.unreachable` or `.rejected`, else `StorageError`.
  ///
  /// - Parameter transport: another than the kit's.
  func ask(
    about payment: Payment, over transport: (any HTTPTransport)? = nil
  ) throws -> [PaymentEvent] {
    var known = try store.known(payment)
    known.isRehearsal = isRehearsal
    return try provider.status(of: known, over: transport ?? kit.transport, now: kit.now)
  }

  /// Records the events that are not known yet, in the caller's transaction.
  ///
  /// The same id with other facts is no repeat, and asks for attention. The names of the payment are no
  /// part of them: an answer tells those that the provider knows by now.
  ///
  /// It throws `ProviderError.refused` for events of another mode, else `StorageError`.
  func record(_ events: [PaymentEvent]) throws {
    let receiver = CallbackReceiver(kit: kit, provider: provider, name: name, mode: mode)
    let recorder = EventRecorder(payments: payments, provider: name, mode: mode)
    for event in events {
      if let known = try store.known(event.id, provider: name) {
        if known.digest != event.digest {
          try receiver.note(contradictionOf: event, with: known.payment)
        }
        continue
      }
      if let payment = try recorder.record(event, digest: event.digest, callback: nil) {
        try payments.refresh(payment)
      }
    }
  }
}
