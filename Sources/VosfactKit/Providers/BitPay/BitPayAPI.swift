import Localization

/// The way to BitPay's API.
///
/// Source: BitPay's API reference, "Authentication", resources "Invoices" and "Refunds"; details as its library for
/// Python has them.
struct BitPayAPI {
  private let api: ProviderAPI
  private let token: Secret
  private let merchant: Merchant?

  /// What BitPay asks of who gives money back.
  struct Merchant {
    let token: Secret
    let key: EllipticKey
  }

  /// - Parameter base: another address than BitPay's, for tests and proxies.
  init(base: String?, isTest: Bool, token: Secret, merchant: Merchant?) {
    api = ProviderAPI(
      provider: BitPayProvider.name,
      base: base ?? (isTest ? "https://test.bitpay.com" : "https://bitpay.com"),
      secrets: [token] + (merchant.map { [$0.token] } ?? [])
    ) { answer in
      let errors = answer["errors"]?.array ?? []
      return ([answer["error"], answer["message"]] + errors.map { $0["error"] })
        .compactMap { $0?.string }
    }
    self.token = token
    self.merchant = merchant
  }

  /// Opens an invoice, and gives its id, the address of its page and when that ends. The `guid` in `details` makes a
  /// repetition harmless.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func open(
    _ details: [JSONMember], over transport: any HTTPTransport
  ) throws(ProviderError) -> (id: String, page: String, end: UnixTime?) {
    let body = JSONValue.object([JSONMember("token", text(of: token))] + details)
    let answer = try send(.post, "/invoices", body: body, over: transport)
    let opened = try api.reading { () throws(ShapeError) in
      let invoice = try BitPayObject(answer["data"], at: "data")
      return (
        id: try invoice.id("id"), page: try invoice.required("url", as: \.string),
        end: try invoice.optional("expirationTime", as: BitPayObject.time)
      )
    }
    guard api.canSend(customerTo: opened.page) else {
      throw api.unusable(ShapeError(path: "data.url").reason)
    }
    return opened
  }

  /// How the invoice `id` stands, with its refunds where they may be seen.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func invoice(
    _ id: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> (invoice: BitPayInvoice, refunds: [BitPayRefund]?) {
    let answer = try get("/invoices/\(id)", [], token, over: transport)
    let invoice = try api.reading { () throws(ShapeError) in
      try BitPayInvoice(BitPayObject(answer["data"], at: "data"))
    }
    guard invoice.id == id else { throw api.unusable(ShapeError(path: "data.id").reason) }
    guard let merchant, invoice.kind == .paid else { return (invoice, nil) }
    let list = try get(
      "/refunds", [(name: "invoiceId", value: id)], merchant.token, signedBy: merchant,
      over: transport)
    let refunds = try api.reading { () throws(ShapeError) in
      guard let list = list["data"]?.array else { throw ShapeError(path: "data") }
      var refunds: [BitPayRefund] = []
      for refund in list { refunds.append(try BitPayRefund(BitPayObject(refund, at: "data"))) }
      return refunds
    }
    return (invoice, refunds)
  }

  /// Asks for a refund; the `guid` in `details` makes a repetition harmless.
  ///
  /// - Throws: `ProviderError.notConfigured` without what BitPay asks of merchants, `.rejected` or `.unreachable`.
  func refund(
    _ details: [JSONMember], over transport: any HTTPTransport
  ) throws(ProviderError) -> BitPayRefund {
    guard let merchant else {
      throw .notConfigured(provider: BitPayProvider.name, missing: BitPayProvider.merchantKeys)
    }
    let body = JSONValue.object([JSONMember("token", text(of: merchant.token))] + details)
    let answer = try send(.post, "/refunds", body: body, signedBy: merchant, over: transport)
    return try api.reading { () throws(ShapeError) in
      try BitPayRefund(BitPayObject(answer["data"], at: "data"))
    }
  }

  /// Asks for an invoice that is not there, which needs a good token.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func test(over transport: any HTTPTransport) throws(ProviderError) {
    let query = FormBody([(name: "token", value: String(decoding: token.bytes, as: UTF8.self))])
    let unknown = "/invoices/guid/00000000-0000-4000-8000-000000000000"
    let response = try exchange(
      .get, "\(unknown)?\(String(decoding: query.bytes, as: UTF8.self))", body: nil,
      signedBy: nil, over: transport)
    guard response.isSuccess || response.status == 404 else { throw api.failure(response) }
  }

  private func get(
    _ path: String, _ query: [(name: String, value: String)], _ token: Secret,
    signedBy merchant: Merchant? = nil, over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let fields = [(name: "token", value: String(decoding: token.bytes, as: UTF8.self))] + query
    let written = String(decoding: FormBody(fields).bytes, as: UTF8.self)
    return try send(.get, "\(path)?\(written)", signedBy: merchant, over: transport)
  }

  /// What BitPay answers; errors may come with status 200.
  private func send(
    _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil,
    signedBy merchant: Merchant? = nil, over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let response = try exchange(
      method, path, body: body.map { Array($0.text.utf8) }, signedBy: merchant, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    let json = try api.json(response)
    guard json["error"] == nil, json["errors"] == nil else { throw api.failure(response) }
    return json
  }

  private func exchange(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8]?, signedBy merchant: Merchant?,
    over transport: any HTTPTransport
  ) throws(ProviderError) -> HTTPResponse {
    let address = api.base + path
    var headers = [("X-Accept-Version", "2.0.0")]
    if body != nil { headers.append(("Content-Type", "application/json")) }
    if let merchant {
      guard let signature = merchant.key.signature(of: Array(address.utf8) + (body ?? [])) else {
        throw .cryptography
      }
      headers.append(("X-Identity", merchant.key.publicKey.hexadecimal))
      headers.append(("X-Signature", signature.hexadecimal))
    }
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(method, address, headers: headers, body: body, isRepeatable: true)
    }
    return try api.send(makeRequest, over: transport)
  }

  private func text(of token: Secret) -> JSONValue {
    .string(String(decoding: token.bytes, as: UTF8.self))
  }
}
