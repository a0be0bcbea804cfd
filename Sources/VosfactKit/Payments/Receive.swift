public import Localization

/// What became of a callback.
public struct ReceivedCallback: Equatable, Sendable {
  public enum Result: String, Sendable, Bindable {
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

  public let result: Result
  /// Why it was refused or asks for attention, in one word.
  public let reason: String?
  /// The same for a person.
  public let explanation: Text?
  public let payment: Payment?
  /// The number of the payment's document.
  public let document: String?

  static let ignored = ReceivedCallback(
    result: .ignored, reason: nil, explanation: nil, payment: nil, document: nil)

  static func refused(_ refusal: ProviderError.Refusal) -> ReceivedCallback {
    ReceivedCallback(
      result: .refused, reason: refusal.name, explanation: refusal.text, payment: nil,
      document: nil)
  }

  /// The answer as scripts read it.
  public func json(file: String) -> JSONValue {
    [
      "file": .string(file), "result": .string(result.rawValue), "reason": .optional(reason),
      "payment": .optional(payment?.reference), "document": .optional(document),
      "state": .optional(payment?.standing.state.rawValue),
    ]
  }
}

/// Takes in the callbacks of one provider: the way from the raw request to the settled document.
///
/// A callback's whole effect (the request itself, its events, the payment, the document, the journal, what
/// is to be sent) is one transaction: it is there as a whole or not at all.
public struct CallbackReceiver {
  let kit: Kit
  let provider: any Provider
  let name: String
  let mode: ProviderMode

  private var payments: Payments { kit.payments }
  private var store: PaymentStore { payments.store }

  /// Takes in a raw HTTP request that has just come.
  ///
  /// It throws `CallbackRequestError` if `bytes` are no HTTP request, `ProviderError` and `SecretError` if
  /// the provider cannot be used, `StorageError` if nothing could be stored. What is not authentic is an
  /// answer, not an error.
  public func receive(_ bytes: [UInt8]) throws -> ReceivedCallback {
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
      return try record(try provider.verify(request, now: arrival), from: request)
    } catch ProviderError.refused(let refusal) {
      if isFromOutside {
        try CallbackStore(database: kit.database)
          .logRefusal(refusal.name, provider: name, at: kit.now)
      }
      return .refused(refusal)
    }
  }

  private func record(
    _ events: [PaymentEvent], from request: CallbackRequest
  ) throws -> ReceivedCallback {
    let message = request.digest
    if let payment = try knownPayment(of: events, in: message) {
      return try answer(.repeated, payment)
    }
    switch try kit.transaction({ try apply(events, from: request, message: message) }) {
    case .received(let received): return received
    case .contradiction(let event):
      // Thrown after the transaction, which has noted on the payment that the provider contradicts itself.
      throw ProviderError.refused(.contradiction(event: event))
    }
  }

  private enum Outcome {
    case received(ReceivedCallback)
    case contradiction(event: String)
  }

  /// The payment that all of `events` are known of already, and said the same.
  private func knownPayment(
    of events: [PaymentEvent], in message: [UInt8]
  ) throws(StorageError) -> Payment? {
    var key: PaymentKey?
    for event in events {
      guard let known = try store.known(event.id, provider: name),
        known.isRepeated(by: event, in: message)
      else { return nil }
      key = known.payment
    }
    guard let key else { return nil }
    return try store.payment(key)
  }

  /// The effect of a callback, in one transaction.
  ///
  /// - Parameter message: the digest of `request`.
  private func apply(
    _ events: [PaymentEvent], from request: CallbackRequest, message: [UInt8]
  ) throws -> Outcome {
    // Under the write lock once more: another process may have taken in the same message meanwhile.
    if let payment = try knownPayment(of: events, in: message) {
      return .received(try answer(.repeated, payment))
    }
    // Before anything is recorded, so that of a message that contradicts itself in part nothing is kept.
    for event in events {
      if let known = try store.known(event.id, provider: name),
        !known.isRepeated(by: event, in: message)
      {
        try note(contradictionOf: event, with: known.payment)
        return .contradiction(event: event.id)
      }
    }
    let callbacks = CallbackStore(database: kit.database)
    let callback = try callbacks.insert(request, digest: message, provider: name, at: kit.now)
    guard let payment = try record(events, callback: callback) else {
      try callbacks.update(callback, result: .ignored, payment: nil)
      return .received(.ignored)
    }
    let result: ReceivedCallback.Result =
      payment.standing.attention != nil
      ? .attention : payment.documentKey == nil ? .ignored : .applied
    try callbacks.update(callback, result: result, payment: payment.key)
    return .received(result == .ignored ? .ignored : try answer(result, payment))
  }

  /// Records the events that are not known yet and works out what follows from them; gives the payment
  /// that they are about, the first that asks for attention if there are several.
  private func record(_ events: [PaymentEvent], callback: Int64) throws -> Payment? {
    let recorder = EventRecorder(payments: payments, provider: name, mode: mode)
    var keys: [PaymentKey] = []
    for event in events {
      let known = try store.known(event.id, provider: name)?.payment
      let payment =
        try known ?? recorder.record(event, digest: event.fullDigest, callback: callback)?.key
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
  public func receiver(for name: String) throws -> CallbackReceiver {
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
