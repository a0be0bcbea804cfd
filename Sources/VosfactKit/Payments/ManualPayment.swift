extension Payments {
  /// Records money that came outside any provider, in the caller's transaction: a payment with one event,
  /// which counts like any other. It gives the payment's key.
  ///
  /// More than the document asks is recorded as it is: its balance is then below zero. Money paid back for
  /// a credit note has an amount below zero.
  ///
  /// It throws `PaymentError.wrongSign` or `.wrongCurrency` if the amount cannot be the document's, else
  /// `StorageError`.
  ///
  /// - Parameters:
  ///   - document: as it stands.
  ///   - method: how the money came, as `transfer` or `cheque`.
  ///   - eventID: tells the event among all that were recorded by hand.
  ///   - digest: of what was told of the money; of the event alone unless it is given.
  ///   - isNotifying: whether the customer is thanked and the user's own address told, if set so.
  @discardableResult
  func recordByHand(
    for document: Document, amount: Amount, at time: UnixTime, method: String, eventID: String,
    digest: [UInt8]? = nil, notifying isNotifying: Bool = true
  ) throws -> PaymentKey {
    guard amount.currency == document.content.currency else {
      throw PaymentError.wrongCurrency(
        number: document.number, expected: document.content.currency.code)
    }
    guard amount.minorUnits != 0,
      amount.minorUnits.signum() == document.content.totals.total.signum()
    else { throw PaymentError.wrongSign(number: document.number, total: document.total) }
    let key = try store.insert(
      .init(
        reference: kit.random.name(ofLength: 16), document: document.key,
        provider: Self.byHand, mode: nil, amount: amount, providerReference: nil, next: nil,
        startedAt: time))
    guard let payment = try store.payment(key) else {
      throw StorageError.damaged(path: kit.database.path, reason: "a payment was not stored")
    }
    let event = PaymentEvent(id: eventID, kind: .paid, at: time, amount: amount, method: method)
    let recorder = EventRecorder(payments: self, provider: Self.byHand, mode: nil)
    try recorder.add(
      event, to: payment, of: document, digest: digest ?? event.digest, callback: nil)
    try refresh(document, notifying: isNotifying)
    return key
  }
}
