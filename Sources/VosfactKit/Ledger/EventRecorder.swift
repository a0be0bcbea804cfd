/// Adds events to the payments they are about, in the caller's transaction.
///
/// An event finds its payment by our reference or by a name that the provider knows it by. One that
/// finds none makes a payment that nothing of ours asked for, a stranger, which asks for attention once money
/// is in it; when a later event ties it to a payment of ours, the two become one, so that the order of
/// arrival leaves no trace.
struct EventRecorder {
  let payments: Payments
  let provider: String
  /// `nil` for what is recorded by hand.
  let mode: ProviderMode?

  private var store: PaymentStore { payments.store }
  private var now: UnixTime { payments.kit.now }

  /// Adds an event that is not known yet, and gives its payment; `nil` if it can never be of concern: it
  /// names no payment, and is not about money.
  ///
  /// It throws `ProviderError.refused` if the payment was made in another mode, else `StorageError`.
  ///
  /// - Parameter digest: of what was told, by which a repeat is told from a contradiction.
  func record(_ event: PaymentEvent, digest: [UInt8], callback: Int64?) throws -> Payment? {
    let names = try names(of: event)
    guard let payment = try payment(of: event, knownAs: names) else { return nil }
    try checkMode(of: payment)
    let document = try payments.document(of: payment)
    try add(event, to: payment, of: document, digest: digest, callback: callback)
    try store.insert(identifiers: names, of: payment.key, provider: provider)
    if payment.isStranger { try describe(payment.key) }
    if [.pending, .authorized].contains(event.kind) {
      try payments.kit.notices.heard(of: payment, document)
    }
    return try store.payment(payment.key)
  }

  /// Adds an event to a payment that is known to be its own, and records it.
  func add(
    _ event: PaymentEvent, to payment: Payment, of document: Document?, digest: [UInt8],
    callback: Int64?
  ) throws(StorageError) {
    let entry = try journal(event, payment, about: .init(payment, document), digest: digest)
    try store.insert(
      event, of: payment.key, provider: provider, digest: digest, callback: callback, entry: entry)
  }

  /// Gives a payment that was just started what was heard of it before: a provider may tell of it while
  /// its answer to the start is still under way.
  func adopt(into payment: Payment, knownAs identifiers: [String]) throws {
    for name in identifiers + [Self.name(ofReference: payment.reference)] {
      guard let found = try store.payment(identifier: name, provider: provider),
        found.isStranger
      else { continue }
      try checkMode(of: found)
      try merge(found, into: payment)
    }
    try store.insert(identifiers: identifiers, of: payment.key, provider: provider)
  }

  private func checkMode(of payment: Payment) throws(ProviderError) {
    if let mode, payment.mode != mode { throw .refused(.wrongMode(expected: mode)) }
  }

  /// Every name that the event gives its payment. A reference that is not ours is one more of them, and an
  /// event that gives none stands for itself.
  private func names(of event: PaymentEvent) throws(StorageError) -> [String] {
    var names = event.identifiers
    if let reference = event.reference, try ours(reference) == nil {
      names.append(Self.name(ofReference: reference))
    }
    return names.isEmpty && event.reference == nil ? ["event:\(event.id)"] : names
  }

  private static func name(ofReference reference: String) -> String { "reference:\(reference)" }

  /// The payment of ours that has this reference at the provider.
  private func ours(_ reference: String) throws(StorageError) -> Payment? {
    guard let found = try store.payment(reference: reference), found.provider == provider,
      !found.isStranger
    else { return nil }
    return found
  }

  /// The payment that the event is about: one of ours, or a stranger, made if there is none.
  ///
  /// What an event says of a stranger is kept even if no money is in it: a later event may tie it to a
  /// payment of ours, whose state must not depend on which of them came first.
  private func payment(of event: PaymentEvent, knownAs names: [String]) throws -> Payment? {
    var ours = try event.reference.flatMap { reference in try self.ours(reference) }
    var strangers: [Payment] = []
    for name in names {
      guard let found = try store.payment(identifier: name, provider: provider) else { continue }
      if !found.isStranger {
        ours = ours ?? found
      } else if !strangers.contains(where: { $0.key == found.key }) {
        try checkMode(of: found)
        strangers.append(found)
      }
    }
    guard let payment = ours ?? strangers.first else {
      let isNameless = event.identifiers.isEmpty && event.reference == nil
      return isNameless && !event.kind.concernsMoney ? nil : try insertStranger(event, names)
    }
    for stranger in strangers where stranger.key != payment.key {
      try merge(stranger, into: payment)
    }
    return payment
  }

  private func insertStranger(
    _ event: PaymentEvent, _ names: [String]
  ) throws(StorageError) -> Payment? {
    let key = try store.insert(
      .init(
        reference: strangerReference(names), document: nil, provider: provider, mode: mode,
        amount: event.amount ?? Self.unknownAmount, providerReference: nil, next: nil,
        startedAt: event.at))
    return try store.payment(key)
  }

  /// What a stranger stands at until an event tells its amount.
  private static let unknownAmount = Amount(minorUnits: 0, currency: .euro)

  /// An id for a payment that is not ours, the same whichever of its events came first.
  private func strangerReference(_ names: [String]) -> String {
    let name = "\(provider) \(names.min() ?? "")"
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return String(SHA256.digest(Array(name.utf8)).prefix(16).map { alphabet[Int($0 & 31)] })
  }

  /// Says of a payment that is not ours what its events say.
  private func describe(_ key: PaymentKey) throws(StorageError) {
    let events = try store.events(of: key)
    let names = try store.identifiers(of: key)
    guard let first = events.first else { return }
    try store.describe(
      key, reference: strangerReference(names),
      amount: events.lazy.compactMap(\.amount).first ?? Self.unknownAmount,
      providerReference: names.first { !$0.hasPrefix("reference:") && !$0.hasPrefix("event:") },
      startedAt: first.at)
  }

  /// Makes one payment of two, and tells the document's history what was heard of it before.
  private func merge(_ stranger: Payment, into payment: Payment) throws(StorageError) {
    let document = try payments.document(of: payment)
    if !payment.isStranger {
      try retell(store.events(of: stranger.key), of: payment, about: .init(payment, document))
    }
    for resolution in try store.resolutions(of: stranger.key) {
      let entry = try payments.journal(resolution, of: payment, document)
      try store.move(resolution, to: payment.key, entry: entry)
    }
    if stranger.isConflicting { try store.markConflicting(payment.key) }
    try store.merge(stranger.key, into: payment.key)
  }

  /// Tells the history of `subject` of events that were recorded before they were known to be about it.
  func retell(
    _ events: [PaymentEvent], of payment: Payment, about subject: JournalSubject
  ) throws(StorageError) {
    for event in events {
      guard let known = try store.known(event.id, provider: provider) else { continue }
      let entry = try journal(
        event, payment, about: subject, digest: known.digest)
      try store.setEntry(entry, ofEvent: event.id, provider: provider)
    }
  }

  private func journal(
    _ event: PaymentEvent, _ payment: Payment, about subject: JournalSubject, digest: [UInt8]
  ) throws(StorageError) -> Int64 {
    try payments.journal.append(
      JournalKind(event.kind), about: subject,
      written: JSONWriter.object { writer in
        writer.member("payment", payment.reference)
        writer.member("provider", provider)
        writer.member("mode", mode?.rawValue)
        writer.member("event", event.id)
        writer.member("at", event.at.description)
        writer.member("amount", event.amount?.decimal)
        writer.member("currency", event.amount?.currency.code)
        writer.member("method", event.method)
        writer.member("reason", event.reason)
        writer.member("digest", hexadecimal: event.digest)
        writer.member("message", hexadecimal: digest)
      }, at: now)
  }
}

extension PaymentEvent {
  /// The SHA-256 of what is stored of the event, which the journal keeps: by it an alteration shows.
  var digest: [UInt8] { SHA256.digest(JSONWriter.object { write(to: &$0) }) }

  /// The SHA-256 of all that the event says, the names of its payment included: by it a repeat is told
  /// from a contradiction. What a message says beside it, as how often it will be sent yet, is left out.
  var fullDigest: [UInt8] {
    let all = JSONWriter.object { writer in
      writer.member("event") { write(to: &$0) }
      writer.member("reference", reference)
      writer.member("identifiers", of: identifiers.sorted())
    }
    return SHA256.digest(all)
  }

  private func write(to writer: inout JSONWriter) {
    writer.member("id", id)
    writer.member("kind", kind.rawValue)
    writer.member("at", at.seconds)
    writer.member("amount", amount?.decimal)
    writer.member("currency", amount?.currency.code)
    writer.member("subject", subject)
    writer.member("is_running_total", isRunningTotal)
    writer.member("method", method)
    writer.member("reason", reason)
  }
}

extension JournalKind {
  init(_ kind: PaymentEvent.Kind) {
    self =
      switch kind {
      case .pending: .paymentPending
      case .authorized: .paymentAuthorized
      case .paid: .paymentPaid
      case .failed: .paymentFailed
      case .expired: .paymentExpired
      case .canceled: .paymentCanceled
      case .reversed: .paymentReversed
      case .refunded: .paymentRefunded
      case .refundFailed: .paymentRefundFailed
      case .disputed: .paymentDisputed
      case .disputeWon: .paymentDisputeWon
      case .disputeLost: .paymentDisputeLost
      }
  }
}
