/// Finds the payments that a provider's events are about, and keeps those that nothing of ours asked for.
///
/// An event finds its payment by our reference or by a name that the provider knows it by. One that finds none and
/// carries a reference of our form makes an unmatched payment, which asks for attention once money is in it. One with
/// another reference is a sale of others on the same account, and no concern of ours. One without, as refunds and disputes
/// may be, makes an unmatched payment that asks for nothing: its payment may come after it. When a later event ties an
/// unmatched payment to one of ours, the two become one, so that the order of arrival leaves no trace.
struct PaymentMatching {
  let ledger: Ledger
  let provider: String
  /// `nil` for what is recorded by hand.
  let mode: ProviderMode?
  /// The payments that were read, as they are stored.
  private(set) var found: [PaymentKey: Payment] = [:]
  /// The unmatched payments that turned out to be others, and are no more; their keys may stand for new ones soon.
  private var merged: [PaymentKey: PaymentKey] = [:]

  init(ledger: Ledger, provider: String, mode: ProviderMode?) {
    self.ledger = ledger
    self.provider = provider
    self.mode = mode
  }

  private var store: PaymentStore { ledger.payments }

  /// The payments that turned out to be others since this was asked last, with those that they are.
  mutating func takeMerged() -> [PaymentKey: PaymentKey] {
    defer { merged = [:] }
    return merged
  }

  /// The payment that the event is about: one of ours, or an unmatched one, made if there is none; `nil` if the event
  /// can never be of concern.
  ///
  /// What an event says of an unmatched payment is kept even if no money is in it: a later event may tie it to a
  /// payment of ours, whose state must not depend on which of them came first.
  ///
  /// It throws `LedgerError.otherMode` if the payment was made in another mode, else `StorageError`.
  ///
  /// - Returns: also whether the event may be about something else, as it happened on a page of the provider's that was
  ///   not opened for the payment, or is about money that another payment counts.
  mutating func payment(
    of event: PaymentEvent
  ) throws -> (key: PaymentKey, isDoubtful: Bool)? {
    var names = event.identifiers
    // A reference that is no payment's is one more name.
    if let reference = event.reference { names.append(Self.name(ofReference: reference)) }
    var known: [Payment] = []
    var unmatched: [Payment] = []
    var (found, new) = try store.find(names, reference: event.reference, to: provider)
    for payment in found {
      if payment.isUnmatched { unmatched.append(payment) } else { known.append(payment) }
    }
    let ours = known.first { $0.reference == event.reference } ?? known.first
    if let ours, ours.reference == event.reference {
      if new.last == names.last { new.removeLast() }
      names.removeLast()
    }
    guard var payment = ours ?? unmatched.first else {
      guard event.reference.map(Self.isOurForm) ?? !names.isEmpty else { return nil }
      let payment = try insert(event, names)
      try store.insert(identifiers: names, of: payment.key, provider: provider)
      return (payment.key, false)
    }
    try check(payment)
    if try isElsewhere(event, payment) || isTaken(event, by: known, besides: payment) {
      self.found[payment.key] = payment
      return (payment.key, true)
    }
    for other in unmatched where other.key != payment.key {
      try check(other)
      try merge(other, into: &payment)
    }
    self.found[payment.key] = payment
    try store.insert(identifiers: new, of: payment.key, provider: provider)
    return (payment.key, false)
  }

  /// Whether the event is about money that another of the known payments counts: a movement of money pays one attempt.
  private func isTaken(
    _ event: PaymentEvent, by known: [Payment], besides payment: Payment
  ) throws(StorageError) -> Bool {
    guard event.tellsOfMoney, event.movement?.name != nil else { return false }
    for other in known where other.key != payment.key {
      let events = try store.events(of: other.key)
      if events.contains(where: { $0.tellsOfMoney && $0.movement == event.movement }) {
        return true
      }
    }
    return false
  }

  /// Whether the event happened on a page of the provider's that was not opened for the payment.
  private func isElsewhere(_ event: PaymentEvent, _ payment: Payment) throws(StorageError) -> Bool {
    guard let page = event.page, !payment.isUnmatched, payment.providerReference != page else {
      return false
    }
    return try !store.identifiers(of: payment.key).contains(page)
  }

  /// Gives a payment that was just started what was heard of it before: a provider may tell of it while its answer to
  /// the start is still under way. It says whether anything was.
  mutating func adopt(into payment: inout Payment, knownAs names: [String]) throws -> Bool {
    let known = try store.payments(
      knownAs: names + [Self.name(ofReference: payment.reference)], reference: nil, to: provider)
    for other in known where other.isUnmatched {
      try check(other)
      try merge(other, into: &payment)
    }
    try store.insert(identifiers: names, of: payment.key, provider: provider)
    return !merged.isEmpty
  }

  fileprivate static let referencePrefix = "reference:"

  private static func name(ofReference reference: String) -> String { referencePrefix + reference }

  /// Whether `name` is that of a reference of our form, which only an attempt of ours has.
  static func isReferenceOfOurs(_ name: String) -> Bool {
    name.hasPrefix(referencePrefix) && isOurForm(String(name.dropFirst(referencePrefix.count)))
  }

  private static func isOurForm(_ reference: String) -> Bool {
    RandomSource.isName(reference, ofLength: 16)
  }

  private func check(_ payment: Payment) throws(LedgerError) {
    if let mode, payment.mode != mode { throw .otherMode(expected: mode) }
  }

  // MARK: - Unmatched payments

  private mutating func insert(
    _ event: PaymentEvent, _ names: [String]
  ) throws(StorageError) -> Payment {
    let payment = try store.insert(
      .init(
        reference: Self.reference(provider, names), document: nil, provider: provider, mode: mode,
        amount: event.amount ?? Self.unknownAmount, startedAt: event.at))
    found[payment.key] = payment
    return payment
  }

  /// What an unmatched payment stands at until an event tells its amount.
  fileprivate static let unknownAmount = Amount(minorUnits: 0, currency: .euro)

  /// An id for an unmatched payment, the same whichever of its events came first.
  fileprivate static func reference(_ provider: String, _ names: [String]) -> String {
    let name = "\(provider) \(names.min() ?? "")"
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return String(SHA256.digest(Array(name.utf8)).prefix(16).map { alphabet[Int($0 & 31)] })
  }

  /// Makes one payment of two, and tells the document's history what was heard of it before.
  private mutating func merge(_ other: Payment, into payment: inout Payment) throws(StorageError) {
    let document = try DocumentStore(database: ledger.database).document(of: payment)
    if !payment.isUnmatched {
      try ledger.retell(store.events(of: other.key), of: payment, about: .init(payment, document))
    }
    for resolution in try store.resolutions(of: other.key) {
      let entry = try ledger.record(resolution, of: payment, document)
      try store.move(resolution, to: payment.key, entry: entry)
      payment.isDecided = true
    }
    if other.isConflicting {
      try store.setConflicting(payment.key, true)
      payment.isConflicting = true
    }
    if other.isNotUnderstood {
      try store.setNotUnderstood(payment.key, true)
      payment.isNotUnderstood = true
    }
    if other.isRefunding { payment.isRefunding = true }
    try store.merge(other.key, into: payment.key)
    merged[other.key] = payment.key
  }
}

extension Account.Entry {
  /// Brings what is said of an unmatched payment in line with its events, so that it is the same whichever of them came
  /// first.
  mutating func describe(in store: PaymentStore) throws(StorageError) {
    let events = events.sorted()
    guard let first = events.first else { return }
    payment.reference = PaymentMatching.reference(payment.provider, names)
    payment.amount = events.lazy.compactMap(\.amount).first ?? PaymentMatching.unknownAmount
    payment.providerReference = names.first {
      // What an earlier release called a message without a name is none of the provider's either.
      !$0.hasPrefix(PaymentMatching.referencePrefix) && !$0.hasPrefix("event:")
    }
    payment.startedAt = first.at
    try store.describe(payment)
  }
}

/// Why something cannot be posted.
enum LedgerError: Error, Equatable {
  /// The payment was made in another mode than the provider is used in.
  case otherMode(expected: ProviderMode)
}
