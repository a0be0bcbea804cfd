/// What the API knows of a payment.
///
/// The same facts always make the same events, times included, so that asking again adds nothing: an event's id
/// is made of all that it tells.
///
/// Source: Orders v2, "Show order details" and "Capture payment for order"; Payments v2, "Show captured payment
/// details"; Disputes v1, "List disputes".
struct PayPalStatus {
  let payment: KnownPayment
  let connection: PayPalConnection

  /// For how long PayPal surely knows an order that nobody approved.
  private static let orderLifetime = Seconds(3 * 3600)

  /// The events that PayPal knows of. An order that the customer has approved is captured first: nothing is paid
  /// until then.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func paymentEvents(now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    guard let id = PayPalName.orders(payment.identifiers).first else {
      return try eventsOfCapture()
    }
    guard let order = try order(id) else {
      guard PayPalName.captures(payment.identifiers).isEmpty else { return try eventsOfCapture() }
      // An order of somebody else's is none of our concern.
      guard payment.providerReference == id else { return [] }
      return [try forgotten(order: id, now: now)]
    }
    guard order.isApproved, mayCapture(order) else { return try events(of: order) }
    return try capture(order)
  }

  func order(_ id: String) throws(ProviderError) -> PayPalOrderDetails? {
    guard let answer = try connection.get("/v2/checkout/orders/\(id)") else { return nil }
    return try PayPalOrderDetails(answer, id: id)
  }

  /// Whether the money may be taken: the order is the one that was opened for this payment, as it was opened.
  private func mayCapture(_ order: PayPalOrderDetails) -> Bool {
    !payment.isRehearsal && payment.providerReference == order.id
      && order.reference == payment.reference && order.amount == payment.amount
  }

  func events(of order: PayPalOrderDetails) throws(ProviderError) -> [PaymentEvent] {
    guard !order.paidCaptures.isEmpty else { return try order.events() }
    let disputes = try PayPalDisputes(connection: connection).events(of: order.paidCaptures)
    return try order.events(reversed: reversals(in: order), disputes: disputes) + disputes
  }

  /// What a callback called a reversal: that it was none of the seller's refunds nothing else tells. What the order does
  /// not list is asked for.
  private func reversals(in order: PayPalOrderDetails) throws(ProviderError) -> [PayPalObject] {
    var reversals: [PayPalObject] = []
    for id in PayPalName.reversals(payment.identifiers) {
      if let listed = order.refund(id) {
        reversals.append(listed)
      } else if let answer = try connection.get("/v2/payments/refunds/\(id)") {
        let reversal = try PayPalObject(answer: answer, at: "refund")
        try reversal.required("id") { $0.string == id ? () : nil }
        reversals.append(reversal)
      }
    }
    return reversals
  }

  /// What the capture alone tells, of a payment whose order is not known any more.
  private func eventsOfCapture() throws(ProviderError) -> [PaymentEvent] {
    guard let id = PayPalName.captures(payment.identifiers).last,
      let answer = try connection.get("/v2/payments/captures/\(id)")
    else { return [] }
    return try events(of: PayPalOrderDetails(capture: answer, id: id))
  }

  /// An order that PayPal knows no more was never captured.
  ///
  /// - Throws: `ProviderError.rejected` if it is too new for that: then it is another account that is asked.
  private func forgotten(order id: String, now: UnixTime) throws(ProviderError) -> PaymentEvent {
    let end = payment.startedAt + Self.orderLifetime
    guard now > end else {
      throw PayPalProvider.rejected(
        en: "it does not know its order \(id); the credentials may be another account's",
        fr:
          "il ne connaît pas sa commande \(id) ; les identifiants sont peut-être d’un autre compte")
    }
    return PaymentEvent(
      id: "query:\(id):expired", attempt: .expired, at: end, amount: payment.amount,
      reference: payment.reference, identifiers: [PayPalName.order(id)])
  }
}

/// The disputes that the API knows of captures.
struct PayPalDisputes {
  let connection: PayPalConnection

  /// The events of every dispute of `captures`; none if the account's application may not see disputes, of which
  /// callbacks tell as well.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func events(of captures: [String]) throws(ProviderError) -> [PaymentEvent] {
    var events: [PaymentEvent] = []
    for capture in captures {
      let answer: JSONValue?
      do throws(ProviderError) {
        answer = try connection.get(
          "/v1/customer/disputes?disputed_transaction_id=\(capture)&page_size=50")
      } catch .rejected {
        continue
      }
      let ids = try PayPalObject(answer: answer ?? [:], at: "disputes").objects("items")
        .map { dispute throws(ProviderError) in try dispute.id("dispute_id") }
      for id in ids {
        if let event = try event(dispute: id, of: capture) { events.append(event) }
      }
    }
    return events
  }

  /// The event that the dispute `id` makes; `nil` if PayPal does not know it.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func event(dispute id: String, of capture: String) throws(ProviderError) -> PaymentEvent? {
    guard let answer = try connection.get("/v1/customer/disputes/\(id)") else { return nil }
    let dispute = try PayPalObject(answer: answer, at: "dispute")
    try dispute.required("dispute_id") { $0.string == id ? () : nil }
    let disputed = try dispute.objects("disputed_transactions")
    let transaction = disputed.first { $0.json["seller_transaction_id"]?.string == capture }
    guard let transaction else { throw dispute.fault("disputed_transactions") }
    let (kind, time) = (try dispute.disputeKind, try dispute.updatedAt)
    let amount = try dispute.disputedAmount
    let facts = [
      "query", capture, kind.rawValue, String(time.seconds), id,
      amount.map { String($0.minorUnits) } ?? "", try dispute.disputeReason ?? "",
    ]
    return PaymentEvent(
      id: facts.joined(separator: ":"), kind: kind, of: .named(capture), at: time, amount: amount,
      reference: try transaction.text("custom"), identifiers: [PayPalName.capture(capture)],
      subject: id, reason: try dispute.disputeReason)
  }

  /// What the API says of the disputes that `events` of a callback tell of.
  ///
  /// `nil` if the account's application may not see disputes, or what it sees cannot be read, and none of the events is to
  /// an advantage: a dispute must not be missed, and is believed by its callback.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func confirmed(_ events: [PaymentEvent]) throws(ProviderError) -> [PaymentEvent]? {
    var confirmed: [PaymentEvent] = []
    for told in events {
      guard let dispute = told.subject, dispute.isPayPalID else { continue }
      do throws(ProviderError) {
        for capture in PayPalName.captures(told.identifiers) {
          if let event = try event(dispute: dispute, of: capture) { confirmed.append(event) }
        }
      } catch {
        guard error.isAnswer, told.kind != .disputeWon else { throw error }
        return nil
      }
    }
    return confirmed
  }
}

extension PaymentEvent {
  /// Whether it is of a dispute that it names.
  var isAboutDispute: Bool {
    switch kind {
    case .disputed, .disputeWon, .disputeLost: subject != nil
    default: false
    }
  }

  /// Whether the callback that tells it is no more than a call to ask: an order that was approved is to be
  /// captured, and a refund that failed changes what all refunds come to.
  var needsAnswerOfPayPal: Bool {
    switch kind {
    case .pending: PayPalName.captures(identifiers).isEmpty
    case .refundFailed: true
    default: false
    }
  }
}
