import Localization

extension Payments {
  /// The refunds that were asked for of a payment, oldest first.
  package func refunds(of payment: Payment) throws(StorageError) -> [Refund] {
    try store.refunds(of: payment)
  }

  /// Asks the provider of `payment` to give money back.
  ///
  /// The request is stored before the provider is asked, under a reference that makes its repetition harmless,
  /// and counts from then on: never more than was paid is asked for in all. A refund without an answer is
  /// repeated by the next call, once the provider has said that it knows nothing of it.
  ///
  /// It throws `RefundError`, `PaymentError.amountNotPositive`, `ProviderError` (`.unreachable` leaves the
  /// refund open, `.rejected` closes it), `SecretError` or `StorageError`.
  ///
  /// - Parameters:
  ///   - amount: all that is left unless it is given.
  ///   - isRehearsal: whether nobody is asked and nothing is stored.
  package func refund(
    _ payment: Payment, amount: Amount? = nil, rehearsing isRehearsal: Bool = false
  ) throws -> (refund: Refund, payment: Payment) {
    let query = try statusQuery(refunding: payment)
    if let amount, amount.minorUnits <= 0 { throw PaymentError.amountNotPositive }
    let lock = try RunLock(
      .refund, of: kit.database, for: payment.key.rawValue, makingFile: !isRehearsal)
    guard let lock else { throw RefundError.running }
    defer { withExtendedLifetime(lock) {} }
    if isRehearsal {
      return try kit.transaction(rehearsing: true) {
        let (request, payment) = try register(amount, of: payment)
        return (try stored(request, payment), payment)
      }
    }
    if let found = try findUnanswered(amount, of: payment, query) { return found }
    let (request, current) = try kit.transaction { try register(amount, of: payment) }
    return try send(request, of: current, query)
  }

  /// Asks whether the refund that had no answer was made after all, and gives it if it was: it must not be made
  /// once more.
  private func findUnanswered(
    _ amount: Amount?, of payment: Payment, _ query: StatusQuery
  ) throws -> (refund: Refund, payment: Payment)? {
    guard
      let unanswered = try store.openRefunds(of: payment).first(where: { $0.state == .requested })
    else { return nil }
    let events = try query.ask(about: payment)
    return try kit.transaction {
      try query.record(events)
      let payment = try store.named(payment.reference)
      try refresh(payment)
      let refund = try store.refunds(of: payment).first { $0.id == unanswered.id }
      guard let refund, refund.state == .done, amount == nil || amount == refund.amount else {
        return nil
      }
      return (refund, payment)
    }
  }

  /// What asks the payment's provider.
  private func statusQuery(refunding payment: Payment) throws -> StatusQuery {
    guard let mode = payment.mode, payment.provider != Self.byHand else {
      throw RefundError.byHand(payment: payment.reference)
    }
    guard try kit.providers.named(payment.provider).mode == mode else {
      throw RefundError.otherMode(payment: payment.reference, provider: payment.provider)
    }
    return StatusQuery(
      kit: kit, provider: try kit.providers.provider(payment.provider), name: payment.provider,
      mode: mode)
  }

  /// Stores that money is asked back, in the caller's transaction, or finds the request that had no answer.
  private func register(
    _ amount: Amount?, of payment: Payment
  ) throws -> (request: RefundRequest, payment: Payment) {
    let payment = try store.named(payment.reference)
    let open = try store.openRefunds(of: payment)
    let fold = PaymentFold(
      try store.events(of: payment.key), asked: payment.amount,
      resolutions: try store.resolutions(of: payment.key))
    let underWay = open.reduce(Int64(0)) { sum, refund in
      let target = refund.refundedBefore + refund.amount.minorUnits
      return sum + max(0, min(refund.amount.minorUnits, target - fold.refunded))
    }
    let left = fold.net - underWay
    if let unanswered = open.first(where: { $0.state == .requested }) {
      guard amount == nil || amount == unanswered.amount else {
        throw RefundError.unanswered(payment: payment.reference, amount: unanswered.amount)
      }
      let request = RefundRequest(
        reference: unanswered.reference, amount: unanswered.amount, isRest: left == 0,
        requestedAt: unanswered.requestedAt)
      return (request, payment)
    }
    guard left > 0 else { throw RefundError.nothingLeft(payment: payment.reference) }
    let rest = Amount(minorUnits: left, currency: payment.amount.currency)
    let amount = amount ?? rest
    guard amount.minorUnits <= left else {
      throw RefundError.overPaid(payment: payment.reference, left: rest)
    }
    let request = RefundRequest(
      reference: kit.random.name(ofLength: 16), amount: amount, isRest: amount == rest,
      requestedAt: kit.now)
    let entry = try journal(request, .paymentRefundRequested, of: payment)
    try store.insert(
      request, of: payment.key, refundedBefore: fold.refunded + underWay, entry: entry)
    return (request, payment)
  }

  /// Asks the provider, and stores what it answers.
  private func send(
    _ request: RefundRequest, of payment: Payment, _ query: StatusQuery
  ) throws -> (refund: Refund, payment: Payment) {
    let refund = try stored(request, payment)
    let known = try store.known(payment)
    let answer: RefundAnswer
    do throws(ProviderError) {
      answer =
        query.mode == .simulated
        ? .simulated(request, of: payment)
        : try query.provider.refund(
          request, of: known, over: kit.transport, now: kit.now)
    } catch {
      if case .rejected = error {
        try kit.transaction {
          try store.set(refund, to: .refused)
          _ = try journal(request, .paymentRefundDeclined, of: payment)
        }
      }
      throw error
    }
    // The answer may only say that it was taken; what the payment stands at is the provider's to tell. If it
    // does not now, reconciliation asks again.
    let events = (try? query.ask(about: payment)) ?? []
    return try kit.transaction {
      try store.set(refund, to: .accepted, providerReference: answer.providerReference)
      try query.record(answer.events + events)
      let current = try store.named(payment.reference)
      try refresh(current)
      let result = try store.named(payment.reference)
      return (try stored(request, result), result)
    }
  }

  private func stored(_ request: RefundRequest, _ payment: Payment) throws(StorageError) -> Refund {
    guard
      let refund = try store.refunds(of: payment).last(where: { $0.reference == request.reference })
    else {
      throw .damaged(path: kit.database.path, reason: "refund \(request.reference) was not stored")
    }
    return refund
  }

  private func journal(
    _ request: RefundRequest, _ kind: JournalKind, of payment: Payment
  ) throws(StorageError) -> Int64 {
    try journal.append(
      kind, about: .init(payment, try document(of: payment)),
      [
        "payment": .string(payment.reference), "provider": .string(payment.provider),
        "mode": .optional(payment.mode?.rawValue), "refund": .string(request.reference),
        "amount": .string(request.amount.decimal),
        "currency": .string(request.amount.currency.code),
      ], at: kit.now)
  }

  /// Closes the refunds that the payment's events tell the end of, in the caller's transaction.
  func closeRefunds(of payment: Payment, _ standing: Payment.Standing) throws(StorageError) {
    let open = try store.openRefunds(of: payment)
    guard !open.isEmpty else { return }
    let failed = try store.events(of: payment.key).filter { $0.kind == .refundFailed }
    for refund in open {
      // A refund of what was not captured yet calls the payment back instead.
      if standing.refunded >= refund.refundedBefore + refund.amount.minorUnits
        || standing.state == .failed
      {
        try store.set(refund, to: .done)
      } else if let name = refund.providerReference, failed.contains(where: { $0.subject == name })
      {
        try store.set(refund, to: .refused)
      }
    }
  }
}

extension RefundAnswer {
  /// What a provider that is not there answers: the money went back at once.
  fileprivate static func simulated(_ request: RefundRequest, of payment: Payment) -> RefundAnswer {
    RefundAnswer(
      providerReference: nil,
      events: [
        PaymentEvent(
          id: "simulated:refund:\(request.reference)", kind: .refunded, at: request.requestedAt,
          amount: request.amount, reference: payment.reference, subject: request.reference)
      ])
  }
}
