/// What the payments of a document, or of a purchase without one, make of it: which of their transactions count, and how
/// it stands.
///
/// Like a payment's own state it is a pure function of all that is known, not of the order in which it
/// came: of two payments for the whole, the one paid first settles the document and the other asks for
/// attention, whichever was heard of first.
struct Settlement {
  /// What is settled.
  struct Claim {
    /// The document; `nil` for a purchase that has none, and for money that is for nothing of ours.
    var document: DocumentKey? = nil
    /// What is asked, in minor units.
    let total: Int64
    var stage = DocumentStage.issued
    /// The part of what went back that the seller asks for again, in minor units.
    var claimed: Int64 = 0
    /// What credit notes take off the total.
    var credits: [Credit] = []

    /// The same in all, in minor units.
    var credited: Int64 { credits.reduce(0) { $0 + $1.amount } }

    /// What was asked, in minor units, when a payment came at `time`; after all credit notes if none did.
    func total(at time: UnixTime?) -> Int64 {
      credits.reduce(total) { sum, credit in
        time.map { $0 <= credit.at } ?? false ? sum : sum - credit.amount
      }
    }
  }

  /// A payment with the fold of its events, and what was decided about it.
  struct FoldedPayment {
    let payment: Payment
    let fold: PaymentFold
    /// What was decided about it as a whole.
    let decision: Resolution.Decision?
    var allocations: [Allocation]
  }

  /// The payments of it as they stand, in the order in which they were paid.
  private(set) var payments: [Payment] = []
  /// How far it is settled.
  private(set) var amounts = Document.Amounts()
  /// What went back in all of what counted, in minor units, whether or not it is asked for again.
  private(set) var returned: Int64 = 0
  /// The time of the transaction that completed the document.
  private(set) var paidAt: UnixTime?
  let state: DocumentState
  /// Why events of its payments ask for attention, by the payments' keys and the events' ids.
  private(set) var reasons: [PaymentKey: [String: Attention]] = [:]
  /// The last payment that counts, be it for this document alone, for several, or given to it by hand.
  private var counted: Payment?
  /// What is there of the money that was given to other documents by hand, by the payments' keys.
  private(set) var given: [PaymentKey: [Allocation]] = [:]

  /// - Parameters:
  ///   - payments: every payment for the document, or the purchase, and those of which some was given to it by hand.
  init(of claim: Claim, _ payments: [FoldedPayment]) {
    var tally = Tally(claim)
    for (place, transaction) in Self.inOrder(payments) {
      tally.add(transaction, of: payments[place], at: place)
    }
    amounts = tally.amounts
    returned = tally.returned
    state = DocumentState(
      stage: claim.stage, paid: amounts.received + amounts.writtenOff, total: claim.total,
      credited: claim.credited)
    counted = tally.lastPlace.map { payments[$0].payment }
    paidAt = tally.paidAt ?? (state == .paid ? tally.lastPaidAt : nil)
    let own = payments.indices.filter { payments[$0].payment.documentKey == claim.document }
    self.payments = own.sorted { Self.isBefore(payments[$0], payments[$1]) }.map { place in
      let folded = payments[place]
      let key = folded.payment.key
      let reasons = folded.fold.disagreements.merging(tally.reasons[place] ?? [:]) { own, _ in own }
      if !reasons.isEmpty { self.reasons[key] = reasons }
      let given = folded.given(tally.ownParts[place] ?? [:])
      if !folded.allocations.isEmpty { self.given[key] = given }
      return folded.payment.standing(
        at: folded.status(
          credited: tally.credited[place] ?? 0, given: given,
          attention: folded.attention(reasons)))
    }
  }

  /// The settlement of payments that nothing of ours asked for, which settle nothing.
  init(ofUnmatched payments: [Payment]) {
    self.payments = payments
    state = .issued
  }

  /// The payment that completed the document, if it is complete.
  var completing: Payment? { payments.last { $0.status.isSettled } ?? counted }

  /// All transactions in the order in which they count, with the places of their payments: as they were paid, money
  /// first, as what came without any, in test or simulated mode, never takes the place of some that came later. Those
  /// that were rejected beside others come after them, so that a decision about one says nothing of another, and those
  /// that were not paid last.
  private static func inOrder(
    _ payments: [FoldedPayment]
  ) -> [(place: Int, transaction: TransactionFold)] {
    let all = payments.enumerated().flatMap { place, folded in
      folded.fold.transactions.map { (place, $0) }
    }
    guard all.count > 1 else { return all }
    return all.sorted { payments[$0.0].order(of: $0.1) < payments[$1.0].order(of: $1.1) }
  }

  private static func isBefore(_ left: FoldedPayment, _ right: FoldedPayment) -> Bool {
    guard left.payment.isUnreal == right.payment.isUnreal else { return right.payment.isUnreal }
    return (left.fold.paidAt?.seconds ?? .max, left.payment.reference)
      < (right.fold.paidAt?.seconds ?? .max, right.payment.reference)
  }
}

extension Settlement.FoldedPayment {
  /// Where a transaction of it stands among all that count for a document.
  ///
  /// What a person recorded in the same second was recorded knowing the rest.
  func order(of transaction: TransactionFold) -> (Int, Int, Int64, Int, String, String) {
    (
      payment.isUnreal ? 1 : 0,
      transaction.payment == nil ? 2 : isSpare(transaction) ? 1 : 0,
      transaction.payment?.at.seconds ?? .max, payment.provider == Payment.byHand ? 1 : 0,
      payment.reference, transaction.reference.name ?? ""
    )
  }

  /// Whether money of it counts whole, be it more than is still asked: a person said so.
  func isWhole(_ transaction: TransactionFold) -> Bool {
    payment.provider == Payment.byHand || transaction.isAccepted || decision == .accept
  }

  /// Whether a transaction of it counts only for what the others of its document leave open.
  func isSpare(_ transaction: TransactionFold) -> Bool {
    transaction.standing == .spare || decision == .reject
  }

  /// Its allocations, each document's with what of it is there: on its first, and none on the others.
  ///
  /// - Parameter ownParts: what its own document counts at most of its transactions; of the others it counts none.
  fileprivate func given(_ ownParts: [TransactionReference: Int64]) -> [Allocation] {
    guard !allocations.isEmpty else { return [] }
    var given = allocations.map { allocation in
      var allocation = allocation
      allocation.share = 0
      allocation.ownPart = ownParts[allocation.transaction] ?? 0
      return allocation
    }
    for transaction in fold.transactions {
      let own = given.filter { $0.transaction == transaction.reference }
      let shares = own.shares(of: transaction.received, gross: transaction.gross).given
      for (document, share) in shares {
        let place = given.firstIndex {
          $0.transaction == transaction.reference && $0.document == document
        }
        if let place { given[place].share = share }
      }
    }
    return given
  }

  /// Why somebody must look at the payment.
  fileprivate func attention(_ reasons: [String: Attention]) -> Attention? {
    fold.attention ?? reasons.values.first ?? payment.doubt
  }

  /// The payment's status, once it is known what it adds to its document.
  ///
  /// - Parameter given: what of it was given to other documents.
  fileprivate func status(
    credited: Int64, given: [Allocation], attention: Attention?
  ) -> Payment.Status {
    payment.status(
      fold, credited: credited,
      isSettled: credited != 0 || given.contains { $0.share != 0 }, attention: attention)
  }
}

extension Payment {
  /// Whether it is no money: what the seller gives up of a claim.
  func isWriteOff(_ fold: PaymentFold) -> Bool {
    provider == Self.byHand && fold.method == Self.writeOff
  }

  /// The payment's status, once it is known what it adds to its document.
  func status(
    _ fold: PaymentFold, credited: Int64, isSettled: Bool, attention: Attention?
  ) -> Status {
    Status(
      state: fold.state, isSettled: isSettled, refunded: fold.refunded, credited: credited,
      received: isWriteOff(fold) ? 0 : fold.received, fee: fold.fee, method: fold.method,
      paidAt: fold.paidAt, attention: attention)
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
    document.amounts = settlement.amounts
    document.paidAt = settlement.paidAt
    document.state = settlement.state
    return document
  }
}
