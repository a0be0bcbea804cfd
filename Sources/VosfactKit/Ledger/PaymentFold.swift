/// What a set of events makes of a payment: a pure function of the set, whatever the order and however
/// often they arrived.
struct PaymentFold: Equatable {
  let state: PaymentState
  /// Whether money ever came, also if it went back since. More events never make it false again.
  let wasPaid: Bool
  /// When it was paid, by the provider's clock.
  let paidAt: UnixTime?
  /// What was given back of all its transactions together, in minor units.
  let refunded: Int64
  /// The transaction of which money can be given back: the one that is told of, else one that waits for a decision.
  let refundable: TransactionFold?
  let method: String?
  /// Its transactions, in the order in which they were first heard of.
  let transactions: [TransactionFold]
  /// Why each event that nothing was decided about settles nothing, or needs a look; by its id.
  let disagreements: [String: Attention]
  /// What the first of them asks for.
  let attention: Attention?

  /// What can be given back of it at once, in minor units.
  var net: Int64 { refundable?.received ?? 0 }
  /// What all its transactions hold now, in minor units, gross of fees.
  var received: Int64 { transactions.reduce(0) { $0 + $1.received } }
  /// What was kept back of it; `nil` if nobody told.
  var fee: Int64? {
    let fees = transactions.compactMap(\.fee)
    return fees.isEmpty ? nil : fees.reduce(0, +)
  }

  /// - Parameters:
  ///   - events: in any order, each once.
  ///   - asked: the amount that the attempt asked for.
  ///   - resolutions: what was decided about the payment, in the order of the decisions.
  init(_ events: [PaymentEvent], asked: Amount, resolutions: [Resolution] = []) {
    let ordered = events.sorted()
    let resolved = resolutions.lastByEvent
    let decisions = resolved.mapValues(\.decision)
    let counted = ordered.filter { $0.counts(asked, decisions[$0.id]) }
    let transactions = counted.byTransaction().map { reference, events in
      TransactionFold(reference, events, asked: asked, resolved: resolved)
    }
    self.transactions = transactions
    // The first transaction that holds money is told of as the payment, once it is known whether it counts.
    let decided = transactions.filter {
      $0.wasPaid && ($0.standing != .awaiting || $0.isAllGone)
    }
    let paid = decided.filter { $0.payment != nil }.sorted(by: TransactionFold.isPaidBefore)
    let told = paid.first { $0.received != 0 } ?? paid.last ?? decided.last
    let shown = counted.filter { $0.transaction == nil || told?.events.contains($0) ?? true }
    let disagreements = Self.disagreements(ordered, transactions, asked, decisions)
    self.disagreements = disagreements
    attention =
      disagreements.isEmpty ? nil : ordered.lazy.compactMap { disagreements[$0.id] }.first
    method = shown.last { $0.method != nil }?.method
    wasPaid = decided.contains { $0.standing == .sound }
    paidAt = told?.payment?.at
    let waiting = transactions.first { $0.standing == .awaiting && $0.received > 0 }
    refunded = transactions.reduce(0) { $0 + $1.refunded }
    refundable = told.flatMap { $0.received > 0 ? $0 : nil } ?? waiting
    guard let told else {
      state = Self.unpaidState(counted, transactions)
      return
    }
    if told.payment == nil {
      state = transactions.contains { $0.underWay > 0 } ? .pending : .failed
    } else if told.isDisputed {
      state = .disputed
    } else {
      let refunded = told.refunded
      state = refunded == 0 ? .paid : refunded < told.gross ? .partiallyRefunded : .refunded
    }
  }

  /// Why each event that nothing was decided about settles nothing, or needs a look, by its id.
  private static func disagreements(
    _ ordered: [PaymentEvent], _ transactions: [TransactionFold], _ asked: Amount,
    _ decisions: [String: Resolution.Decision]
  ) -> [String: Attention] {
    var disagreements: [String: Attention] = [:]
    lazy var paid = Set(ordered.filter { $0.kind == .paid }.map(\.movement))
    for event in ordered where decisions[event.id] == nil {
      // What was not confirmed when it came has been told by the provider since.
      if event.isUnconfirmed, event.isTold(by: transactions) { continue }
      // Money went back of a transaction that nobody told of, while another was paid.
      let isUntold =
        [.refunded, .disputed, .disputeLost].contains(event.kind) && event.movement?.name != nil
        && !paid.isEmpty && !paid.contains(event.movement) && !paid.contains(.unnamed)
      disagreements[event.id] =
        event.disagreement(with: asked) ?? (isUntold ? .needsQuery : nil)
    }
    for transaction in transactions {
      // Nothing is left to decide about money that did not come, or went back, nor about what was to come of money that
      // did.
      let isOver =
        transaction.payment == nil ? transaction.underWay == 0 : transaction.isAllGone
      for event in transaction.events where disagreements[event.id] == .amountMismatch {
        let isAnnouncement = event.kind == .authorized || event.kind == .processing
        if isOver && event.tellsOfMoney || isAnnouncement && transaction.standing == .sound {
          disagreements[event.id] = nil
        }
      }
      for id in transaction.excess where decisions[id] == nil {
        disagreements[id] = disagreements[id] ?? .amountMismatch
      }
      for dispute in transaction.openDisputes where decisions[dispute.id] == nil {
        disagreements[dispute.id] = disagreements[dispute.id] ?? .disputed
      }
    }
    // An attempt ended while money of it is under way: what becomes of that must be asked.
    let isUnderWay = transactions.contains { $0.underWay > 0 }
    if isUnderWay, !transactions.contains(where: { $0.payment != nil }),
      let end = ordered.last(where: { $0.transaction == nil && $0.kind != .pending }),
      end.kind == .expired, decisions[end.id] == nil,
      let begun = ordered.last(where: { $0.kind == .processing || $0.kind == .authorized }),
      begun < end
    {
      disagreements[end.id] = .needsQuery
    }
    return disagreements
  }

  /// The state of a payment that no money came of: what is under way, else the latest of what decides it.
  private static func unpaidState(
    _ events: [PaymentEvent], _ transactions: [TransactionFold]
  ) -> PaymentState {
    let open = transactions.filter { $0.underWay > 0 }.flatMap(\.events)
    for event in (open.isEmpty ? events : open).reversed() {
      switch event.kind {
      case .pending, .processing: return .pending
      case .authorized: return .authorized
      case .failed, .reversed: return .failed
      case .expired: return .expired
      case .canceled: return .canceled
      case .paid, .refunded, .refundFailed, .disputed, .disputeWon, .disputeLost: continue
      }
    }
    return .pending
  }
}

extension PaymentEvent {
  /// Whether the event is of the payment: it says what can be reckoned with, as it is or as somebody decided.
  fileprivate func counts(_ asked: Amount, _ decision: Resolution.Decision?) -> Bool {
    if decision == .accept { return true }
    if decision == .reject, kind == .refunded || kind == .refundFailed { return false }
    guard let disagreement = disagreement(with: asked) else { return true }
    // Of money in the currency that was asked it is known how much it is, though not whether it counts.
    return disagreement == .amountMismatch && tellsOfMoney
      && amount?.minorUnits.signum() == asked.minorUnits.signum()
  }

  /// Whether transactions tell of the same, confirmed.
  fileprivate func isTold(by transactions: [TransactionFold]) -> Bool {
    transactions.contains { transaction in
      transaction.events.contains {
        !$0.isUnconfirmed && $0.kind == kind && $0.subject == subject && $0.movement == movement
      }
    }
  }

  /// How the event contradicts an attempt for `asked`, or why it counts for nothing yet; `nil` if it does not.
  ///
  /// A refund or a dispute may be for a part; a payment must be for the whole, and must say so.
  func disagreement(with asked: Amount) -> Attention? {
    if isUnconfirmed { return .needsQuery }
    guard let amount else {
      return kind == .paid || kind == .authorized || kind == .refunded ? .needsQuery : nil
    }
    if amount.currency != asked.currency { return .currencyMismatch }
    switch kind {
    case .paid, .authorized, .processing:
      return amount.minorUnits == asked.minorUnits ? nil : .amountMismatch
    case .refunded, .refundFailed: return amount.minorUnits >= 0 ? nil : .amountMismatch
    case .pending, .failed, .expired, .canceled, .reversed, .disputed, .disputeWon, .disputeLost:
      return nil
    }
  }
}
