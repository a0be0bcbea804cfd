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
  /// What was refunded of all its transactions together, of which one counts.
  let returned: Int64
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
    let transactions = sound.byTransaction().map { reference, events in
      TransactionFold(reference, events, amount: asked.minorUnits)
    }
    // The first transaction that keeps money is the payment; what became of others changes nothing of it.
    let paid = transactions.filter { $0.payment != nil }.sorted(by: TransactionFold.isPaidBefore)
    let keeping = paid.filter { $0.net != 0 }
    let transaction = keeping.first ?? paid.last ?? transactions.last { $0.wasPaid }

    disagreements = Self.disagreements(
      ordered, sound, asked, decisions, keeping: keeping.map(\.reference))
    attention = ordered.lazy.compactMap { [disagreements] in disagreements[$0.id] }.first
    let counted = sound.filter { $0.transaction == nil || transaction?.events.contains($0) ?? true }
    method = counted.last { $0.method != nil }?.method
    wasPaid = transaction != nil
    paidAt = transaction?.payment?.at
    refunded = transaction?.refunded ?? 0
    returned = transactions.reduce(0) { $0 + $1.refunded }
    net = transaction?.net ?? 0
    guard let transaction else {
      state = Self.unpaidState(sound)
      return
    }
    if transaction.payment == nil {
      state = .failed
    } else if transaction.isDisputed {
      state = .disputed
    } else {
      state = refunded == 0 ? .paid : refunded < asked.minorUnits ? .partiallyRefunded : .refunded
    }
  }

  /// Why each event that nothing was decided about settles nothing, by its id.
  ///
  /// - Parameters:
  ///   - sound: the events that agree with what was asked.
  ///   - keeping: the transactions that keep money, the one that counts first.
  private static func disagreements(
    _ ordered: [PaymentEvent], _ sound: [PaymentEvent], _ asked: Amount,
    _ decisions: [String: Resolution.Decision], keeping: [TransactionReference]
  ) -> [String: Attention] {
    let ends: [PaymentEvent.Kind] = [.failed, .expired, .canceled, .reversed]
    // Most payments have few events, and none that asks for these.
    lazy var released = Set(
      ordered.filter { $0.movement?.name != nil && ends.contains($0.kind) }.map(\.movement))
    lazy var paid = Set(ordered.filter { $0.kind == .paid }.map(\.movement))
    var disagreements: [String: Attention] = [:]
    for event in ordered where decisions[event.id] == nil {
      if event.kind == .authorized, released.contains(event.movement) { continue }
      // What was not confirmed when it came has been told by the provider since.
      if event.isUnconfirmed,
        sound.contains(where: {
          $0.kind == event.kind && $0.subject == event.subject && $0.movement == event.movement
        })
      {
        continue
      }
      let isOnceMore =
        switch event.kind {
        case .paid: keeping.dropFirst().contains { $0 == event.movement }
        case .authorized where event.movement?.name != nil:
          !keeping.isEmpty && !keeping.contains { $0 == event.movement }
        default: false
        }
      // Money went back of a transaction that nobody told of, while another was paid.
      let isUntold =
        [.refunded, .disputed, .disputeLost].contains(event.kind) && event.movement?.name != nil
        && !paid.isEmpty && !paid.contains(event.movement) && !paid.contains(.unnamed)
      disagreements[event.id] =
        event.disagreement(with: asked)
        ?? (isOnceMore ? .alreadySettled : isUntold ? .needsQuery : nil)
    }
    return disagreements
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
