/// A webhook as BitPay would send it.
///
/// Source: BitPay's guide "Webhooks", sections "Invoices" and "Refunds".
struct BitPaySimulation {
  let payment: KnownPayment
  let amount: Amount
  let time: UnixTime

  /// The body of the webhook that tells of `outcome`.
  ///
  /// - Throws: `ProviderError.neverSends` or `.unsupportedAmount`.
  func body(_ outcome: SimulatedOutcome, random: RandomSource) throws(ProviderError) -> [UInt8] {
    let (name, code, status): (String, Int?, String)
    switch outcome {
    case .paid: (name, code, status) = ("invoice_confirmed", 1005, "confirmed")
    // A part of the price leaves the invoice open.
    case .processing where amount.minorUnits < payment.amount.minorUnits:
      (name, code, status) = ("invoice_manuallyNotified", 1012, "new")
    case .pending, .processing: (name, code, status) = ("invoice_paidInFull", 1003, "paid")
    case .failed: (name, code, status) = ("invoice_failedToConfirm", 1013, "invalid")
    case .expired, .canceled: (name, code, status) = ("invoice_expired", 1004, "expired")
    case .refunded: (name, code, status) = ("refund_success", nil, "success")
    case .disputed, .inquiry, .disputeWon, .disputeLost: throw BitPayProvider.neverSends(outcome)
    }
    let data =
      outcome == .refunded
      ? try refund(status, random: random)
      : try invoice(status, isCanceled: outcome == .canceled, isPart: status == "new")
    let event = JSONValue.present([
      ("name", .string(name)), ("code", code.map { .integer($0) }),
      ("timestamp", milliseconds(time)),
    ])
    return (["data": data, "event": event] as JSONValue).utf8
  }

  private var id: String {
    payment.providerReference ?? payment.identifiers.last ?? "WxKYGKXtQBaiBotyrHKkXd"
  }

  private func invoice(
    _ status: String, isCanceled: Bool, isPart: Bool
  ) throws(ProviderError) -> JSONValue {
    let start = payment.startedAt
    let price = isPart ? payment.amount : amount
    return [
      "id": .string(id), "url": .string("https://test.bitpay.com/invoice?id=\(id)"),
      "status": .string(status), "price": try BitPayAmount.written(price),
      "currency": .string(price.currency.code), "orderId": .string(payment.reference),
      "invoiceTime": milliseconds(start), "expirationTime": milliseconds(start + Seconds(900)),
      "currentTime": milliseconds(time), "exceptionStatus": isPart ? "paidPartial" : false,
      "isCancelled": .bool(isCanceled),
      "buyerFields": ["buyerName": "Zoé d'Été", "buyerCity": "Liège", "buyerNotify": false],
      "paymentSubtotals": ["BTC": 176_951, "PAX": .number("100000000000000000000")],
      "paymentTotals": [
        "BTC": isPart ? .integer(price.minorUnits) : 180_506,
        "PAX": .number("100000000000000000000"),
      ],
      "amountPaid": isPart ? .integer(amount.minorUnits) : 176_951, "transactionCurrency": "BTC",
    ]
  }

  private func refund(_ status: String, random: RandomSource) throws(ProviderError) -> JSONValue {
    [
      "id": .string(random.name(ofLength: 22)), "invoice": .string(id),
      "supportRequest": .string(random.name(ofLength: 22)), "status": .string(status),
      "amount": try BitPayAmount.written(amount), "currency": .string(amount.currency.code),
      "lastRefundNotification": .string(time.description), "refundFee": .number("0.03"),
      "immediate": false, "buyerPaysRefundFee": false, "reference": .string(payment.reference),
      "requestDate": .string(time.description),
    ]
  }

  private func milliseconds(_ time: UnixTime) -> JSONValue { .integer(time.seconds * 1000) }

  /// The request that brings `body`, signed.
  ///
  /// - Throws: `ProviderError.cryptography`.
  static func request(
    _ body: [UInt8], signedWith token: Secret
  ) throws(ProviderError) -> CallbackRequest {
    guard let code = HMAC(.sha256, key: token.bytes)?.code(of: body) else { throw .cryptography }
    return .simulated(
      by: BitPayProvider.name,
      headers: [
        ("Host", "pay.example"), ("User-Agent", "BitPay/1.0"), ("Accept", "application/json"),
        ("Content-Type", "application/json"), ("x-signature", Base64.encode(code)),
        ("Content-Length", String(body.count)),
      ], body: body)
  }
}
