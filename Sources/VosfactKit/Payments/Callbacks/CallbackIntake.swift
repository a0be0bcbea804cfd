/// Takes in the callbacks of one provider: the way from the raw request to the settled document.
///
/// A callback's whole effect (the request itself, its events, the payment, the document, the journal, what
/// is to be sent) is one transaction: it is there as a whole or not at all.
package struct CallbackIntake {
  let payments: Payments
  let provider: any Provider
  let name: String
  let mode: ProviderMode

  private var store: PaymentStore { payments.store }
  private var callbacks: CallbackInbox { CallbackInbox(payments: payments) }

  /// Whether the provider may be asked about a callback before it counts. Such callbacks must not be taken in within
  /// a transaction: nobody else could write while the provider thinks.
  package var mayAskProvider: Bool { provider.isAskedBeforeSettling }

  /// Takes in a raw HTTP request that has just come.
  ///
  /// It throws `CallbackRequestError` if `bytes` are no HTTP request, `ProviderError` and `SecretError` if
  /// the provider cannot be used, `StorageError` if nothing could be stored. What is not authentic is an
  /// answer, not an error.
  package func receive(_ bytes: [UInt8]) throws -> ReceivedCallback {
    try receive(CallbackRequest(parsing: bytes), at: payments.clock.now)
  }

  /// Takes in a request that was verified, or not. It throws what the other `receive` throws.
  package func receive(_ verify: () throws -> VerifiedRequest) throws -> ReceivedCallback {
    try receive(isFromOutside: true, verify)
  }

  /// Takes in a request that came at `arrival`, by which its age is told. It throws what the other
  /// `receive` throws.
  ///
  /// - Parameter isFromOutside: whether somebody sent it, so that the log tells if it is refused.
  func receive(
    _ request: CallbackRequest, at arrival: UnixTime, isFromOutside: Bool = true
  ) throws -> ReceivedCallback {
    try receive(isFromOutside: isFromOutside) {
      try VerifiedRequest(request, by: provider, at: arrival)
    }
  }

  private func receive(
    isFromOutside: Bool, _ verify: () throws -> VerifiedRequest
  ) throws -> ReceivedCallback {
    do {
      let verified = try asked(verify())
      var received = try record(verified)
      received.reply = verified.callback.reply
      return received
    } catch ProviderError.refused(let refusal) {
      if isFromOutside {
        try callbacks.logRefusal(refusal.name, provider: name, at: payments.clock.now)
      }
      return .refused(refusal)
    }
  }

  /// The request with what the provider's API says of it, where that must be asked; it is asked once. What only asks, and
  /// is answered by nothing that can be read, is not understood.
  ///
  /// It throws `ProviderError.unreachable`, `.rejected` or `.unreadable`, else `StorageError`.
  package func asked(_ request: VerifiedRequest) throws -> VerifiedRequest {
    guard !request.isAsked else { return request }
    var request = request
    request.isAsked = true
    do {
      if let events = try confirmedEvents(of: request) { request.events = events }
    } catch let error as ProviderError {
      guard error.isAnswer, let question = request.callback.question else { throw error }
      request.callback = VerifiedCallback(
        NotUnderstood(kind: question.kind, reason: error.reason, identifiers: [question.object]))
    }
    return request
  }

  /// What the provider's API says in the place of the callback, if it counts. In a rehearsal nobody is asked, as the
  /// question could change something there.
  private func confirmedEvents(of verified: VerifiedRequest) throws -> [ToldEvent]? {
    let callback = verified.callback
    guard
      callback.question != nil || provider.isAskedBeforeSettling && !callback.events.isEmpty,
      !payments.database.isRehearsing
    else { return nil }
    // The answer was kept when the message came first.
    if let event = callback.question?.event, try store.known(event, provider: name) != nil {
      return nil
    }
    return try provider.confirm(
      callback, of: known(from: callback.events), over: payments.transport, now: verified.arrival)?
      .map { ToldEvent($0) }
  }

  /// What is known of the payment that a callback's events are about, and what they tell of it.
  private func known(from events: [PaymentEvent]) throws(StorageError) -> KnownPayment {
    let told = events.flatMap(\.identifiers)
    let reference = events.lazy.compactMap(\.reference).first
    let found = try store.payments(knownAs: told, reference: reference, to: name)
    guard let payment = found.first(where: { $0.reference == reference }) ?? found.first else {
      return KnownPayment(
        reference: reference ?? "",
        amount: events.lazy.compactMap(\.amount).first ?? Amount(minorUnits: 0, currency: .euro),
        providerReference: nil, identifiers: told, startedAt: payments.clock.now, method: nil,
        isOurs: false)
    }
    var known = try store.known(payment)
    known.identifiers += told.filter { !known.identifiers.contains($0) }
    return known
  }

  private func record(_ message: VerifiedRequest) throws -> ReceivedCallback {
    // A repeat needs no write lock; who holds it already has no use of looking twice.
    if !payments.database.isInTransaction, try isRemembered(message),
      let payment = try payments.ledger.compare(message.events, from: name).repeated
    {
      return try repeated(payment)
    }
    switch try payments.database.transaction({ try post(message) }) {
    case .received(let received): return received
    case .contradiction(let event):
      // Thrown after the transaction, which has noted on the payment that the provider contradicts itself.
      throw ProviderError.refused(.contradiction(event: event))
    }
  }

  /// Whether the sending is known with this very message, or needs no memory.
  ///
  /// - Throws: `ProviderError.refused(.contradiction)` if another message came under its id.
  private func isRemembered(_ message: VerifiedRequest) throws -> Bool {
    guard let transmission = message.callback.transmission else { return true }
    let known = try callbacks.digest(ofTransmission: transmission, provider: name)
    if let known, known != message.digest {
      throw ProviderError.refused(.contradiction(event: transmission))
    }
    return known != nil
  }

  private enum Outcome {
    case received(ReceivedCallback)
    case contradiction(event: String)
  }

  /// The effect of a callback, in one transaction.
  private func post(_ message: VerifiedRequest) throws -> Outcome {
    // Under the write lock once more: another process may have taken in the same sending meanwhile.
    _ = try isRemembered(message)
    if let transmission = message.callback.transmission {
      try callbacks.insert(transmission: transmission, provider: name, digest: message.digest)
    }
    let ledger = payments.ledger
    if let notUnderstood = message.callback.notUnderstood {
      return .received(try keep(message, notUnderstood))
    }
    if let event = message.callback.question?.event,
      let known = try store.known(event, provider: name)
    {
      return .received(try repeated(known.payment))
    }
    let events = try ledger.compare(message.events, from: name)
    if let payment = events.repeated { return .received(try repeated(payment)) }
    // Before anything is recorded, so that of a message that contradicts itself in part nothing is kept.
    if let (event, payment) = events.contradiction {
      try ledger.post(contradictionOf: event, of: payment)
      return .contradiction(event: event.id)
    }
    var result = ReceivedCallback.Result.ignored
    let posting = try payments.refusing {
      try ledger.post(events, from: name, in: mode) { posting throws(StorageError) in
        result = Self.result(of: posting)
        return try callbacks.insert(
          message.bytes, digest: message.digest, provider: name, result: result,
          payment: posting.payment?.key, at: payments.clock.now)
      }
    }
    guard result != .ignored, var payment = posting.payment else { return .received(.ignored) }
    // A version that could not read this message has asked somebody to look.
    if payment.isNotUnderstood, try !callbacks.holdsNotUnderstood(of: payment.key) {
      payment = try ledger.post(understoodOf: payment)
      result = payment.status.attention == nil ? .applied : .attention
    }
    return .received(answer(result, payment, document: posting.document(of: payment)))
  }

  /// Keeps what is authentic and cannot be read, asks somebody to look, once a kind, and the provider what became of the
  /// payment.
  private func keep(
    _ message: VerifiedRequest, _ notUnderstood: NotUnderstood
  ) throws -> ReceivedCallback {
    let isFirst = try !callbacks.holds(notUnderstood: notUnderstood.kind, from: name)
    let found = try store.payments(
      knownAs: notUnderstood.identifiers, reference: notUnderstood.reference, to: name)
    var payment = found.first { !$0.isUnmatched && $0.mode == mode }
    _ = try callbacks.insert(
      message.bytes, digest: message.digest, provider: name, result: .attention,
      payment: payment?.key, notUnderstood: notUnderstood.kind, at: payments.clock.now)
    if let known = payment {
      payment = try payments.ledger.post(notUnderstoodOf: known, askingToLook: isFirst)
    } else if isFirst {
      try payments.ledger.observer.notUnderstood(notUnderstood, from: name, in: mode)
    }
    let document = try payment.flatMap { try payments.document(of: $0)?.number }
    return ReceivedCallback(
      result: .attention, reason: Attention.notUnderstood.rawValue,
      explanation: notUnderstood.explanation(from: name), payment: payment, document: document)
  }

  private static func result(of posting: Posting) -> ReceivedCallback.Result {
    guard let payment = posting.payment else { return .ignored }
    if payment.status.attention != nil { return .attention }
    return payment.isUnmatched ? .ignored : .applied
  }

  private func repeated(_ key: PaymentKey) throws(StorageError) -> ReceivedCallback {
    guard let payment = try store.payment(key) else { return .ignored }
    return answer(.repeated, payment, document: try payments.document(of: payment)?.number)
  }

  private func answer(
    _ result: ReceivedCallback.Result, _ payment: Payment, document: String?
  ) -> ReceivedCallback {
    let attention = result == .attention ? payment.status.attention : nil
    return ReceivedCallback(
      result: result, reason: attention?.rawValue, explanation: attention?.explanation,
      payment: payment, document: document)
  }
}

extension Payments {
  /// What takes in the callbacks of the provider `name`, ready for many of them.
  ///
  /// It throws `ProviderError` if the provider is unknown or not configured, `SecretError` or `StorageError`.
  package func receiver(for name: String) throws -> CallbackIntake {
    let provider = try providers.provider(name)
    guard let mode = try providers.named(name).mode else {
      throw ProviderError.notEnabled(provider: name)
    }
    return CallbackIntake(payments: self, provider: provider, name: name, mode: mode)
  }
}
