extension Ledger {
  /// Records an event of a payment and adds it to those that are stored.
  ///
  /// - Parameter source: the key of the row that keeps where it comes from.
  func record(
    _ told: ToldEvent, of payment: Payment, _ document: Document?, source: Int64?
  ) throws(StorageError) {
    let entry = try record(
      told.event, told.storedDigest, of: payment, about: .init(payment, document),
      digest: told.digest)
    try payments.insert(
      told.event, of: payment.key, provider: payment.provider, digest: told.digest,
      callback: source, entry: entry)
  }

  /// Tells the history of `subject` of events that were recorded before they were known to be about it.
  func retell(
    _ events: [PaymentEvent], of payment: Payment, about subject: JournalSubject
  ) throws(StorageError) {
    for event in events {
      guard let known = try payments.known(event.id, provider: payment.provider) else { continue }
      let entry = try record(event, event.digest, of: payment, about: subject, digest: known.digest)
      try payments.setEntry(entry, ofEvent: event.id, provider: payment.provider)
    }
  }

  private func record(
    _ event: PaymentEvent, _ storedDigest: [UInt8], of payment: Payment,
    about subject: JournalSubject, digest: [UInt8]
  ) throws(StorageError) -> Int64 {
    try journal.append(
      JournalKind(event.kind), about: subject,
      written: JSONWriter.object { writer in
        writer.member("payment", payment.reference)
        writer.member("provider", payment.provider)
        writer.member("mode", payment.mode?.rawValue)
        writer.member("event", event.id)
        writer.member("at", event.at.description)
        writer.member("amount", event.amount?.decimal)
        writer.member("currency", event.amount?.currency.code)
        writer.member("method", event.method)
        writer.member("reason", event.reason)
        writer.member("digest", hexadecimal: storedDigest)
        writer.member("message", hexadecimal: digest)
      }, at: clock.now)
  }

  /// Records a decision about a payment, and gives the place of its entry.
  func record(
    _ resolution: Resolution, of payment: Payment, _ document: Document?
  ) throws(StorageError) -> Int64 {
    try journal.append(
      .paymentResolved, of: payment, document,
      [
        "resolution": .integer(resolution.id), "attention": .string(resolution.attention.rawValue),
        "decision": .string(resolution.decision.rawValue),
        "reason": .string(resolution.reason), "digest": .string(resolution.digest.hexadecimal),
      ], at: clock.now)
  }
}

extension JournalKind {
  fileprivate init(_ kind: PaymentEvent.Kind) {
    self =
      switch kind {
      case .pending: .paymentPending
      case .processing: .paymentProcessing
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
