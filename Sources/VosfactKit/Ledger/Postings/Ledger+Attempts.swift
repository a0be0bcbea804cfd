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
    let digest = payment.digest(document: document?.number)
    facts.append(JSONMember("digest", .string(digest.hexadecimal)))
    try journal.append(.paymentStarted, of: payment, document, .object(facts), at: clock.now)
    var matching = PaymentMatching(ledger: self, provider: payment.provider, mode: payment.mode)
    // Nothing follows from an attempt alone.
    guard try matching.adopt(into: &payment, knownAs: names) else { return payment }
    var open = [try accounts.open(payment)]
    return try settle(&open, touching: [payment.key]).payment ?? payment
  }
}
