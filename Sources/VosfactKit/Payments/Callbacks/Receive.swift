package import Localization

/// What became of a callback.
package struct ReceivedCallback: Equatable, Sendable {
  package enum Result: String, Sendable, Bindable {
    /// It changed what is known.
    case applied
    /// All it says was known already.
    case repeated
    /// It is authentic, and of no concern.
    case ignored
    /// It is authentic and recorded, and settles nothing until somebody has looked at it.
    case attention
    /// It is not authentic; nothing of it is kept.
    case refused
  }

  package let result: Result
  /// Why it was refused or asks for attention, in one word.
  package let reason: String?
  /// The same for a person.
  package let explanation: Text?
  package let payment: Payment?
  /// The number of the payment's document.
  package let document: String?
  /// The text that the provider wants as the answer.
  package internal(set) var reply: String?

  static let ignored = ReceivedCallback(
    result: .ignored, reason: nil, explanation: nil, payment: nil, document: nil)

  static func refused(_ refusal: ProviderError.Refusal) -> ReceivedCallback {
    ReceivedCallback(
      result: .refused, reason: refusal.name, explanation: refusal.text, payment: nil,
      document: nil)
  }

  /// The answer as scripts read it.
  package func json(file: String) -> JSONValue {
    [
      "file": .string(file), "result": .string(result.rawValue), "reason": .optional(reason),
      "payment": .optional(payment?.reference), "document": .optional(document),
      "state": .optional(payment?.standing.state.rawValue), "reply": .optional(reply),
    ]
  }
}

/// Takes in the callbacks of one provider: the way from the raw request to the settled document.
///
/// A callback's whole effect (the request itself, its events, the payment, the document, the journal, what
/// is to be sent) is one transaction: it is there as a whole or not at all.
package struct CallbackReceiver {
  let kit: Kit
  let provider: any Provider
  let name: String
  let mode: ProviderMode

  private var payments: Payments { kit.payments }
  private var store: PaymentStore { payments.store }

  /// Whether the provider may be asked about a callback before it counts. Such callbacks must not be taken in within
  /// a transaction: nobody else could write while the provider thinks.
  package var mayAskProvider: Bool { provider.isAskedBeforeSettling }

  /// Takes in a raw HTTP request that has just come.
  ///
  /// It throws `CallbackRequestError` if `bytes` are no HTTP request, `ProviderError` and `SecretError` if
  /// the provider cannot be used, `StorageError` if nothing could be stored. What is not authentic is an
  /// answer, not an error.
  package func receive(_ bytes: [UInt8]) throws -> ReceivedCallback {
    try receive(CallbackRequest(parsing: bytes), at: kit.now)
  }

  /// Takes in a request that came at `arrival`, by which its age is told. It throws what the other
  /// `receive` throws.
  ///
  /// - Parameter isFromOutside: whether somebody sent it, so that the log tells if it is refused.
  func receive(
    _ request: CallbackRequest, at arrival: UnixTime, isFromOutside: Bool = true
  ) throws -> ReceivedCallback {
    do {
      let verified = try provider.verify(request, now: arrival)
      let message = Message(
        request, digest: request.digest, transmission: verified.transmission,
        events: try confirmedEvents(of: verified, at: arrival))
      var received = try record(message)
      received.reply = verified.reply
      return received
    } catch ProviderError.refused(let refusal) {
      if isFromOutside {
        try CallbackStore(database: kit.database)
          .logRefusal(refusal.name, provider: name, at: kit.now)
      }
      return .refused(refusal)
    }
  }

  /// A callback that was verified.
  private struct Message {
    let request: CallbackRequest
    let digest: [UInt8]
    let transmission: String?
    let events: [PaymentEvent]
    /// Whether the provider's API told the events, and not the request.
    let isFromAPI: Bool

    /// - Parameter events: what counts, and whether the provider's API told it.
    init(
      _ request: CallbackRequest, digest: [UInt8], transmission: String?,
      events: (list: [PaymentEvent], isFromAPI: Bool)
    ) {
      self.request = request
      self.digest = digest
      self.transmission = transmission
      self.events = events.list
      isFromAPI = events.isFromAPI
    }

    /// What is kept of an event, by which a repeat is told from a contradiction.
    func digest(of event: PaymentEvent) -> [UInt8] { isFromAPI ? event.digest : event.fullDigest }

    /// Whether the message only repeats what is known of an event.
    func repeats(_ event: PaymentEvent, _ known: PaymentStore.KnownEvent) -> Bool {
      isFromAPI ? known.digest == event.digest : known.isRepeated(by: event, in: digest)
    }
  }

  /// The events that count: the callback's own, or what the provider's API says in their place. In a
  /// rehearsal nobody is asked, as the question could change something there.
  private func confirmedEvents(
    of verified: VerifiedCallback, at time: UnixTime
  ) throws -> (list: [PaymentEvent], isFromAPI: Bool) {
    if provider.isAskedBeforeSettling, !verified.events.isEmpty, !kit.database.isRehearsing,
      let events = try provider.confirm(
        verified, of: known(from: verified.events), over: kit.transport, now: time)
    {
      return (events, true)
    }
    return (verified.events, false)
  }

  /// What is known of the payment that a callback's events are about, and what they tell of it.
  private func known(from events: [PaymentEvent]) throws(StorageError) -> KnownPayment {
    let told = events.flatMap(\.identifiers)
    let reference = events.lazy.compactMap(\.reference).first
    var found: Payment?
    if let reference { found = try store.payment(reference: reference) }
    for identifier in told where found == nil {
      found = try store.payment(identifier: identifier, provider: name)
    }
    guard let payment = found, payment.provider == name else {
      return KnownPayment(
        reference: reference ?? "",
        amount: events.lazy.compactMap(\.amount).first ?? Amount(minorUnits: 0, currency: .euro),
        providerReference: nil, identifiers: told, startedAt: kit.now, method: nil)
    }
    let known = try store.known(payment)
    return KnownPayment(
      reference: known.reference, amount: known.amount, providerReference: known.providerReference,
      identifiers: known.identifiers + told.filter { !known.identifiers.contains($0) },
      startedAt: known.startedAt, method: known.method)
  }

  private func record(_ message: Message) throws -> ReceivedCallback {
    // A repeat needs no write lock; who holds it already has no use of looking twice.
    if !kit.database.isInTransaction, try isRemembered(message),
      let payment = try knownPayment(of: message, try known(message))
    {
      return try answer(.repeated, payment)
    }
    switch try kit.transaction({ try apply(message) }) {
    case .received(let received): return received
    case .contradiction(let event):
      // Thrown after the transaction, which has noted on the payment that the provider contradicts itself.
      throw ProviderError.refused(.contradiction(event: event))
    }
  }

  /// Whether the sending is known with this very message, or needs no memory.
  ///
  /// - Throws: `ProviderError.refused(.contradiction)` if another message came under its id.
  private func isRemembered(_ message: Message) throws -> Bool {
    guard let transmission = message.transmission else { return true }
    let known = try CallbackStore(database: kit.database)
      .digest(ofTransmission: transmission, provider: name)
    if let known, known != message.digest {
      throw ProviderError.refused(.contradiction(event: transmission))
    }
    return known != nil
  }

  private enum Outcome {
    case received(ReceivedCallback)
    case contradiction(event: String)
  }

  /// What is known of each event of the message.
  private func known(_ message: Message) throws(StorageError) -> [PaymentStore.KnownEvent?] {
    var known: [PaymentStore.KnownEvent?] = []
    for event in message.events { known.append(try store.known(event.id, provider: name)) }
    return known
  }

  /// The payment that all events of the message are known of already, and said the same.
  private func knownPayment(
    of message: Message, _ known: [PaymentStore.KnownEvent?]
  ) throws(StorageError) -> Payment? {
    for (event, known) in zip(message.events, known) {
      guard let known, message.repeats(event, known) else { return nil }
    }
    guard let last = known.last, let key = last?.payment else { return nil }
    return try store.payment(key)
  }

  /// The effect of a callback, in one transaction.
  private func apply(_ message: Message) throws -> Outcome {
    let callbacks = CallbackStore(database: kit.database)
    // Under the write lock once more: another process may have taken in the same sending meanwhile.
    _ = try isRemembered(message)
    if let transmission = message.transmission {
      try callbacks.insert(transmission: transmission, provider: name, digest: message.digest)
    }
    let known = try known(message)
    if let payment = try knownPayment(of: message, known) {
      return .received(try answer(.repeated, payment))
    }
    // Before anything is recorded, so that of a message that contradicts itself in part nothing is kept.
    for (event, known) in zip(message.events, known) {
      if let known, !message.repeats(event, known) {
        try note(contradictionOf: event, with: known.payment)
        return .contradiction(event: event.id)
      }
    }
    let callback = try callbacks.insert(
      message.request, digest: message.digest, provider: name, at: kit.now)
    guard let payment = try record(message, callback: callback) else {
      try callbacks.update(callback, result: .ignored, payment: nil)
      return .received(.ignored)
    }
    let result: ReceivedCallback.Result =
      payment.standing.attention != nil
      ? .attention : payment.isStranger ? .ignored : .applied
    try callbacks.update(callback, result: result, payment: payment.key)
    return .received(result == .ignored ? .ignored : try answer(result, payment))
  }

  /// Records the events that are not known yet and works out what follows from them; gives the payment
  /// that they are about, the first that asks for attention if there are several.
  private func record(_ message: Message, callback: Int64) throws -> Payment? {
    let recorder = EventRecorder(payments: payments, provider: name, mode: mode)
    var keys: [PaymentKey] = []
    for event in message.events {
      let known = try store.known(event.id, provider: name)?.payment
      let payment =
        try known
        ?? recorder.record(event, digest: message.digest(of: event), callback: callback)?.key
      if let payment, !keys.contains(payment) { keys.append(payment) }
    }
    for key in keys {
      if let payment = try store.payment(key) { try payments.refresh(payment) }
    }
    let touched = try keys.compactMap { key in try store.payment(key) }
    return touched.first { $0.standing.attention != nil } ?? touched.last
  }

  /// Notes on a payment that the provider contradicts itself, in the caller's transaction.
  func note(
    contradictionOf event: PaymentEvent, with key: PaymentKey
  ) throws(StorageError) {
    guard let payment = try store.payment(key), !payment.isConflicting else { return }
    try store.markConflicting(key)
    let document = try payments.document(of: payment)
    try payments.journal.append(
      .paymentConflict, about: .init(payment, document),
      [
        "payment": .string(payment.reference), "provider": .string(name),
        "mode": .optional(payment.mode?.rawValue), "event": .string(event.id),
      ], at: kit.now)
    if let payment = try store.payment(key) { try payments.refresh(payment) }
  }

  private func answer(
    _ result: ReceivedCallback.Result, _ payment: Payment
  ) throws(StorageError) -> ReceivedCallback {
    let attention = result == .attention ? payment.standing.attention : nil
    return ReceivedCallback(
      result: result, reason: attention?.rawValue, explanation: attention?.explanation,
      payment: payment, document: try payments.document(of: payment)?.number)
  }
}

extension Payments {
  /// What takes in the callbacks of the provider `name`, ready for many of them.
  ///
  /// It throws `ProviderError` if the provider is unknown or not configured, `SecretError` or `StorageError`.
  package func receiver(for name: String) throws -> CallbackReceiver {
    let provider = try kit.providers.provider(name)
    guard let mode = try kit.providers.named(name).mode else {
      throw ProviderError.notEnabled(provider: name)
    }
    return CallbackReceiver(kit: kit, provider: provider, name: name, mode: mode)
  }
}

extension JournalSubject {
  /// The document that a payment is for, or the payment itself if it is for none.
  init(_ payment: Payment, _ document: Document?) {
    self =
      document.map { .document(number: $0.number) } ?? .payment(reference: payment.reference)
  }
}
