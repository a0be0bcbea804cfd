extension BitPayProvider {
  /// What a webhook of BitPay's says happened, once it is proved to be its own; nothing if it is of no concern.
  ///
  /// What is signed is the whole body, so that nothing in it has a boundary to move. We show the token to BitPay alone, over
  /// TLS, and sign nothing with it but what `provider simulate` makes; requests of the merchant's are signed with a
  /// private key, whose signatures are none of these. Whatever a webhook says, BitPay's API says what counts.
  ///
  /// Source: BitPay's guide "Webhooks", sections "HMAC verification", "Invoices" and "Refunds"; the header as its module
  /// for Magento 2 checks it.
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    try checkSignature(of: callback)
    let message = CallbackJSON(callback.body)
    let data = message["data"]
    let names = [data?["invoice"]?.string ?? data?["id"]?.string].compactMap(\.self)
    return try .reading(
      message["event"]?["name"]?.string, reference: data?["orderId"]?.string,
      identifiers: names.filter(\.isBitPayID)
    ) { () throws(ProviderError) in VerifiedCallback(try Self.event(message)) }
  }

  /// JSON with its HMAC-SHA-256 in Base 64.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSON(), let header = try? callback.headers.only("x-signature")
    else { return false }
    return Base64.decode(header.value)?.count == 32
  }

  /// Accepts a body whose code is in the header, over the very bytes that came.
  private func checkSignature(of callback: CallbackRequest) throws(ProviderError) {
    guard callback.method == "POST", let header = try? callback.headers.only("x-signature"),
      !header.bytes.isEmpty
    else { throw .refused(.notSigned) }
    var isAuthentic = false
    for code in codes {
      guard let code = code.code(of: callback.body) else { throw .cryptography }
      if areEqualInConstantTime(header.bytes, Base64.digits(code)) { isAuthentic = true }
    }
    guard isAuthentic else { throw .refused(.forged) }
  }

  private static func event(_ message: CallbackJSON) throws(ProviderError) -> PaymentEvent? {
    let whole: BitPayObject = try message.object(at: "webhook")
    let event = try BitPayObject(callback: whole.json["event"], at: "event")
    let name = try event.required("name", where: { $0.utf8.count <= 64 })
    let isRefund = name.hasPrefix("refund_")
    // What the seller is paid out, and to whom: none of the customer's money.
    guard isRefund || name.hasPrefix("invoice_") else { return nil }
    let data = try BitPayObject(callback: whole.json["data"], at: "data")
    guard !isRefund else { return try BitPayRefund(data).understood() }
    let invoice = try BitPayInvoice(data)
    guard invoice.kind != nil else { throw .refused(.malformed(.unknownKind)) }
    let id = "\(invoice.id):\(name):\(invoice.status)"
    let time = try event.time("timestamp")
    let isSentBack = name == "invoice_refundComplete" && invoice.exception != "paidOver"
    // The state says as little as the name how much of a payment went back, so that it counts as the whole. What came above
    // the price is none of it, nor is what was never paid.
    guard isSentBack, invoice.kind == .paid else {
      return invoice.event(id: id, at: time, isSentBack: isSentBack)
    }
    return PaymentEvent(
      id: id, kind: .refunded, of: .named(invoice.id), at: time, amount: invoice.amount,
      reference: invoice.reference, identifiers: [invoice.id], isRunningTotal: true)
  }
}
