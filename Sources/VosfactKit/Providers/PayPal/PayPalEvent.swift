/// The event that a callback carries.
///
/// Source: Webhooks v1, schema `event`; PayPal's page "Webhook event names".
struct PayPalEvent {
  /// Unique per event: a repeated delivery has the same.
  let id: String
  let type: String
  private let event: PayPalObject

  /// - Throws: `ProviderError.refused(.malformed)` if `event` is none as documented.
  init(_ event: PayPalObject) throws(ProviderError) {
    self.event = event
    id = try event.required("id", where: { (1...255).contains($0.utf8.count) })
    type = try event.required("event_type", as: \.string)
  }

  /// The families of types of which new ones are of concern: what happens to money is told in one of them.
  private static let families = [
    "CHECKOUT.ORDER.", "CHECKOUT.PAYMENT-APPROVAL.", "CUSTOMER.DISPUTE.", "PAYMENT.CAPTURE.",
    "PAYMENT.REFUND.",
  ]

  /// The types that say something of a payment.
  static let read: Set<String> = [
    "CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.VOIDED", "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
    "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED",
    "PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.DENIED",
    "PAYMENT.CAPTURE.DECLINED", "PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED",
    "PAYMENT.REFUND.FAILED",
  ]

  /// The types of the same families that say nothing that one of those does not say.
  private static let passedOver: Set<String> = [
    "CHECKOUT.ORDER.COMPLETED", "CHECKOUT.ORDER.PROCESSED", "CHECKOUT.ORDER.SAVED",
    "PAYMENT.REFUND.PENDING",
  ]

  /// Whether an event of that type may say something of a payment.
  static func concernsPayments(_ type: String) -> Bool {
    !passedOver.contains(type) && (read.contains(type) || families.contains(where: type.hasPrefix))
  }

  /// Whether it may say something of a payment, of which this version knows nothing.
  var isUnknown: Bool { !Self.read.contains(type) && Self.concernsPayments(type) }

  /// Our reference in the object of the event in `message`, and the names of the payment there, as far as they can be read.
  static func payment(in message: CallbackJSON) -> (reference: String?, identifiers: [String]) {
    guard let resource = try? PayPalObject(callback: message["resource"], at: "resource") else {
      return (nil, [])
    }
    let capture = (try? resource.parent(in: "captures")) ?? (try? resource.id())
    return (
      (try? resource.reference) ?? nil,
      ((try? resource.orderNames) ?? []) + [capture].compactMap { $0.map(PayPalName.capture) }
    )
  }

  /// What the event says of payments; nothing if it is of another type.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if the object it is about is not as documented.
  func paymentEvents() throws(ProviderError) -> [PaymentEvent] {
    switch type {
    case "CHECKOUT.ORDER.APPROVED": [try ofOrder(.pending)]
    case "CHECKOUT.ORDER.VOIDED": [try ofOrder(.canceled)]
    case "CHECKOUT.PAYMENT-APPROVAL.REVERSED": [try ofApproval()]
    case "PAYMENT.CAPTURE.PENDING": [try ofCapture(.processing)]
    case "PAYMENT.CAPTURE.COMPLETED": [try ofCapture(.paid)]
    case "PAYMENT.CAPTURE.DENIED", "PAYMENT.CAPTURE.DECLINED": [try ofCapture(.failed)]
    case "PAYMENT.CAPTURE.REFUNDED": [try ofRefund(.refunded)]
    case "PAYMENT.CAPTURE.REVERSED": [try ofReversal()]
    case "PAYMENT.REFUND.FAILED": [try ofRefund(.refundFailed)]
    case "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED":
      try ofDispute()
    default: []
    }
  }

  private var resource: PayPalObject {
    get throws(ProviderError) {
      try PayPalObject(callback: event.json["resource"], at: "resource")
    }
  }

  private func ofOrder(_ kind: PaymentEvent.AttemptKind) throws(ProviderError) -> PaymentEvent {
    let order = try resource
    let unit = try order.objects("purchase_units").first
    return PaymentEvent(
      id: id, attempt: kind, at: try order.updatedAt, amount: try unit?.amount(),
      reference: try unit?.reference, identifiers: [PayPalName.order(try order.id())])
  }

  /// An approval that was never followed by a capture, and that PayPal took back.
  private func ofApproval() throws(ProviderError) -> PaymentEvent {
    let approval = try resource
    return PaymentEvent(
      id: id, attempt: .expired, at: try event.createdAt,
      reference: try approval.objects("purchase_units").first?.reference,
      identifiers: [PayPalName.order(try approval.id("order_id"))])
  }

  private func ofCapture(_ kind: PaymentEvent.Kind) throws(ProviderError) -> PaymentEvent {
    let capture = try resource
    let captureID = try capture.id()
    let (order, name) = (try capture.orderNames, PayPalName.capture(captureID))
    return PaymentEvent(
      id: id, kind: kind, of: .named(captureID), at: try capture.updatedAt,
      amount: try capture.amount(), fee: try capture.fee, reference: try capture.reference,
      // Not by the name of a capture that failed: what is refunded one day is another.
      identifiers: kind == .failed && !order.isEmpty ? order : order + [name],
      reason: kind == .paid ? nil : try capture.statusReason)
  }

  private func ofRefund(_ kind: PaymentEvent.Kind) throws(ProviderError) -> PaymentEvent {
    let refund = try resource
    guard let capture = try refund.parent(in: "captures") else { throw refund.fault("links") }
    // So far as PayPal says what all refunds come to, nothing is counted twice.
    let total = kind == .refunded ? try refund.totalRefunded : nil
    let own = try refund.amount()
    return PaymentEvent(
      id: id, kind: kind, of: .named(capture), at: try refund.updatedAt, amount: total ?? own,
      reference: try refund.reference, identifiers: [PayPalName.capture(capture)],
      subject: try refund.id(), isRunningTotal: total != nil, reason: try refund.statusReason)
  }

  /// Money that PayPal or the customer's bank took back, which the seller never does: of a refund's shape, or the whole
  /// capture. The name of the first is kept, as nothing but this message tells it from the refunds.
  private func ofReversal() throws(ProviderError) -> PaymentEvent {
    let reversal = try resource
    let refunded = try reversal.parent(in: "captures")
    let (own, isDispute) = (try reversal.id(), try reversal.isOfDispute)
    return PaymentEvent(
      id: id, kind: isDispute ? .disputeLost : .reversed, of: .named(refunded ?? own),
      at: try reversal.updatedAt, amount: try reversal.amount(),
      reference: try reversal.reference,
      identifiers: try reversal.orderNames + [PayPalName.capture(refunded ?? own)]
        + (refunded == nil ? [] : [PayPalName.reversal(own)]),
      // Of a dispute it does not tell which.
      subject: isDispute || refunded == nil ? nil : own, reason: try reversal.statusReason)
  }

  private func ofDispute() throws(ProviderError) -> [PaymentEvent] {
    let dispute = try resource
    let disputed = try dispute.objects("disputed_transactions")
    guard !disputed.isEmpty else { throw dispute.fault("disputed_transactions") }
    var events: [PaymentEvent] = []
    for (index, transaction) in disputed.enumerated() {
      let capture = try transaction.id("seller_transaction_id")
      events.append(
        PaymentEvent(
          id: index == 0 ? id : "\(id):\(index)", kind: try dispute.disputeKind,
          of: .named(capture), at: try dispute.updatedAt, amount: try dispute.disputedAmount,
          reference: try transaction.text("custom"), identifiers: [PayPalName.capture(capture)],
          subject: try dispute.id("dispute_id"), reason: try dispute.disputeReason))
    }
    return events
  }
}

extension PayPalObject {
  /// What PayPal kept of a capture, as far as it tells so in the currency of the capture.
  ///
  /// Source: Payments v2, schema `seller_receivable_breakdown`, member `paypal_fee`.
  var fee: Amount? {
    get throws(ProviderError) {
      let fee = try object("seller_receivable_breakdown")?
        .optional("paypal_fee", as: PayPalAmount.amount)
      return try fee?.currency == amount().currency ? fee : nil
    }
  }

  /// What a dispute takes of each of its transactions: nothing as long as it is an inquiry, and all there is of several,
  /// as it is not told how much of each.
  ///
  /// Source: PayPal's page "Disputes lifecycle stages reference".
  var disputedAmount: Amount? {
    get throws(ProviderError) {
      let amount = try amount("dispute_amount")
      if try text("dispute_life_cycle_stage") == "INQUIRY", try disputeKind == .disputed {
        return Amount(minorUnits: 0, currency: amount.currency)
      }
      return try objects("disputed_transactions").count == 1 ? amount : nil
    }
  }

  /// What was refunded in all of the capture that a refund is of, this one included.
  var totalRefunded: Amount? {
    get throws(ProviderError) {
      try object("seller_payable_breakdown")?
        .optional("total_refunded_amount", as: PayPalAmount.amount)
    }
  }

  /// Whether what was taken back of a capture was disputed: with PayPal, or with the bank of the customer.
  ///
  /// Source: Payments v2, schema `capture_status_details`.
  var isOfDispute: Bool {
    get throws(ProviderError) {
      ["BUYER_COMPLAINT", "CHARGEBACK"].contains(try statusReason)
    }
  }

  /// The name of the order that a capture belongs to, if it tells.
  var orderNames: [String] {
    get throws(ProviderError) {
      guard let ids = try object("supplementary_data")?.object("related_ids"),
        ids.json["order_id"]?.string != nil
      else { return [] }
      return [PayPalName.order(try ids.id("order_id"))]
    }
  }

  /// How a dispute stands. Whatever is not clearly its end counts as open, as `RESOLVED_WITH_PAYOUT`, where PayPal
  /// may have paid either side.
  var disputeKind: PaymentEvent.Kind {
    get throws(ProviderError) {
      guard try status == "RESOLVED" else { return .disputed }
      switch try outcome {
      case "RESOLVED_SELLER_FAVOUR", "CANCELED_BY_BUYER": return .disputeWon
      case "RESOLVED_BUYER_FAVOUR", "ACCEPTED": return .disputeLost
      default: return .disputed
      }
    }
  }

  /// The outcome of a dispute that has ended, else what the buyer complains of; in PayPal's own word.
  var disputeReason: String? {
    get throws(ProviderError) {
      if let outcome = try outcome { return outcome }
      return try text("reason")
    }
  }

  /// How a dispute ended; `nil` if it has not, or the message does not tell.
  var outcome: String? {
    get throws(ProviderError) { try object("dispute_outcome")?.text("outcome_code") }
  }
}
