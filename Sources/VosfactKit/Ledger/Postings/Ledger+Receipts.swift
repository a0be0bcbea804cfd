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
  ///   - name: what the user knows the money by, as a cheque's number.
  ///   - digest: of what was told of the money; of the event alone unless it is given.
  ///   - isAnnounced: whether somebody only says that it is on its way.
  ///   - isNotifying: whether the customer is thanked and the user's own address told, if set so.
  @discardableResult
  func post(
    receipt amount: Amount, to account: inout Account, reference: String, at time: UnixTime,
    method: String, eventID: String, knownAs name: String? = nil, digest: [UInt8]? = nil,
    announced isAnnounced: Bool = false,
    notifying isNotifying: Bool = true
  ) throws -> Payment {
    let payment = try payments.insert(
      .init(
        reference: reference, document: account.document?.key, provider: Payment.byHand,
        mode: nil, amount: amount, providerReference: name, startedAt: time), buying: nil)
    account.entries.append(Account.Entry(payment: payment, events: []))
    let event = PaymentEvent(
      id: eventID, kind: isAnnounced ? .processing : .paid, of: .named(eventID), at: time,
      amount: amount, method: method)
    var open = [account]
    let posting = try settle(
      &open, adding: [(payment.key, ToldEvent(event, digest: digest ?? event.digest))],
      touching: [payment.key], notifying: isNotifying)
    account = open[0]
    return posting.payment ?? payment
  }

  /// Posts that a receipt by hand is undone by a counter-entry, or that money which was announced will not come. It gives
  /// the payment as it stands; what was posted already changes nothing.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameters:
  ///   - reason: why, in the words of who says so.
  func post(undoing payment: Payment, reason: String) throws -> Payment {
    let told = try payments.events(of: payment.key).filter(\.tellsOfMoney).map { receipt in
      ToldEvent(
        PaymentEvent(
          id: "void:\(receipt.id)", kind: receipt.kind == .paid ? .reversed : .canceled,
          of: receipt.movement ?? .unnamed, at: max(clock.now, receipt.at), amount: receipt.amount,
          reference: payment.reference, reason: reason))
    }
    var news: [ToldEvent] = []
    for event in told where try payments.known(event.event.id, provider: Payment.byHand) == nil {
      news.append(event)
    }
    var open = [try accounts.open(payment)]
    return try settle(
      &open, adding: news.map { (payment.key, $0) }, touching: [payment.key]
    ).payment ?? payment
  }
}
