extension Ledger {
  /// Posts money that came outside any provider: a payment with one event, which counts like any other. It gives the
  /// payment as it stands.
  ///
  /// More than the document asks is recorded as it is: its balance is then below zero. Money paid back for a credit
  /// note has an amount below zero.
  ///
  /// - Parameters:
  ///   - account: of the document, as it stands.
  ///   - reference: of the payment.
  ///   - method: how the money came, as `transfer` or `cheque`.
  ///   - eventID: tells the event among all that were recorded by hand.
  ///   - digest: of what was told of the money; of the event alone unless it is given.
  ///   - isNotifying: whether the customer is thanked and the user's own address told, if set so.
  @discardableResult
  func post(
    receipt amount: Amount, to account: inout Account, reference: String, at time: UnixTime,
    method: String, eventID: String, digest: [UInt8]? = nil, notifying isNotifying: Bool = true
  ) throws -> Payment {
    let payment = try payments.insert(
      .init(
        reference: reference, document: account.document?.key, provider: Payment.byHand,
        mode: nil, amount: amount, startedAt: time), buying: nil)
    account.entries.append(Account.Entry(payment: payment, events: []))
    let event = PaymentEvent(
      id: eventID, kind: .paid, of: .named(eventID), at: time, amount: amount, method: method)
    var open = [account]
    let posting = try settle(
      &open, adding: [(payment.key, ToldEvent(event, digest: digest ?? event.digest))],
      touching: [payment.key], notifying: isNotifying)
    account = open[0]
    return posting.payment ?? payment
  }
}
