/// Adds events to the payments they are about, in the caller's transaction.
///
/// An event finds its payment by our reference or by a name that the provider knows it by. One that
/// finds none makes a payment that belongs to no document, which asks for attention; when a later
/// event ties it to a payment of ours, the two become one, so that the order of arrival leaves no trace.
struct EventRecorder {
  let payments: Payments
  let provider: String
  /// `nil` for what is recorded by hand.
  let mode: ProviderMode?

  private var store: PaymentStore { payments.store }
  private var now: UnixTime { payments.kit.now }

  /// Adds an event that is not known yet, and gives its payment; `nil` if it is of no concern: about a
  /// payment that is not ours, and not about money.
  ///
  /// It throws `ProviderError.refused` if the payment was made in another mode, else `StorageError`.
  func record(_ event: PaymentEvent, digest: [UInt8], callback: Int64?) throws -> Payment? {
    guard let payment = try payment(of: event) else { return nil }
    if let mode, payment.mode != mode { throw ProviderError.refused(.wrongMode(expected: mode)) }
    let document = try payments.document(of: payment)
    try add(event, to: payment, of: document, digest: digest, callback: callback)
    try store.insert(identifiers: event.identifiers, of: payment.key, provider: provider)
    if payment.documentKey == nil { try describe(payment.key) }
    try notify(event, payment, document)
    return try store.payment(payment.key)
  }

  /// Adds an event to a payment that is known to be its own, and records it.
  func add(
    _ event: PaymentEvent, to payment: Payment, of document: Document?, digest: [UInt8],
    callback: Int64?
  ) throws(StorageError) {
    let entry = try journal(event, payment, about: .init(payment, document))
    try store.insert(
      event, of: payment.key, provider: provider, digest: digest, callback: callback, entry: entry)
  }

  /// The payment that the event is about.
  private func payment(of event: PaymentEvent) throws(StorageError) -> Payment? {
    var ours: Payment?
    if let reference = event.reference, let found = try store.payment(reference: reference),
      found.provider == provider
    {
      ours = found
    }
    var strangers: [Payment] = []
    for identifier in event.identifiers + foreignReference(of: event) {
      guard let found = try store.payment(identifier: identifier, provider: provider) else {
        continue
      }
      if found.documentKey != nil {
        ours = ours ?? found
      } else if !strangers.contains(where: { $0.key == found.key }) {
        strangers.append(found)
      }
    }
    if ours == nil, strangers.isEmpty {
      return event.kind.concernsMoney && event.amount != nil ? try insertStranger(event) : nil
    }
    guard let payment = ours ?? strangers.first else { return nil }
    for stranger in strangers where stranger.key != payment.key {
      try merge(stranger, into: payment)
    }
    return payment
  }

  /// A reference that is not ours, as one more name of a payment that is not.
  private func foreignReference(of event: PaymentEvent) -> [String] {
    event.reference.map { ["reference:\($0)"] } ?? []
  }

  private func insertStranger(_ event: PaymentEvent) throws(StorageError) -> Payment? {
    guard let amount = event.amount else { return nil }
    let names = event.identifiers + foreignReference(of: event)
    let key = try store.insert(
      .init(
        reference: strangerReference(names.isEmpty ? [event.id] : names), document: nil,
        provider: provider, mode: mode, amount: amount, providerReference: nil, next: nil,
        startedAt: event.at, attention: .unknownReference))
    try store.insert(identifiers: foreignReference(of: event), of: key, provider: provider)
    return try store.payment(key)
  }

  /// An id for a payment that is not ours, the same whichever of its events came first.
  private func strangerReference(_ names: [String]) -> String {
    let name = "\(provider) \(names.min() ?? "")"
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return String(SHA256.digest(Array(name.utf8)).prefix(16).map { alphabet[Int($0 & 31)] })
  }

  /// Says of a payment that is not ours what its events say.
  private func describe(_ key: PaymentKey) throws(StorageError) {
    let events = try store.events(of: key)
    let identifiers = try store.identifiers(of: key)
    guard let first = events.first, let amount = events.lazy.compactMap(\.amount).first else {
      return
    }
    try store.describe(
      key, reference: strangerReference(identifiers.isEmpty ? [first.id] : identifiers),
      amount: amount, providerReference: identifiers.first { !$0.hasPrefix("reference:") },
      startedAt: first.at)
  }

  /// Makes one payment of two, and tells the document's history what was heard of it before.
  private func merge(_ stranger: Payment, into payment: Payment) throws(StorageError) {
    let document = try payments.document(of: payment)
    for event in try store.events(of: stranger.key) where document != nil {
      try journal(event, payment, about: .init(payment, document))
    }
    try store.merge(stranger.key, into: payment.key)
  }

  @discardableResult
  private func journal(
    _ event: PaymentEvent, _ payment: Payment, about subject: JournalSubject
  ) throws(StorageError) -> Int64 {
    try payments.journal.append(
      JournalKind(event.kind), about: subject,
      [
        "payment": .string(payment.reference), "provider": .string(provider),
        "mode": .optional(mode?.rawValue), "event": .string(event.id),
        "at": .string(event.at.description), "amount": .optional(event.amount?.decimal),
        "currency": .optional(event.amount?.currency.code), "method": .optional(event.method),
        "reason": .optional(event.reason), "digest": .string(event.digest.hexadecimal),
      ], at: now)
  }

  /// Tells the user's own address of the event, once.
  func notify(
    _ event: PaymentEvent, _ payment: Payment, _ document: Document?
  ) throws(StorageError) {
    guard try payments.kit.settings.value(.webhook) != nil else { return }
    try Outbox(database: payments.kit.database).queue(
      .webhook, key: "payment:\(provider):\(event.id)",
      [
        "event": .string("payment.\(event.kind.rawValue)"),
        "payment": .string(payment.reference), "document": .optional(document?.number),
        "amount": .optional(event.amount?.decimal),
        "currency": .optional(event.amount?.currency.code), "at": .string(event.at.description),
      ], at: now)
  }
}

extension PaymentEvent {
  /// The SHA-256 of what the event says, which the journal keeps: by it an alteration of the stored event shows.
  var digest: [UInt8] {
    let canonical: JSONValue = [
      "id": .string(id), "kind": .string(kind.rawValue), "at": .integer(at.seconds),
      "amount": .optional(amount?.decimal), "currency": .optional(amount?.currency.code),
      "subject": .optional(subject), "is_running_total": .bool(isRunningTotal),
      "method": .optional(method), "reason": .optional(reason),
    ]
    return SHA256.digest(Array(canonical.text.utf8))
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
