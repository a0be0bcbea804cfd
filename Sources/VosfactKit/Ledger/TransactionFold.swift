/// What a set of events makes of one transaction: what it took, what is under way, and what of it went back.
///
/// It is a pure function of the set, whatever the order in which they arrived and however often.
struct TransactionFold: Equatable {
  /// Whether it counts as it is.
  enum Standing: Equatable {
    /// It agrees with what was asked, or somebody accepted it.
    case sound
    /// It took another amount than was asked, and nobody decided about it.
    case awaiting
    /// Somebody decided that it does not count beside what settled its document: it is the customer's credit, and fills
    /// what the document's other transactions leave open once one of them goes back.
    case spare
    /// Somebody decided that it never counts.
    case rejected
  }

  let reference: TransactionReference
  let standing: Standing
  /// Whether somebody said that it counts, whatever else settled its document.
  let isAccepted: Bool
  /// Whether money ever came, also if it went back since. More events never make it false again.
  let wasPaid: Bool
  /// What told first that it was paid, since it was last undone; `nil` if it was not, or is undone.
  let payment: PaymentEvent?
  /// What it took and no bank took back, in minor units; zero while it is not paid, or undone.
  let gross: Int64
  /// What the seller gave back, in minor units, from zero to `gross`.
  let refunded: Int64
  /// What lost disputes took of the rest.
  let lost: Int64
  /// What open disputes take of the rest.
  let disputed: Int64
  /// What is accepted and has not come: a debit or a transfer that is under way, or an authorization that was neither
  /// captured nor ended.
  let underWay: Int64
  /// What the provider kept for itself, as far as it told.
  let fee: Int64?
  /// What came of asking the customer's bank, as was told last; `nil` if nobody told.
  let verification: CardVerification?
  /// The events that take more than there was left to take, by their ids.
  let excess: [String]
  /// What opened disputes that have not ended.
  let openDisputes: [PaymentEvent]
  /// Its events that count, in their order.
  let events: [PaymentEvent]

  /// The least that it ever held of what it took, before all of that went back.
  var leastReceived: Int64 {
    received != 0 ? received : gross - Refunds.largestPart(events, of: gross)
  }

  /// What it holds for us now, gross of fees.
  var received: Int64 { gross - refunded - lost - disputed }
  /// Whether it took money of which nothing is left, nor held by a dispute that may be won.
  var isAllGone: Bool { gross > 0 && refunded + lost == gross }
  /// Whether a dispute that takes money is open, or one was lost.
  var isDisputed: Bool { hasLost || openDisputes.contains { $0.amount?.minorUnits != 0 } }
  private let hasLost: Bool

  /// - Parameters:
  ///   - events: those of the transaction that count or wait for a decision, in their order.
  ///   - asked: the amount that the attempt asked for.
  ///   - resolved: what was decided about each event.
  init(
    _ reference: TransactionReference, _ events: [PaymentEvent], asked: Amount,
    resolved: [String: Resolution]
  ) {
    self.reference = reference
    let decisions = resolved.mapValues(\.decision)
    let standing = Self.standing(events, asked, resolved)
    self.standing = standing
    // Beside a report that agrees, one that does not says nothing.
    func saysNothing(_ event: PaymentEvent) -> Bool {
      standing == .sound && event.tellsOfMoney && !event.isSound(asked, decisions[event.id])
    }
    let events =
      events.contains(where: saysNothing) ? events.filter { !saysNothing($0) } : events
    self.events = events
    let payments = events.filter { $0.kind == .paid }
    let disputes = Disputes(events)
    wasPaid = !payments.isEmpty
    hasLost = disputes.hasLost
    openDisputes = disputes.open
    isAccepted = events.contains { $0.tellsOfMoney && decisions[$0.id] == .accept }
    fee = Self.fee(events)
    verification = events.last { $0.verification != nil }?.verification
    let reversals = Reversals(events, besides: disputes, of: payments, asked)
    let undone = events.lastIndex {
      $0.undoesPayment && !disputes.explain($0) && !reversals.takesPart($0)
    }
    let first = events.firstIndex { event in
      event.kind == .paid && undone.map { event >= events[$0] } ?? true
    }
    guard let first else {
      (payment, gross, refunded, lost, disputed, excess) = (nil, 0, 0, 0, 0, [])
      underWay = Self.underWay(events, asked)
      return
    }
    let payment = events[first]
    self.payment = payment
    // An amount that somebody accepted is the one that came.
    let accepted = payments.last {
      decisions[$0.id] == .accept && $0.amount?.currency == asked.currency
    }
    let told = accepted ?? payment
    let taken =
      told.amount.map { $0.currency == asked.currency ? $0.minorUnits : asked.minorUnits }
      ?? asked.minorUnits
    gross = taken - reversals.sum(upTo: taken)
    let refunds = Refunds(events, of: gross)
    refunded = refunds.sum
    lost = max(0, min(disputes.lost ?? gross, gross - refunded))
    disputed = max(0, min(disputes.taken ?? gross, gross - refunded - lost))
    excess = refunds.excess + disputes.excess(over: gross - refunded)
    underWay = 0
  }

  private static func standing(
    _ events: [PaymentEvent], _ asked: Amount, _ resolved: [String: Resolution]
  ) -> Standing {
    let paid = events.filter { $0.kind == .paid }
    let money = paid.isEmpty ? events.filter(\.tellsOfMoney) : paid
    // Of several reports of one movement of money the one that agrees, or was accepted, counts.
    if money.isEmpty || money.contains(where: { $0.isSound(asked, resolved[$0.id]?.decision) }) {
      return .sound
    }
    if money.contains(where: { resolved[$0.id] == nil }) { return .awaiting }
    let isSpare = money.contains { event in
      resolved[event.id]?.attention == .alreadySettled && event.isSound(asked, nil)
    }
    return isSpare ? .spare : .rejected
  }

  /// What the last word of an unpaid transaction leaves under way.
  private static func underWay(_ events: [PaymentEvent], _ asked: Amount) -> Int64 {
    let last = events.last { event in
      switch event.kind {
      case .processing, .authorized, .failed, .expired, .canceled, .reversed: true
      default: false
      }
    }
    guard let last, last.kind == .processing || last.kind == .authorized else { return 0 }
    guard let amount = last.amount else { return max(0, asked.minorUnits) }
    return amount.currency == asked.currency ? max(0, amount.minorUnits) : 0
  }

  /// Of several reports of one payment, and of one dispute, the largest fee is the whole.
  private static func fee(_ events: [PaymentEvent]) -> Int64? {
    var fees: [String: Int64] = [:]
    for event in events {
      guard let fee = event.fee?.minorUnits else { continue }
      let cause =
        switch event.kind {
        case .disputed, .disputeWon, .disputeLost: "dispute:\(event.subject ?? "")"
        default: ""
        }
      fees[cause] = max(fees[cause] ?? 0, fee)
    }
    return fees.isEmpty ? nil : fees.values.reduce(0, +)
  }

  /// The order in which transactions were paid.
  static func isPaidBefore(_ left: TransactionFold, _ right: TransactionFold) -> Bool {
    guard let left = left.payment, let right = right.payment else { return false }
    return left < right
  }
}

extension PaymentEvent {
  /// Whether it says that money came, or is under way.
  var tellsOfMoney: Bool { kind == .paid || kind == .authorized || kind == .processing }

  /// Whether it agrees with what was asked, or was accepted.
  fileprivate func isSound(_ asked: Amount, _ decision: Resolution.Decision?) -> Bool {
    decision.map { $0 == .accept } ?? (disagreement(with: asked) == nil)
  }

  /// Whether it takes back that its transaction was paid: of a transaction that has no name, only a bank's word does.
  fileprivate var undoesPayment: Bool {
    kind == .reversed || (kind == .failed && movement?.name != nil)
  }
}

/// What a bank, or the provider for it, took back of a transaction in parts; what takes all of it undoes the payment.
private struct Reversals {
  /// In minor units, by the ids of the reversals: each is counted once.
  private var parts: [String: Int64] = [:]

  /// - Parameters:
  ///   - events: of which those that a dispute explains are none.
  ///   - payments: what tells that it was paid.
  init(
    _ events: [PaymentEvent], besides disputes: Disputes, of payments: [PaymentEvent],
    _ asked: Amount
  ) {
    guard events.contains(where: { $0.kind == .reversed }) else { return }
    let whole = payments.compactMap { $0.amount?.minorUnits }.max() ?? asked.minorUnits
    var parts: [String: Int64] = [:]
    for event in events where event.kind == .reversed && !disputes.explain(event) {
      guard let subject = event.subject, subject != event.movement?.name,
        let amount = event.amount, amount.currency == asked.currency,
        0 < amount.minorUnits, amount.minorUnits < whole
      else { continue }
      parts[subject] = amount.minorUnits
    }
    // All parts together are the whole, which is undone.
    if parts.values.reduce(0, { $0 + Int128($1) }) < whole { self.parts = parts }
  }

  /// Whether `event` takes less than there is.
  func takesPart(_ event: PaymentEvent) -> Bool {
    event.kind == .reversed && event.subject.map { parts[$0] != nil } ?? false
  }

  /// What all of them took, at most `amount`.
  func sum(upTo amount: Int64) -> Int64 {
    min(max(0, amount), parts.values.reduce(0, +))
  }
}

/// What went back of a transaction by the seller's doing.
private struct Refunds {
  /// In minor units, from zero to what was paid.
  let sum: Int64
  /// The refunds that go beyond what was paid, by their ids.
  private(set) var excess: [String] = []

  /// The latest running total, and each single refund and failed refund that it cannot hold yet, each counted once by
  /// its own id.
  init(_ events: [PaymentEvent], of amount: Int64) {
    guard events.contains(where: { $0.kind == .refunded || $0.kind == .refundFailed }) else {
      sum = 0
      return
    }
    let totals = events.filter { $0.kind == .refunded && $0.isRunningTotal }
    let lastTotal = totals.last?.at
    // Of several totals of one second, the order of the ids says nothing: the largest is the last.
    let largest = totals.filter { $0.at == lastTotal }.max {
      ($0.amount?.minorUnits ?? 0) < ($1.amount?.minorUnits ?? 0)
    }
    var sum = Int128(largest?.amount?.minorUnits ?? 0)
    if let largest, sum > amount { excess.append(largest.id) }

    let failed = Set(
      events.lazy.filter { $0.kind == .refundFailed }.map { $0.subject ?? $0.id })
    var refunds: [String: Int64] = [:]
    for event in events where event.kind == .refunded && !event.isRunningTotal {
      let id = event.subject ?? event.id
      guard refunds[id] == nil else { continue }
      let units = event.amount?.minorUnits ?? 0
      refunds[id] = units
      guard lastTotal.map({ event.at > $0 }) ?? true else { continue }
      sum += Int128(units)
      if sum > amount, !failed.contains(id) { excess.append(event.id) }
    }
    var seen: Set<String> = []
    for event in events where event.kind == .refundFailed {
      let refund = event.subject.flatMap { refunds[$0] }
      guard seen.insert(event.subject ?? event.id).inserted,
        lastTotal.map({ event.at >= $0 }) ?? true,
        // A refund that nothing tells of but its failure was never taken off.
        lastTotal != nil || event.subject == nil || refund != nil
      else { continue }
      sum -= Int128(event.amount?.minorUnits ?? refund ?? 0)
    }
    if sum <= amount { excess = [] }
    self.sum = Int64(max(0, min(sum, Int128(max(0, amount)))))
  }
}

extension Refunds {
  /// The most of `amount` that had gone back before the last of it did; zero if all went back at once.
  static func largestPart(_ events: [PaymentEvent], of amount: Int64) -> Int64 {
    let ends = events.indices.filter {
      events[$0].kind == .refunded || events[$0].kind == .refundFailed
    }
    guard ends.count > 1 else { return 0 }
    let sums = ends.map { Refunds(Array(events[...$0]), of: amount).sum }
    return sums.filter { $0 < amount }.max() ?? 0
  }
}

/// What disputes of a transaction take, each told apart by its own id.
private struct Disputes {
  /// What opened each that has not ended, in their order.
  private(set) var open: [PaymentEvent] = []
  /// What open ones take; `nil` for all there is.
  private(set) var taken: Int64? = 0
  /// What lost ones took; `nil` for all there was.
  private(set) var lost: Int64? = 0
  private(set) var hasLost = false
  /// What tells of those that were lost.
  private var losses: [PaymentEvent] = []
  /// When one was won last.
  private var wonAt: UnixTime?

  init(_ events: [PaymentEvent]) {
    var disputes: [String: [PaymentEvent]] = [:]
    var order: [String] = []
    for event in events {
      switch event.kind {
      case .disputed, .disputeWon, .disputeLost:
        let subject = event.subject ?? ""
        if disputes[subject] == nil { order.append(subject) }
        disputes[subject, default: []].append(event)
      default: break
      }
    }
    // What does not say which dispute it was is about the one that is named, where there is one.
    if order.count > 1, disputes[""]?.allSatisfy({ $0.kind == .disputeLost }) == true {
      order.removeAll { $0.isEmpty }
    }
    for subject in order {
      guard let events = disputes[subject], let last = events.last else { continue }
      // An inquiry takes nothing; a dispute that grew out of one takes what it says then.
      let amounts = events.filter { $0.kind == last.kind || $0.kind == .disputed }.map(\.amount)
      let amount = amounts.contains(nil) ? nil : amounts.compactMap { $0?.minorUnits }.max()
      switch last.kind {
      case .disputed:
        open.append(events.last { $0.kind == .disputed } ?? last)
        taken = Self.sum(taken, amount)
      case .disputeLost:
        hasLost = true
        losses.append(last)
        lost = Self.sum(lost, amount)
      default: wonAt = max(wonAt ?? last.at, last.at)
      }
    }
  }

  private static func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
    guard let left, let right else { return nil }
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? nil : sum
  }

  /// Whether a reversal is what a dispute did, and counts once with it.
  func explain(_ event: PaymentEvent) -> Bool {
    guard event.kind == .reversed else { return false }
    return !open.isEmpty || hasLost || wonAt.map { event.at <= $0 } ?? false
  }

  /// The losses that go beyond `left` minor units.
  func excess(over left: Int64) -> [String] {
    guard let lost, lost > left else { return [] }
    return losses.map(\.id)
  }
}

extension [PaymentEvent] {
  /// The events of each transaction, in their order. What is about the attempt alone belongs to none.
  ///
  /// What names no transaction is about the one that was paid first of those that have a name.
  func byTransaction() -> [(reference: TransactionReference, events: [PaymentEvent])] {
    var groups: [(reference: TransactionReference, events: [PaymentEvent])] = []
    for event in self {
      guard let reference = event.movement else { continue }
      if let place = groups.firstIndex(where: { $0.reference == reference }) {
        groups[place].events.append(event)
      } else {
        groups.append((reference, [event]))
      }
    }
    guard let unnamed = groups.firstIndex(where: { $0.reference == .unnamed }), groups.count > 1
    else { return groups }
    let rest = groups.remove(at: unnamed).events
    let paid = first { $0.kind == .paid && $0.movement?.name != nil }
    let place = groups.firstIndex { $0.reference == paid?.movement } ?? 0
    groups[place].events = (groups[place].events + rest).sorted()
    return groups
  }
}
