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
    let alone = try store.payments(for: document.key)
    let together = document.isAllocated ? try store.payments(askingAlsoFor: document.key) : []
    for payment in (alone + together).sorted(by: { $0.key > $1.key })
    where payment.mode == mode && isPageOpen(of: payment, after: limit) {
      // What is under way is no part of what may be paid.
      guard try store.events(of: payment.key).allSatisfy({ $0.kind == .pending }) else { continue }
      let asked =
        payment.isForSeveral
        ? try store.asked(by: payment.key).first { $0.document == document.key }?.amount ?? 0
        : payment.amount.minorUnits
      if asked <= room {
        room -= asked
      } else {
        try ledger.post(
          superseding: payment, askingAt: clock.now + settings.value(.reconcileAfter))
      }
    }
  }
}
