extension Payments {
  /// Charges what `nonce` stands for, and records what the provider answers, as an answer to a status query is.
  ///
  /// A payment is charged once: not if it is paid, and not if the provider knows of a charge that is. One that got
  /// no answer is looked for there before it is made again.
  ///
  /// - Parameter isVisitor: whether somebody tries a card by the web, who may be anybody: then it counts against the
  ///   limits.
  ///
  /// It throws `LimitReached`, `ChargeError`, `ProviderError` (`.unreachable` leaves open whether it was charged, which
  /// reconciliation finds out; `.unreadable` too, and somebody is asked to look), `SecretError` or `StorageError`.
  func charge(
    _ payment: Payment, nonce: Secret, byVisitor isVisitor: Bool = false
  ) throws -> Payment {
    let configuration = try providers.named(payment.provider)
    let provider = try providers.provider(payment.provider)
    guard let provider = provider as? any NonceProvider else {
      throw ChargeError.withoutNonce(provider: payment.provider)
    }
    guard let mode = try configuration.mode, payment.mode == mode else {
      throw ChargeError.otherMode(payment: payment.reference, provider: payment.provider)
    }
    // Who is refused makes no lock's file either.
    if isVisitor { try visitorCounts.check(payment.cardLimits) }
    guard let lock = try RunLock(.charge, of: database, for: payment.key.rawValue) else {
      throw ChargeError.running
    }
    defer { withExtendedLifetime(lock) {} }
    // As it stands now: another process may have charged it before the lock was ours.
    let payment = try named(payment.reference)
    try check(payment)
    if isVisitor { try visitorCounts.take(payment.cardLimits) }
    let known = try store.known(payment)
    let events: [PaymentEvent]
    do throws(ProviderError) {
      events = try provider.charge(nonce: nonce, of: known, over: transport, now: clock.now)
    } catch {
      if case .unreadable = error {
        _ = try database.transaction {
          try ledger.post(notUnderstoodOf: payment, askingToLook: true)
        }
      }
      throw error
    }
    return try database.transaction {
      try StatusQuery(payments: self, provider: provider, name: payment.provider, mode: mode)
        .post(events, about: payment)
    }
  }

  /// Accepts a payment that can be charged: its document or product is still to be paid, and it was not paid
  /// before.
  private func check(_ payment: Payment) throws {
    let isOpen = [.pending, .failed, .expired].contains(payment.status.state)
    let notOpen = ChargeError.notOpen(payment: payment.reference)
    if let purchase = payment.purchase {
      guard isOpen, let product = try products.product(purchase.productKey),
        payment.amount.minorUnits <= (try price(of: product)).minorUnits
      else { throw notOpen }
      return
    }
    if payment.isForSeveral {
      let asked = try store.asked(by: payment.key)
      guard isOpen else { throw notOpen }
      for asked in asked {
        guard let document = try documents.document(asked.document),
          asked.amount <= document.payable.minorUnits
        else { throw notOpen }
        try Payability(settings).check(document, insisting: true, for: .amount(asked.amount))
      }
      return
    }
    guard isOpen, let document = try document(of: payment),
      payment.amount.minorUnits <= document.payable.minorUnits
    else { throw notOpen }
    // Whoever started it saw what was under way then.
    try Payability(settings).check(
      document, insisting: true, for: .amount(payment.amount.minorUnits))
  }
}
