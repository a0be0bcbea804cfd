import Localization

extension Payments {
  /// The refunds that were asked for of a payment, oldest first.
  package func refunds(of payment: Payment) throws(StorageError) -> [Refund] {
    try store.refunds(of: payment)
  }

  /// Asks the provider of `payment` to give money back. Money that waits for a decision is given back like any other,
  /// and nothing is left to decide once all of it went.
  ///
  /// The request is stored before the provider is asked, under a reference that makes its repetition harmless,
  /// and counts from then on: never more than was paid is asked for in all. A refund without an answer is
  /// repeated by the next call, once the provider has said that it knows nothing of it.
  ///
  /// It throws `RefundError`, `Fault`, `ProviderError` (`.rejected` closes the refund; `.unreachable` and `.unreadable`
  /// leave it open), `SecretError` or `StorageError`.
  ///
  /// - Parameters:
  ///   - amount: all that is left unless it is given.
  ///   - document: of a payment for several documents the one whose part is given back; else the last one's goes first.
  ///   - key: under which the same request again gives the same refund; one that was declined may be asked again.
  ///   - isRehearsal: whether nobody is asked and nothing is stored.
  package func refund(
    _ payment: Payment, amount: Amount? = nil, from document: Document? = nil,
    under key: IdempotencyKey? = nil,
    rehearsing isRehearsal: Bool = false
  ) throws -> (refund: Refund, payment: Payment) {
    let query = try statusQuery(refunding: payment)
    if let amount, amount.minorUnits <= 0 { throw Fault.amountNotPositive }
    let amount = try document.map { try part(amount, of: payment, for: $0) } ?? amount
    let lock = try RunLock(
      .refund, of: database, for: payment.key.rawValue, makingFile: !isRehearsal)
    guard let lock else { throw RefundError.running }
    defer { withExtendedLifetime(lock) {} }
    // One that had no answer is asked for once more below.
    if let made = try keys.made(under: key),
      let refund = try store.refunds(of: payment).first(where: { made.names == [$0.reference] }),
      refund.state != .requested
    {
      return (refund, try named(payment.reference))
    }
    if isRehearsal {
      return try database.transaction(rehearsing: true) {
        let registered = try register(amount, of: payment, from: document, under: key)
        return (registered.refund, registered.payment)
      }
    }
    if let found = try findUnanswered(amount, of: payment, under: key, query) { return found }
    let registered = try database.transaction {
      try register(amount, of: payment, from: document, under: key)
    }
    return try send(registered, under: key, query)
  }

  /// What is given back of a document's part of a payment for several: all of it unless an amount is given.
  private func part(
    _ amount: Amount?, of payment: Payment, for document: Document
  ) throws -> Amount {
    let number = document.number.shown
    guard payment.isForSeveral,
      let share = try store.given(of: payment).first(where: { $0.document == document.number })
    else {
      throw Fault(
        .refused,
        en: """
          nothing of payment \(payment.reference) is there for \(number); nothing was asked back; see \
          'vosfact payment show \(payment.reference)'
          """,
        fr: """
          rien du paiement \(payment.reference) n’est là pour \(number) ; rien n’a été redemandé ; voyez \
          « vosfact payment show \(payment.reference) »
          """)
    }
    let amount = amount ?? share.amount
    guard amount.minorUnits <= share.amount.minorUnits else {
      throw RefundError.overPaid(payment: payment.reference, left: share.amount)
    }
    return amount
  }

  /// Asks whether the refund that had no answer was made after all, and gives it if it was: it must not be made
  /// once more.
  private func findUnanswered(
    _ amount: Amount?, of payment: Payment, under key: IdempotencyKey?, _ query: StatusQuery
  ) throws -> (refund: Refund, payment: Payment)? {
    guard
      let unanswered = try store.openRefunds(of: payment).first(where: { $0.state == .requested })
    else { return nil }
    let events = try query.ask(about: payment)
    return try database.transaction {
      let payment = try query.post(events, about: payment)
      let refund = try store.refunds(of: payment).first { $0.id == unanswered.id }
      guard let refund, refund.state == .done, amount == nil || amount == refund.amount else {
        return nil
      }
      try keys.keep([refund.reference], under: key)
      return (refund, payment)
    }
  }

  /// What asks the payment's provider.
  private func statusQuery(refunding payment: Payment) throws -> StatusQuery {
    guard let mode = payment.mode, payment.provider != Payment.byHand else {
      throw RefundError.byHand(payment: payment.reference)
    }
    guard try providers.named(payment.provider).mode == mode else {
      throw RefundError.otherMode(payment: payment.reference, provider: payment.provider)
    }
    return StatusQuery(
      payments: self, provider: try providers.provider(payment.provider), name: payment.provider,
      mode: mode)
  }

  /// A refund as it is asked for.
  private typealias Registered = (
    request: RefundRequest, refund: Refund, transaction: TransactionReference, payment: Payment
  )

  /// Posts that money is asked back, in the caller's transaction, or finds the request that had no answer.
  private func register(
    _ amount: Amount?, of payment: Payment, from part: Document?, under key: IdempotencyKey?
  ) throws -> Registered {
    let payment = try named(payment.reference)
    let account = [try ledger.accounts.open(payment)]
    guard let entry = account.entry(of: payment.key)?.entry else {
      throw RefundError.nothingLeft(payment: payment.reference)
    }
    let (fold, open) = (entry.fold, entry.openRefunds)
    let transaction = fold.refundable?.reference ?? .unnamed
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
      try keys.keep([unanswered.reference], under: key)
      return (request, unanswered, transaction, payment)
    }
    guard left > 0 else { throw RefundError.nothingLeft(payment: payment.reference) }
    let rest = Amount(minorUnits: left, currency: payment.amount.currency)
    let amount = amount ?? rest
    guard amount.minorUnits <= left else {
      throw RefundError.overPaid(payment: payment.reference, left: rest)
    }
    let request = RefundRequest(
      reference: random.name(ofLength: 16), amount: amount, isRest: amount == rest,
      requestedAt: clock.now)
    let refund = try ledger.post(
      request, of: payment, account[0].document, refundedBefore: fold.refunded + underWay,
      from: part)
    try keys.keep([request.reference], under: key)
    return (request, refund, transaction, payment)
  }

  /// Asks the provider, and posts what it answers.
  private func send(
    _ registered: Registered, under key: IdempotencyKey?, _ query: StatusQuery
  ) throws -> (refund: Refund, payment: Payment) {
    let (request, refund, transaction, payment) = registered
    let known = try store.known(payment)
    let answer: RefundAnswer
    do throws(ProviderError) {
      answer =
        query.mode == .simulated
        ? .simulated(request, of: payment, transaction, knownAs: known.identifiers)
        : try query.provider.refund(request, of: known, over: transport)
    } catch {
      if case .rejected = error {
        try database.transaction {
          try ledger.post(declined: refund, of: payment, try document(of: payment))
          try keys.forget(key)
        }
      }
      throw error
    }
    // The answer may only say that it was taken; what the payment stands at is the provider's to tell. If it
    // does not now, reconciliation asks again.
    let events = (try? query.ask(about: payment)) ?? []
    return try database.transaction {
      try ledger.post(accepted: refund, knownAs: answer.providerReference)
      let payment = try query.post(answer.events + events, about: named(payment.reference))
      let refunds = try store.refunds(of: payment)
      return (refunds.last { $0.reference == request.reference } ?? refund, payment)
    }
  }
}

extension RefundAnswer {
  /// What a provider that is not there answers: the money went back at once.
  fileprivate static func simulated(
    _ request: RefundRequest, of payment: Payment, _ transaction: TransactionReference,
    knownAs names: [String]
  ) -> RefundAnswer {
    RefundAnswer(
      providerReference: nil,
      events: [
        PaymentEvent(
          id: "simulated:refund:\(request.reference)", kind: .refunded, of: transaction,
          at: request.requestedAt, amount: request.amount,
          // What stands for a payment that nothing of ours asked for is no reference that came back.
          reference: payment.isUnmatched ? nil : payment.reference, identifiers: names,
          subject: request.reference)
      ])
  }
}
