/// What a set of events makes of a payment: a pure function of the set, whatever the order and however
/// often they arrived.
struct PaymentFold: Equatable {
  let state: PaymentState
  /// Whether money ever came, also if it went back since. More events never make it false again.
  let wasPaid: Bool
  /// When it was paid, by the provider's clock.
  let paidAt: UnixTime?
  /// In minor units of the attempt's currency, from zero to the attempt's amount.
  let refunded: Int64
  /// What the provider keeps for us: the amount less refunds while it is paid, else zero.
  let net: Int64
  let method: String?
  /// Set if an event does not agree with what the attempt asked; that event settles nothing.
  let attention: Attention?
  /// Why each event that does not agree, and that nothing was decided about, settles nothing; by its id.
  let disagreements: [String: Attention]

  /// - Parameters:
  ///   - events: in any order, each once.
  ///   - asked: the amount that the attempt asked for.
  ///   - resolutions: what was decided about the payment, in the order of the decisions.
  init(_ events: [PaymentEvent], asked: Amount, resolutions: [Resolution] = []) {
    let ordered = events.sorted()
    let decisions = resolutions.decisionsByEvent
    // A payment whose amount was accepted as it is stands for that amount.
    let accepted = ordered.last {
      $0.kind == .paid && decisions[$0.id] == .accept && $0.amount?.currency == asked.currency
    }
    let asked = accepted?.amount ?? asked
    let sound = ordered.filter { event in
      decisions[event.id] == .accept || event.disagreement(with: asked) == nil
    }
    let keeping = Self.transactionsKeepingMoney(sound)
    var disagreements: [String: Attention] = [:]
    let released = Self.transactionsReleasingMoney(ordered)
    for event in ordered where decisions[event.id] == nil {
      if event.kind == .authorized, released.contains(event.subject) { continue }
      // What was not confirmed when it came has been told by the provider since.
      if event.isUnconfirmed,
        sound.contains(where: { $0.kind == event.kind && $0.subject == event.subject })
      {
        continue
      }
      let isOnceMore =
        switch event.kind {
        case .paid: keeping.dropFirst().contains(event.subject)
        case .authorized where event.subject != nil:
          !keeping.isEmpty && !keeping.contains(event.subject)
        default: false
        }
      disagreements[event.id] =
        event.disagreement(with: asked) ?? (isOnceMore ? .alreadySettled : nil)
    }
    self.disagreements = disagreements
    attention = ordered.lazy.compactMap { disagreements[$0.id] }.first
    // The first transaction that kept the money is the payment; what became of others changes nothing of it.
    let counted = sound.filter { event in
      keeping.isEmpty || event.subject == nil || event.subject == keeping[0]
        || (event.kind != .paid && event.kind != .reversed)
    }
    method = counted.last { $0.method != nil }?.method

    let lastPaid = counted.lastIndex { $0.kind == .paid }
    wasPaid = lastPaid != nil
    guard let lastPaid, !counted[lastPaid...].contains(where: { $0.kind == .reversed }) else {
      state = lastPaid == nil ? Self.unpaidState(counted) : .failed
      paidAt = nil
      refunded = 0
      net = 0
      return
    }
    // Of several reports of one payment, the first one since it was last reversed tells when.
    let settled = counted[...lastPaid].lastIndex { $0.kind == .reversed }.map { $0 + 1 } ?? 0
    paidAt = counted[settled...].first { $0.kind == .paid }?.at
    let refunded = Self.refunded(counted, of: asked.minorUnits)
    self.refunded = refunded
    if Self.isDisputed(counted) {
      state = .disputed
      net = 0
    } else {
      state = refunded == 0 ? .paid : refunded < asked.minorUnits ? .partiallyRefunded : .refunded
      net = asked.minorUnits - refunded
    }
  }

  /// The transactions that took the amount and kept it, in the order in which they were paid, where the provider
  /// names them.
  private static func transactionsKeepingMoney(_ events: [PaymentEvent]) -> [String?] {
    var transactions: [String?] = []
    for event in events where event.subject != nil {
      switch event.kind {
      case .paid where !transactions.contains(event.subject): transactions.append(event.subject)
      case .reversed: transactions.removeAll { $0 == event.subject }
      default: break
      }
    }
    return transactions
  }

  /// The transactions that hold no money any more, where the provider names them.
  private static func transactionsReleasingMoney(_ events: [PaymentEvent]) -> Set<String?> {
    let ends: Set<PaymentEvent.Kind> = [.failed, .expired, .canceled, .reversed]
    return Set(events.filter { $0.subject != nil && ends.contains($0.kind) }.map(\.subject))
  }

  /// The state of a payment that no money came of: the latest of what decides it.
  private static func unpaidState(_ events: [PaymentEvent]) -> PaymentState {
    for event in events.reversed() {
      switch event.kind {
      case .pending: return .pending
      case .authorized: return .authorized
      case .failed, .reversed: return .failed
      case .expired: return .expired
      case .canceled: return .canceled
      case .paid, .refunded, .refundFailed, .disputed, .disputeWon, .disputeLost: continue
      }
    }
    return .pending
  }

  /// What was refunded: the latest running total, and each single refund and failed refund that it cannot
  /// hold yet, each counted once by its own id.
  private static func refunded(_ events: [PaymentEvent], of amount: Int64) -> Int64 {
    let totals = events.filter { $0.kind == .refunded && $0.isRunningTotal }
    let lastTotal = totals.last?.at
    // Of several totals of one second, the order of the ids says nothing: the largest is the last.
    var sum = Int128(
      totals.filter { $0.at == lastTotal }.compactMap(\.amount?.minorUnits).max() ?? 0)

    var refunds: [String: Int64] = [:]
    for event in events where event.kind == .refunded && !event.isRunningTotal {
      let id = event.subject ?? event.id
      guard refunds[id] == nil else { continue }
      let units = event.amount?.minorUnits ?? 0
      refunds[id] = units
      if lastTotal.map({ event.at > $0 }) ?? true { sum += Int128(units) }
    }
    var failed: Set<String> = []
    for event in events where event.kind == .refundFailed {
      let refund = event.subject.flatMap { refunds[$0] }
      guard failed.insert(event.subject ?? event.id).inserted,
        lastTotal.map({ event.at >= $0 }) ?? true,
        // A refund that nothing tells of but its failure was never taken off.
        lastTotal != nil || event.subject == nil || refund != nil
      else { continue }
      sum -= Int128(event.amount?.minorUnits ?? refund ?? 0)
    }
    return Int64(max(0, min(sum, Int128(max(0, amount)))))
  }

  /// Whether a dispute is open or lost; each is told apart by its own id.
  private static func isDisputed(_ events: [PaymentEvent]) -> Bool {
    var latest: [String: PaymentEvent.Kind] = [:]
    for event in events {
      switch event.kind {
      case .disputed, .disputeWon, .disputeLost: latest[event.subject ?? ""] = event.kind
      default: break
      }
    }
    return latest.values.contains { $0 != .disputeWon }
  }
}

extension PaymentEvent {
  /// How the event contradicts an attempt for `asked`, or why it counts for nothing yet; `nil` if it does not.
  ///
  /// A refund or a dispute may be for a part; a payment must be for the whole, and must say so.
  fileprivate func disagreement(with asked: Amount) -> Attention? {
    if isUnconfirmed { return .needsQuery }
    guard let amount else {
      return kind == .paid || kind == .authorized || kind == .refunded ? .needsQuery : nil
    }
    if amount.currency != asked.currency { return .currencyMismatch }
    switch kind {
    case .paid, .authorized: return amount.minorUnits == asked.minorUnits ? nil : .amountMismatch
    case .refunded, .refundFailed:
      return (0...max(0, asked.minorUnits)).contains(amount.minorUnits) ? nil : .amountMismatch
    case .pending, .failed, .expired, .canceled, .reversed, .disputed, .disputeWon, .disputeLost:
      return nil
    }
  }
}
