extension Payments {
  /// Whether a customer may still pay on the page that an attempt has at its provider.
  ///
  /// - Parameter limit: attempts that were started before it have been given up.
  func isPageOpen(of payment: Payment, after limit: UnixTime) -> Bool {
    payment.status.state == .pending && payment.provider != Payment.byHand
      && payment.startedAt > limit && payment.pageEndsAt.map { $0 > clock.now } ?? true
  }

  /// Ends the open attempts at a document that do not fit beside a new one within what may be paid, the oldest first, so
  /// that all that are open never ask for more together. It is done in the caller's transaction.
  ///
  /// Nothing of money is ended by it: a page that its provider still shows may be paid, which then counts, or is held,
  /// like any other money. The provider is asked about it all the same. What was begun in another mode is of another
  /// world.
  ///
  /// - Parameters:
  ///   - amount: what the new one is for.
  ///   - most: what may be paid of the document now.
  ///   - mode: the one in which the new one is made.
  func makeRoom(
    for amount: Amount, within most: Amount, on document: Document, in mode: ProviderMode
  ) throws {
    let limit = clock.now - (try settings.value(.giveUp))
    var room = most.minorUnits - amount.minorUnits
    for payment in try store.payments(for: document.key).reversed()
    where payment.mode == mode && isPageOpen(of: payment, after: limit) {
      // What is under way is no part of what may be paid.
      guard try store.events(of: payment.key).allSatisfy({ $0.kind == .pending }) else { continue }
      if payment.amount.minorUnits <= room {
        room -= payment.amount.minorUnits
      } else {
        try supersede(payment)
      }
    }
  }

  private func supersede(_ payment: Payment) throws {
    let event = PaymentEvent(
      id: "\(PaymentEvent.superseded):\(payment.reference)", attempt: .canceled, at: clock.now,
      amount: payment.amount, reference: payment.reference,
      reason: PaymentEvent.superseded)
    _ = try ledger.post(
      ledger.compare([ToldEvent(event)], from: payment.provider), from: payment.provider,
      in: payment.mode)
    try store.scheduleQuery(
      about: payment.key, at: clock.now + (try settings.value(.reconcileAfter)))
  }
}
