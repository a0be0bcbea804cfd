extension Ledger {
  /// Posts what somebody decided about a payment, and gives the payment as it stands then.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameters:
  ///   - account: that the payment stands on.
  ///   - document: what an unmatched payment turned out to be for.
  func post(
    _ resolution: Resolution, about payment: Payment, of account: Account,
    givingTo document: Document?
  ) throws -> Payment {
    var payment = payment
    var open = [account]
    if resolution.attention == .needsQuery {
      // The next time that the provider contradicts itself asks for attention again.
      try payments.setConflicting(payment.key, false)
      payment.isConflicting = false
    } else if resolution.attention == .notUnderstood {
      try payments.setNotUnderstood(payment.key, false)
      payment.isNotUnderstood = false
    }
    let entry = try record(resolution, of: payment, document ?? open[0].document)
    try payments.insert(resolution, of: payment.key, entry: entry)
    payment.isDecided = true
    if let document {
      try payments.assign(payment.key, to: document.key)
      payment.documentKey = document.key
      // The document's history tells from now on what was heard of the payment before it was its own.
      try retell(
        open.entry(of: payment.key)?.entry.events.sorted() ?? [], of: payment,
        about: .init(payment, document))
      open = [try accounts.open(document)]
    } else {
      open.update(payment.key) { entry in
        entry.payment = payment
        entry.resolutions.append(resolution)
      }
    }
    return try settle(&open, touching: [payment.key]).payment ?? payment
  }
}
