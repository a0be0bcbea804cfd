/// An invoice of BitPay's as it stands: a payment, in our words.
///
/// Source: BitPay's API reference, resource "Invoices", "Invoice States" and field `exceptionStatus`.
struct BitPayInvoice {
  let id: String
  let status: String
  let amount: Amount
  /// Our reference, if it has one.
  let reference: String?
  let createdAt: UnixTime
  /// `paidPartial`, `paidOver` or `paidLate`.
  let exception: String?
  let isCanceled: Bool
  /// What came of the price, where it was less; `nil` if that is not told.
  private let part: Amount?
  /// Whether less than the price came.
  private let isPart: Bool
  /// What went back, by the ids of the requests: all that is shown to who is no merchant.
  private let given: [(request: String, amount: Amount)]

  /// - Throws: as `data` does if a member is not as documented.
  init(_ data: BitPayObject) throws(ProviderError) {
    id = try data.id("id")
    status = try data.required("status", as: \.string)
    amount = try data.amount("price")
    reference = try data.text("orderId")
    createdAt = try data.time("invoiceTime")
    // `false` where there is none.
    exception = data.json["exceptionStatus"]?.string
    isCanceled = data.json["isCancelled"]?.bool == true
    isPart = exception == "paidPartial"
    part = isPart ? Self.part(of: amount, data.json) : nil
    let currency = amount.currency.code
    var given: [(request: String, amount: Amount)] = []
    for refund in try data.objects("refundInfo") {
      let amount = try refund.required("amounts") { amounts in
        amounts[currency].flatMap { BitPayAmount.amount($0, currency: currency) }
      }
      given.append((request: try refund.id("supportRequest"), amount: amount))
    }
    self.given = given
  }

  /// The part of `price` that came: as much of it as the coins that came are of those that were asked for.
  ///
  /// Source: BitPay's API reference, resource "Invoices", fields `amountPaid` (in the smallest unit of
  /// `transactionCurrency`) and `underpaidAmount` (by how much it is less than `paymentTotals` of that currency).
  private static func part(of price: Amount, _ json: JSONValue) -> Amount? {
    guard let coin = json["transactionCurrency"]?.string, let paid = json["amountPaid"]?.int128,
      let asked = json["paymentTotals"]?[coin]?.int128, 0 < paid, paid < asked
    else { return nil }
    let (product, isTooLarge) = paid.multipliedReportingOverflow(by: Int128(price.minorUnits))
    guard !isTooLarge, let units = Int64(exactly: (product + asked / 2) / asked) else { return nil }
    return Amount(minorUnits: units, currency: price.currency)
  }

  /// What went back of the price, and not of what was paid above it.
  var refunds: [PaymentEvent] {
    guard exception != "paidOver" else { return [] }
    return given.map { request, amount in
      PaymentEvent(
        id: "query:\(id):\(request)", kind: .refunded, of: .named(id), at: createdAt,
        amount: amount, reference: reference, identifiers: [id], subject: request)
    }
  }

  /// What happened to the payment; `nil` for a state that is not known.
  var kind: PaymentEvent.Kind? {
    switch status {
    // BitPay holds what came, and waits for the rest or sends it back.
    case "new": part == nil ? .pending : .processing
    // Seen on the network is not paid yet.
    case "paid": .processing
    case "confirmed", "complete": .paid
    case "expired": isCanceled ? .canceled : .expired
    case "invalid": isCanceled ? .canceled : .failed
    case "declined": .failed
    default: nil
    }
  }

  /// The state as an event, which is the same each time.
  ///
  /// - Parameter isSentBack: whether whatever came went back.
  func event(id: String, at time: UnixTime, isSentBack: Bool = false) -> PaymentEvent? {
    guard var kind else { return nil }
    if isSentBack, kind == .pending || kind == .processing { kind = .expired }
    let isPaid = kind == .paid
    // A part that is not told is not the price, whatever BitPay confirms.
    let money: Amount? =
      switch kind {
      case .processing: part ?? amount
      case .paid where isPart: part
      default: amount
      }
    // Of several parts at one time the largest is the last: all have as many digits.
    let digits = Amount.maximumMinorUnits + 1 + (money?.minorUnits ?? 0)
    return PaymentEvent(
      id: kind == .processing || isPaid && isPart ? "\(id):\(digits)" : id, kind: kind,
      of: .named(self.id),
      at: time, amount: money, reference: reference,
      identifiers: [self.id], method: isPaid ? "crypto" : nil,
      reason: isPaid ? nil : exception ?? (kind == .failed ? status : nil))
  }
}

/// A refund of an invoice.
///
/// Source: BitPay's API reference, resource "Refunds".
struct BitPayRefund {
  let id: String
  /// By what the invoice knows it, where it is not shown itself.
  let request: String
  let invoice: String
  let status: String
  let amount: Amount
  /// The reference of the payment, which we gave it; nothing for those that BitPay makes of itself.
  let reference: String?
  /// Why BitPay makes it of itself: `overpayment`, `underpayment` or `declined`.
  let type: String?
  let requestedAt: UnixTime

  /// - Throws: as `data` does if a member is not as documented.
  init(_ data: BitPayObject) throws(ProviderError) {
    id = try data.id("id")
    request = try data.text("supportRequest") ?? id
    invoice = try data.id("invoice")
    status = try data.required("status", as: \.string)
    amount = try data.amount("amount")
    reference = try data.text("reference")
    type = try data.text("type")
    requestedAt = try data.time(rfc3339: "requestDate")
  }

  /// What became of it, as a webhook told.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it is not known what its state means.
  func understood() throws(ProviderError) -> PaymentEvent? {
    guard Self.states.contains(status) else { throw .refused(.malformed(.unknownKind)) }
    return event
  }

  private static let states: Set = [
    "preview", "created", "pending", "canceled", "cancelled", "success", "failure",
  ]

  /// What became of it; `nil` while it is under way.
  var event: PaymentEvent? {
    let kind: PaymentEvent.Kind
    switch status {
    // What came above the price, or never was paid, is given back of nothing.
    case "success" where type == "overpayment": return nil
    case "success" where type == "underpayment" || type == "declined": kind = .expired
    case "success": kind = .refunded
    case "failure", "canceled", "cancelled": kind = .refundFailed
    default: return nil
    }
    return PaymentEvent(
      id: "refund:\(id):\(status)", kind: kind, of: .named(invoice), at: requestedAt,
      amount: amount, reference: reference, identifiers: [invoice], subject: request,
      reason: kind == .refunded ? nil : kind == .expired ? type : status)
  }
}

extension JSONValue {
  /// A whole number, however large: of some coins the smallest units are many.
  fileprivate var int128: Int128? {
    if case .number(let literal) = self { Int128(literal) } else { nil }
  }
}
