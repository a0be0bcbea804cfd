/// An order as the API tells it, with its captures and refunds.
///
/// Source: Orders v2, schemas `order`, `purchase_unit` and `payment_collection`; Payments v2, schemas `capture` and
/// `refund`.
struct PayPalOrderDetails {
  let id: String
  let json: PayPalObject
  let reference: String?
  let amount: Amount?
  private let status: String
  private let captures: [PayPalObject]
  private let refunds: [PayPalObject]
  private let method: String?
  /// What the ids of events begin with beside what they tell.
  private let name: String

  /// - Parameter id: of the order that was asked for.
  /// - Throws: `ProviderError.rejected` if `answer` is not that order.
  init(_ answer: JSONValue, id: String) throws(ProviderError) {
    json = try PayPalObject(answer: answer, at: "order")
    try json.required("id") { $0.string == id ? () : nil }
    self.id = id
    status = try json.status
    let unit = try json.objects("purchase_units").first
    reference = try unit?.reference
    amount = try unit?.optional("amount", as: PayPalAmount.amount)
    let payments = try unit?.object("payments")
    captures = try payments?.objects("captures") ?? []
    refunds = try payments?.objects("refunds") ?? []
    method = json.json["payment_source"]?.members?.first?.name
    name = id
  }

  /// What is left of an order when only its capture is known.
  ///
  /// - Throws: `ProviderError.rejected` if `answer` is not the capture `id`.
  init(capture answer: JSONValue, id: String) throws(ProviderError) {
    json = try PayPalObject(answer: answer, at: "capture")
    try json.required("id") { $0.string == id ? () : nil }
    self.id = ""
    status = "COMPLETED"
    reference = try json.reference
    amount = try json.amount()
    captures = [json]
    refunds = []
    method = nil
    name = id
  }

  var isApproved: Bool { status == "APPROVED" }

  /// The ids of the captures by which money came.
  var paidCaptures: [String] {
    captures.filter { Self.isPaid($0.json["status"]?.string) }.compactMap { try? $0.id() }
  }

  /// The events that follow; none while nothing has happened that decides anything.
  ///
  /// - Parameters:
  ///   - reversals: what PayPal or the bank took back, in the shape of refunds.
  ///   - disputes: what is told of the disputes of its captures.
  /// - Throws: `ProviderError.rejected` if the order is not as documented.
  func events(
    reversed reversals: [PayPalObject] = [], disputes: [PaymentEvent] = []
  ) throws(ProviderError) -> [PaymentEvent] {
    if status == "VOIDED" {
      return [event(.canceled, of: .unnamed, at: try json.updatedAt, amount: amount)]
    }
    var events: [PaymentEvent] = []
    for capture in captures {
      let status = try capture.status
      let (money, id) = (try capture.amount(), try capture.id())
      switch status {
      case _ where Self.isPaid(status):
        // Its last change may be a refund.
        events.append(
          event(
            .paid, of: .named(id), at: try capture.createdAt, amount: money, fee: try capture.fee,
            isNamed: true))
      case "PENDING":
        events.append(
          event(
            .processing, of: .named(id), at: try capture.createdAt, amount: money, isNamed: true,
            reason: try capture.statusReason))
      case "DECLINED", "FAILED":
        // Not by its own name, as what is refunded one day is another capture.
        events.append(
          event(
            .failed, of: .named(id), at: try capture.updatedAt, amount: money,
            reason: try capture.statusReason))
      default: throw capture.fault("status")
      }
    }
    return try events + refundEvents(reversals, disputes)
  }

  private static func isPaid(_ status: String?) -> Bool {
    ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"].contains(status)
  }

  /// The refund or reversal of that id, if it is listed.
  func refund(_ id: String) -> PayPalObject? { refunds.first { $0.json["id"]?.string == id } }

  /// What was taken back, what was given back in all, and each refund that came to nothing.
  private func refundEvents(
    _ reversals: [PayPalObject], _ disputes: [PaymentEvent]
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let capture = captures.last(where: { Self.isPaid($0.json["status"]?.string) }) else {
      return []
    }
    let transaction = TransactionReference.named(try capture.id())
    var events = try reversals.map { reversal throws(ProviderError) in
      try event(reversal, of: transaction)
    }
    let reversed = try reversals.map { reversal throws(ProviderError) in try reversal.id() }
    // What a lost dispute took may stand among the refunds, and is told with the dispute.
    var lost = disputes.filter { $0.kind == .disputeLost && $0.transaction == transaction }
      .map(\.amount)
    var given: [PayPalObject] = []
    for refund in refunds where !reversed.contains(try refund.id()) {
      let amount = try refund.amount()
      if try refund.status == "COMPLETED", let place = lost.firstIndex(of: amount) {
        lost.remove(at: place)
      } else {
        given.append(refund)
      }
    }
    guard refunds.isEmpty else {
      return try events + refundEvents(given, of: capture, transaction)
    }
    // The capture's own state is all there is, and may be what a reversal or a dispute made it.
    if reversals.isEmpty, lost.isEmpty {
      events += try refundEvents(of: capture, transaction)
    }
    return events
  }

  /// What PayPal or the bank took back.
  private func event(
    _ reversal: PayPalObject, of transaction: TransactionReference
  ) throws(ProviderError) -> PaymentEvent {
    let isDispute = try reversal.isOfDispute
    return event(
      isDispute ? .disputeLost : .reversed, of: transaction, at: try reversal.updatedAt,
      amount: try reversal.amount(), isNamed: true, reversal: try reversal.id(),
      subject: isDispute ? nil : try reversal.id(), reason: try reversal.statusReason)
  }

  /// What was given back in all by `refunds`, and each of them that came to nothing.
  private func refundEvents(
    _ refunds: [PayPalObject], of capture: PayPalObject, _ transaction: TransactionReference
  ) throws(ProviderError) -> [PaymentEvent] {
    var events: [PaymentEvent] = []
    var total: Int64 = 0
    var latest: (time: UnixTime, id: String)?
    for refund in refunds {
      let (id, time, money) = (try refund.id(), try refund.updatedAt, try refund.amount())
      switch try refund.status {
      case "COMPLETED": total = min(total + money.minorUnits, Amount.maximumMinorUnits)
      case "FAILED", "CANCELLED":
        // Without an amount: the total does not hold it any more.
        events.append(
          event(
            .refundFailed, of: transaction, at: time, amount: nil, isNamed: true, subject: id,
            reason: try refund.statusReason))
      // It is on its way, and may yet fail.
      default: continue
      }
      if latest.map({ ($0.time.seconds, $0.id) < (time.seconds, id) }) ?? true {
        latest = (time, id)
      }
    }
    guard let latest else { return events }
    let sum = Amount(minorUnits: total, currency: try capture.amount().currency)
    events.append(
      event(
        .refunded, of: transaction, at: latest.time, amount: sum, isNamed: true, subject: latest.id,
        isRunningTotal: true))
    return events
  }

  /// What a capture's own status says of money that went back and nothing else tells of: of a part not how much.
  private func refundEvents(
    of capture: PayPalObject, _ transaction: TransactionReference
  ) throws(ProviderError) -> [PaymentEvent] {
    let status = try capture.status
    guard status != "COMPLETED" else { return [] }
    let amount = status == "REFUNDED" ? try capture.amount() : nil
    let at = try capture.updatedAt
    guard try !capture.isOfDispute else {
      return [
        event(
          .disputeLost, of: transaction, at: at, amount: amount, isNamed: true,
          reason: try capture.statusReason)
      ]
    }
    return [
      event(
        .refunded, of: transaction, at: at, amount: amount, isNamed: true, isRunningTotal: true)
    ]
  }

  /// An event whose id is made of the facts it tells.
  ///
  /// - Parameters:
  ///   - isNamed: whether the payment is known by the name of its capture from then on.
  ///   - reversal: by which it is known too, so that it is told from the refunds.
  private func event(
    _ kind: PaymentEvent.Kind, of transaction: TransactionReference, at time: UnixTime,
    amount: Amount?, fee: Amount? = nil, isNamed: Bool = false, reversal: String? = nil,
    subject: String? = nil,
    isRunningTotal: Bool = false, reason: String? = nil
  ) -> PaymentEvent {
    let method = kind == .paid ? method : nil
    let facts: [String?] = [
      "query", name, kind.rawValue, String(time.seconds), amount.map { String($0.minorUnits) },
      fee.map { "fee \($0.minorUnits)" }, subject, method, reason,
    ]
    let names: [String?] = [
      id.isEmpty ? nil : PayPalName.order(id),
      isNamed ? transaction.name.map(PayPalName.capture) : nil, reversal.map(PayPalName.reversal),
    ]
    return PaymentEvent(
      id: facts.compactMap(\.self).joined(separator: ":"), kind: kind, of: transaction, at: time,
      amount: amount, fee: fee, reference: reference, identifiers: names.compactMap(\.self),
      subject: subject, isRunningTotal: isRunningTotal, method: method, reason: reason)
  }
}
