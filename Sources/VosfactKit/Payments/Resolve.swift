import Localization

extension Payments {
  /// Settles by hand what a payment asks attention for, and gives the payment as it stands then.
  ///
  /// | attention | accept | reject |
  /// |---|---|---|
  /// | amount-mismatch, needs-query | what the provider told counts as it is | it never counts |
  /// | currency-mismatch | counts as the amount that was asked | it never counts |
  /// | already-settled | counts on top: the balance falls below zero | the money is the customer's credit; it counts once what settled the document goes back |
  /// | canceled-document | refused: nothing is due | never counts |
  /// | disputed, not-understood | seen: nobody need look at it until it changes | the same |
  /// | unknown-reference | becomes a payment for `document` | is listed no more |
  ///
  /// The same decision again changes nothing. Another one about the same takes the place of the first,
  /// and both stay in the journal. Of a payment that was given to a document a rejection leaves the money as the
  /// customer's credit, to be allocated to another one.
  ///
  /// It throws `ResolutionError` if the decision cannot be taken, else `StorageError`; nothing has changed
  /// then.
  ///
  /// - Parameters:
  ///   - document: what a payment with an unknown reference was for.
  ///   - reason: why, of at most 500 characters on one line.
  package func resolve(
    _ payment: Payment, _ decision: Resolution.Decision, document: Document? = nil, reason: String
  ) throws -> (payment: Payment, isRepeated: Bool) {
    guard reason.isReason else {
      throw Fault.badReason
    }
    return try database.transaction {
      let payment = try store.payment(payment.key) ?? payment
      let earlier = try store.resolutions(of: payment.key).last
      if payment.status.attention == nil, let earlier, earlier.decision == decision,
        document == nil || earlier.document == document?.number
      {
        return (payment, true)
      }
      guard let attention = payment.status.attention ?? earlier?.attention else {
        throw ResolutionError.nothingToResolve(reference: payment.reference)
      }
      try check(decision, attention, payment, document, takesMoney: !providers.live.isEmpty)
      let account = try ledger.accounts.open(payment)
      let events = account.events(of: payment, decidedBy: attention, earlier)
      try checkAmounts(of: events, decision, attention, payment)
      try checkSeveral(of: payment, decision)
      let resolution = Resolution(
        id: try store.nextResolutionID(), attention: attention, decision: decision,
        events: events.map(\.id), document: document?.number, reason: reason.trimmed, at: clock.now)
      return (
        try ledger.post(resolution, about: payment, of: account, givingTo: document), false
      )
    }
  }

  /// What was decided about a payment, oldest first.
  package func resolutions(of payment: Payment) throws(StorageError) -> [Resolution] {
    try store.resolutions(of: payment.key)
  }

  /// Refuses that a payment for several documents counts while one of them is canceled: its part is for none.
  private func checkSeveral(of payment: Payment, _ decision: Resolution.Decision) throws {
    guard decision == .accept, payment.isForSeveral else { return }
    for asked in try store.asked(by: payment.key) {
      guard try documents.document(asked.document)?.stage == .canceled else { continue }
      throw ResolutionError.notAcceptable(reference: payment.reference, .canceledDocument)
    }
  }

  /// Refuses what no decision can bring about.
  ///
  /// - Parameter takesMoney: whether some provider takes real money: then what came in test or simulated mode counts for
  ///   no document.
  private func check(
    _ decision: Resolution.Decision, _ attention: Attention, _ payment: Payment,
    _ document: Document?, takesMoney: Bool
  ) throws(ResolutionError) {
    guard decision == .reject || !payment.isUnreal || !takesMoney else {
      throw .notMoney(reference: payment.reference)
    }
    let isAssignment = attention == .unknownReference && decision == .accept
    guard isAssignment else {
      guard document == nil else { throw .documentNotAsked(reference: payment.reference) }
      guard decision == .reject else {
        switch attention {
        case .canceledDocument:
          throw .notAcceptable(reference: payment.reference, attention)
        case .amountMismatch, .currencyMismatch, .needsQuery, .alreadySettled, .disputed,
          .unknownReference, .notUnderstood:
          return
        }
      }
      return
    }
    guard payment.documentKey == nil || document?.key == payment.documentKey else {
      throw .assigned(reference: payment.reference)
    }
    guard let document else { throw .documentMissing(reference: payment.reference) }
    guard document.content.currency == payment.amount.currency,
      document.content.totals.total.signum() == payment.amount.minorUnits.signum()
    else { throw .otherMoney(reference: payment.reference, number: document.number) }
  }

  /// Refuses to count an amount of another sign than was asked, which is none of the payment's.
  private func checkAmounts(
    of events: [PaymentEvent], _ decision: Resolution.Decision, _ attention: Attention,
    _ payment: Payment
  ) throws(ResolutionError) {
    guard decision == .accept, attention == .amountMismatch else { return }
    for event in events {
      guard let amount = event.amount,
        amount.minorUnits.signum() == payment.amount.minorUnits.signum()
      else { throw .notAcceptable(reference: payment.reference, attention) }
    }
  }
}

extension Account {
  /// The events of a payment that a decision is about: those that do not agree, or that tell of money that nothing of
  /// ours asked for.
  fileprivate func events(
    of payment: Payment, decidedBy attention: Attention, _ earlier: Resolution?
  ) -> [PaymentEvent] {
    let all = place(of: payment.key).map { entries[$0].events.sorted() } ?? []
    if attention == .unknownReference { return all.filter(\.kind.concernsMoney) }
    let renewed = payment.status.attention == nil ? Set(earlier?.events ?? []) : []
    let reasons = settlement.reasons[payment.key] ?? [:]
    return all.filter { reasons[$0.id] == attention || renewed.contains($0.id) }
  }
}
