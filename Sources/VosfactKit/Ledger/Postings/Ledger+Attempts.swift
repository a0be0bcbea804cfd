extension Ledger {
  /// Posts an attempt that was prepared with its provider: stores and records it, and gives it what was heard of it
  /// before. It gives the payment as it stands.
  ///
  /// It throws `LedgerError.otherMode`, else `StorageError`.
  ///
  /// - Parameters:
  ///   - document: what it is for; a purchase may have none yet.
  ///   - purchase: what it buys, if no document came first.
  ///   - names: by which its provider may call it.
  func post(
    _ new: PaymentStore.New, for document: Document?, buying purchase: Purchase?,
    knownAs names: [String]
  ) throws -> Payment {
    var payment = try payments.insert(new, buying: purchase)
    var facts = [
      JSONMember("amount", .string(payment.amount.decimal)),
      JSONMember("currency", .string(payment.amount.currency.code)),
    ]
    if let purchase { facts.append(JSONMember("product", .string(purchase.productName))) }
    if !new.asking.isEmpty {
      let asked = new.asking.map { asked -> JSONValue in
        [
          "document": .string(asked.number),
          "amount": .string(payment.amount(asked.amount).decimal),
        ]
      }
      facts.append(JSONMember("documents", .array(asked)))
    }
    let digest = payment.digest(document: document?.number, asking: new.asking)
    facts.append(JSONMember("digest", .string(digest.hexadecimal)))
    let entry = try journal.append(
      .paymentStarted, of: payment, document, .object(facts), at: clock.now)
    try payments.insert(new.asking, by: payment.key, entry: entry)
    var matching = PaymentMatching(ledger: self, provider: payment.provider, mode: payment.mode)
    // Nothing follows from an attempt alone.
    guard try matching.adopt(into: &payment, knownAs: names) else { return payment }
    var open = [try accounts.open(payment)]
    return try settle(&open, touching: [payment.key]).payment ?? payment
  }

  /// Posts that another attempt took the place of an open one. What its page brings all the same counts as ever, so its
  /// provider is asked about it at `time`.
  ///
  /// It throws `StorageError`.
  func post(superseding payment: Payment, askingAt time: UnixTime) throws {
    let event = PaymentEvent(
      id: "\(PaymentEvent.superseded):\(payment.reference)", attempt: .canceled, at: clock.now,
      amount: payment.amount, reference: payment.reference, reason: PaymentEvent.superseded)
    _ = try post(
      compare([ToldEvent(event)], from: payment.provider), from: payment.provider,
      in: payment.mode)
    try payments.scheduleQuery(about: payment.key, at: time)
  }
}
