/// What a set of events makes of one transaction: what it took, and what of that it holds.
///
/// It is a pure function of the set, whatever the order in which they arrived and however often.
struct TransactionFold: Equatable {
  let reference: TransactionReference
  /// Whether money ever came, also if it went back since. More events never make it false again.
  let wasPaid: Bool
  /// What told first that it was paid, since it was last undone; `nil` if it was not, or is undone.
  let payment: PaymentEvent?
  /// What went back, in minor units, from zero to the amount.
  let refunded: Int64
  /// Whether a dispute is open or lost.
  let isDisputed: Bool
  /// What it holds for us, in minor units: the amount less refunds while it is paid and not disputed, else zero.
  let net: Int64
  /// Its events that count, in their order.
  let events: [PaymentEvent]

  /// - Parameters:
  ///   - events: those of the transaction that agree with what was asked, in their order.
  ///   - amount: what it takes if it is paid, in minor units.
  init(_ reference: TransactionReference, _ events: [PaymentEvent], amount: Int64) {
    self.reference = reference
    self.events = events
    let lastPaid = events.lastIndex { $0.kind == .paid }
    wasPaid = lastPaid != nil
    guard let lastPaid, !events[lastPaid...].contains(where: { $0.kind == .reversed }) else {
      (payment, refunded, isDisputed, net) = (nil, 0, false, 0)
      return
    }
    // Of several reports of one payment, the first one since it was last reversed tells when.
    let settled = events[...lastPaid].lastIndex { $0.kind == .reversed }.map { $0 + 1 } ?? 0
    payment = events[settled...].first { $0.kind == .paid }
    refunded = Self.refunded(events, of: amount)
    isDisputed = Self.isDisputed(events)
    net = isDisputed ? 0 : amount - refunded
  }

  /// The order in which transactions were paid.
  static func isPaidBefore(_ left: TransactionFold, _ right: TransactionFold) -> Bool {
    guard let left = left.payment, let right = right.payment else { return false }
    return left < right
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
