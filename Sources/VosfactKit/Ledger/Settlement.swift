/// What the payments of a document, or of a purchase without one, make of it: which of them count, and how far
/// it is paid.
///
/// Like a payment's own state it is a pure function of all that is known, not of the order in which it
/// came: of two payments for the whole, the one paid first settles the document and the other asks for
/// attention, whichever was heard of first.
struct Settlement {
  /// The payments as they stand by it.
  let payments: [Payment]
  /// The sum of what they add, in minor units.
  let paid: Int64
  /// The part of that which is no money, by payments of test or simulated mode.
  let unreal: Int64
  /// The time of the payment that completed the document.
  let paidAt: UnixTime?
  let state: DocumentState

  /// A payment with the fold of its events, and what was decided about it as a whole.
  typealias FoldedPayment = (payment: Payment, fold: PaymentFold, decision: Resolution.Decision?)

  /// - Parameters:
  ///   - total: what is asked, in minor units.
  ///   - payments: every payment for the document, or the purchase.
  init(of total: Int64, stage: DocumentStage, _ payments: [FoldedPayment]) {
    var (paid, unreal): (Int64, Int64) = (0, 0)
    var paidAt: UnixTime?
    var settled: [Payment] = []
    for (payment, fold, decision) in payments.sorted(by: Self.isBefore) {
      var attention = fold.attention
      var credited: Int64 = 0
      if fold.net != 0, decision != .reject {
        if stage == .canceled {
          attention = attention ?? .canceledDocument
        } else if DocumentState.isSettled(paid: paid, of: total), decision != .accept {
          attention = attention ?? .alreadySettled
        } else {
          credited = fold.net
          paid += credited
          if payment.isUnreal { unreal += credited }
          if DocumentState.isSettled(paid: paid, of: total) { paidAt = paidAt ?? fold.paidAt }
        }
      }
      settled.append(
        payment.standing(at: payment.status(fold, credited: credited, attention: attention)))
    }
    self.payments = settled
    self.paid = paid
    self.unreal = unreal
    self.paidAt = paidAt
    state = DocumentState(stage: stage, paid: paid, total: total)
  }

  /// The settlement of payments that nothing of ours asked for, which settle nothing.
  init(ofUnmatched payments: [Payment]) {
    self.payments = payments
    (paid, unreal, paidAt, state) = (0, 0, nil, .issued)
  }

  /// The payment that completed the document, if it is complete.
  var completing: Payment? { payments.last { $0.status.isSettled } }

  /// Payments in the order in which they were paid, money first: what was paid without any, in test or simulated mode,
  /// never takes the place of some that came later. Those that were not paid come last.
  private static func isBefore(_ left: FoldedPayment, _ right: FoldedPayment) -> Bool {
    guard left.payment.isUnreal == right.payment.isUnreal else { return right.payment.isUnreal }
    return (left.fold.paidAt?.seconds ?? .max, left.payment.reference)
      < (right.fold.paidAt?.seconds ?? .max, right.payment.reference)
  }
}

extension Payment {
  /// The payment's status, once it is known what it adds to its document.
  func status(_ fold: PaymentFold, credited: Int64, attention: Attention?) -> Status {
    Status(
      state: fold.state, isSettled: credited != 0, refunded: fold.refunded, credited: credited,
      method: fold.method, paidAt: fold.paidAt,
      attention: attention ?? (isConflicting ? .needsQuery : nil))
  }

  /// The payment as it stands at `status`.
  func standing(at status: Status) -> Payment {
    var payment = self
    payment.status = status
    return payment
  }
}

extension Document {
  /// The document as it stands once it is settled so.
  func settled(by settlement: Settlement) -> Document {
    var document = self
    document.paidMinorUnits = settlement.paid
    document.unrealMinorUnits = settlement.unreal
    document.paidAt = settlement.paidAt
    document.state = settlement.state
    return document
  }
}
