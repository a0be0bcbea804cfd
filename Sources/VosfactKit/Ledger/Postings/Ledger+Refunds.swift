extension Ledger {
  /// Posts that money is asked back: it counts from then on, whether or not the provider answers.
  ///
  /// - Parameters:
  ///   - document: what the payment is for.
  ///   - before: what was refunded of the payment, or on its way, in minor units.
  ///   - part: the document whose part of a payment for several it is.
  func post(
    _ request: RefundRequest, of payment: Payment, _ document: Document?,
    refundedBefore before: Int64, from part: Document? = nil
  ) throws(StorageError) -> Refund {
    let entry = try record(
      .paymentRefundRequested, request.reference, request.amount, of: payment, document, from: part)
    return try payments.insert(
      request, of: payment.key, from: part?.key, refundedBefore: before, entry: entry)
  }

  /// Posts that the provider will not give money back.
  func post(
    declined refund: Refund, of payment: Payment, _ document: Document?
  ) throws(StorageError) {
    try payments.set(refund, to: .refused)
    _ = try record(.paymentRefundDeclined, refund.reference, refund.amount, of: payment, document)
  }

  /// Posts that the provider took it, by which name, if it has one; the payment's events tell its end.
  func post(accepted refund: Refund, knownAs name: String?) throws(StorageError) {
    try payments.set(refund, to: .accepted, providerReference: name)
  }

  private func record(
    _ kind: JournalKind, _ refund: String, _ amount: Amount, of payment: Payment,
    _ document: Document?, from part: Document? = nil
  ) throws(StorageError) -> Int64 {
    let facts: JSONValue = [
      "refund": .string(refund), "amount": .string(amount.decimal),
      "currency": .string(amount.currency.code),
    ]
    let of = part.map { [JSONMember("document", .string($0.number))] } ?? []
    return try journal.append(
      kind, of: payment, document, .object((facts.members ?? []) + of), at: clock.now)
  }
}
