/// The way to BitPay's API.
///
/// Source: BitPay's API reference, "Authentication", resources "Invoices" and "Refunds"; details as its library for
/// Python has them.
struct BitPayAPI: ProviderAPI {
  var client: APIClient
  private let token: Secret
  private let merchant: Merchant?

  /// What BitPay asks of who gives money back.
  struct Merchant {
    let token: Secret
    let key: EllipticKey
  }

  init(
    _ configuration: ProviderConfiguration, isTest: Bool, token: Secret, merchant: Merchant?
  ) throws(StorageError) {
    client = try APIClient(
      configuration, at: isTest ? "https://test.bitpay.com" : "https://bitpay.com",
      headers: [("X-Accept-Version", "2.0.0")],
      secrets: [token] + (merchant.map { [$0.token] } ?? [])
    ) { answer in
      let errors = answer["errors"]?.array ?? []
      return ([answer["error"], answer["message"]] + errors.map { $0["error"] })
        .compactMap { $0?.string }
    }
    self.token = token
    self.merchant = merchant
  }

  /// Opens an invoice; the `guid` in `order` makes a repetition harmless.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func open(_ order: BitPayOrder) throws(ProviderError) -> StartedAttempt {
    let answer = try post("/invoices", token, order.details)
    let invoice = try BitPayObject(answer: answer["data"], at: "data")
    let id = try invoice.id("id")
    return StartedAttempt(
      next: .redirect(url: try invoice.required("url", where: client.canSend(customerTo:))),
      providerReference: id, identifiers: [id],
      pageEndsAt: try invoice.optional("expirationTime", as: BitPayObject.time))
  }

  var isAskedBeforeSettling: Bool { true }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    try status(of: payment, now: now)
  }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    guard let id = payment.providerReference ?? payment.identifiers.last, id.isBitPayID else {
      return []
    }
    let data = try BitPayObject(answer: try get("/invoices/\(id)", token)["data"], at: "data")
    let invoice = try BitPayInvoice(data)
    guard invoice.id == id else { throw data.fault("id") }
    guard !payment.isOurs || invoice.reference == payment.reference else {
      throw data.fault("orderId")
    }
    let state = invoice.event(
      id: "query:\(invoice.id):\(invoice.status):\(invoice.exception ?? "")",
      at: invoice.createdAt)
    guard let merchant, invoice.kind == .paid else {
      return [state].compactMap(\.self) + invoice.refunds
    }
    let list = try get("/refunds", merchant.token, [("invoiceId", id)], signedBy: merchant)
    guard let list = list["data"]?.array else { throw BitPayProvider.unusable("data") }
    var events = [state]
    for entry in list {
      let refund = try BitPayRefund(BitPayObject(answer: entry, at: "data"))
      // Those without our reference give back what was paid too much, or too late.
      if refund.reference == payment.reference { events.append(refund.event) }
    }
    return events.compactMap(\.self)
  }

  /// The `guid` makes a repetition harmless.
  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    guard let merchant, let id = payment.providerReference else {
      throw .notConfigured(provider: BitPayProvider.name, missing: BitPayProvider.merchantKeys)
    }
    let details = [
      JSONMember("invoiceId", .string(id)),
      JSONMember("guid", .string(BitPayOrder.guid(of: refund.reference))),
      JSONMember("amount", try BitPayAmount.written(refund.amount)),
      JSONMember("currency", .string(refund.amount.currency.code)),
      JSONMember("preview", false), JSONMember("immediate", false),
      JSONMember("buyerPaysRefundFee", false),
      JSONMember("reference", .string(payment.reference)),
    ]
    let answer = try post("/refunds", merchant.token, details, signedBy: merchant)
    let made = try BitPayRefund(BitPayObject(answer: answer["data"], at: "data"))
    return RefundAnswer(providerReference: made.request, events: [made.event].compactMap(\.self))
  }

  /// Asks for an invoice that is not there, which needs a good token.
  func checkCredentials() throws(ProviderError) {
    let unknown = "/invoices/guid/00000000-0000-4000-8000-000000000000"
    let response = try send(.get, Self.path(unknown, token))
    guard response.isSuccess || response.status == 404 else { throw client.failure(response) }
  }

  private static func path(
    _ path: String, _ token: Secret, _ query: [(name: String, value: String)] = []
  ) -> String {
    let fields = FormBody([(name: "token", value: token.text)] + query)
    return "\(path)?\(String(decoding: fields.bytes, as: UTF8.self))"
  }

  private func get(
    _ path: String, _ token: Secret, _ query: [(name: String, value: String)] = [],
    signedBy merchant: Merchant? = nil
  ) throws(ProviderError) -> JSONValue {
    try json(send(.get, Self.path(path, token, query), signedBy: merchant))
  }

  private func post(
    _ path: String, _ token: Secret, _ details: [JSONMember], signedBy merchant: Merchant? = nil
  ) throws(ProviderError) -> JSONValue {
    let body = JSONValue.object([JSONMember("token", .string(token.text))] + details)
    return try json(send(.post, path, body, signedBy: merchant))
  }

  /// What BitPay answers; errors may come with status 200.
  private func json(_ response: HTTPResponse) throws(ProviderError) -> JSONValue {
    let json = try client.json(response)
    guard json["error"] == nil, json["errors"] == nil else { throw client.failure(response) }
    return json
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil,
    signedBy merchant: Merchant? = nil
  ) throws(ProviderError) -> HTTPResponse {
    var headers: [(name: String, value: String)] = []
    if let merchant {
      let signed = Array((client.base + path).utf8) + (body?.utf8 ?? [])
      guard let signature = merchant.key.signature(of: signed) else { throw .cryptography }
      headers = [
        ("X-Identity", merchant.key.publicKey.hexadecimal), ("X-Signature", signature.hexadecimal),
      ]
    }
    return try client.send(method, path, headers: headers, body.map(APIClient.Body.json))
  }
}
