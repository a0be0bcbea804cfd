/// The way to Worldline's API: its address, the keys, and how its answers are read.
///
/// Source: Worldline's API reference, "Create hosted checkout", "Get hosted checkout status", "Get payment details",
/// "Refund payment", "Test connection"; guides "Authentication" and "Idempotence".
struct WorldlineAPI: ProviderAPI {
  var client: APIClient
  private let merchant: String
  private let signature: WorldlineRequestSignature
  private let clock: WallClock
  /// Of documents, unless they say otherwise.
  let currency: Currency
  /// What webhooks are signed with.
  let webhookKey: String
  let webhookSecret: Secret

  /// It throws as `ProviderConfiguration.secret` does.
  init(_ configuration: ProviderConfiguration, isTest: Bool, merchant: String) throws {
    let secret = try configuration.secret("secret")
    webhookKey = try configuration.needed("webhook-key-id")
    webhookSecret = try configuration.secret("webhook-secret")
    let host = isTest ? "payment.preprod.direct" : "payment.direct"
    client = try APIClient(
      configuration, at: "https://\(host).worldline-solutions.com",
      secrets: [secret, webhookSecret]
    ) { answer in
      (answer["errors"]?.array ?? []).flatMap { error in
        ["errorCode", "id", "propertyName", "message"].compactMap { error[$0]?.string }
      }
    }
    self.merchant = merchant
    signature = try WorldlineRequestSignature(
      key: configuration.needed("key-id"), secret: secret)
    clock = configuration.providers.clock
    currency = try Settings(database: configuration.database).value(.defaultCurrency)
  }

  /// Opens the page.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func open(_ checkout: WorldlineCheckout) throws(ProviderError) -> StartedAttempt {
    let answer = try client.json(
      send(.post, "/hostedcheckouts", checkout.body, key: checkout.reference))
    let page = try WorldlineObject(answer: answer, at: "hostedCheckout")
    let id = try page.required("hostedCheckoutId", where: \.isWorldlineName)
    return StartedAttempt(
      next: .redirect(url: try page.required("redirectUrl", where: client.canSend(customerTo:))),
      providerReference: id, identifiers: [WorldlineOperation.identifier(ofCheckout: id)],
      pageEndsAt: checkout.end)
  }

  /// A payment that is only said to be refunded does not say how much of it is.
  var isAskedBeforeSettling: Bool { true }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    let (numbers, end) = try numbers(of: payment)
    var events = [end].compactMap(\.self)
    for number in numbers {
      events += try operations(onPayment: number).compactMap { event(of: $0, on: payment) }
    }
    return events
  }

  /// An event whose id is made of the facts it tells.
  private func event(of operation: WorldlineOperation, on payment: KnownPayment) -> PaymentEvent? {
    let facts = [
      "query", operation.id.text, operation.status.word,
      operation.status.number.map { String($0) }, operation.at.map { String($0.seconds) },
    ]
    return operation.event(
      id: facts.compactMap(\.self).joined(separator: ":"), at: operation.at ?? payment.startedAt)
  }

  /// The numbers of the payments that the customer tried, and that the page ended without one.
  private func numbers(
    of payment: KnownPayment
  ) throws(ProviderError) -> (numbers: [String], end: PaymentEvent?) {
    var numbers = payment.identifiers.filter(\.isDigits)
    let prefix = WorldlineOperation.checkoutPrefix
    guard
      let checkout = payment.identifiers.first(where: { $0.hasPrefix(prefix) })?
        .dropFirst(prefix.count), String(checkout).isWorldlineName
    else { return (numbers, nil) }
    let response = try send(.get, "/hostedcheckouts/\(checkout)")
    // Worldline forgets pages hours after they end.
    guard response.status != 404 else { return (numbers, nil) }
    let page = try WorldlineObject(answer: client.json(response), at: "hostedCheckout")
    let status = try page.required("status", as: \.string)
    if let made = try page.object("createdPaymentOutput")?.object("payment") {
      let id = try made.required("id") { $0.string.flatMap(WorldlineID.init) }
      if !numbers.contains(id.payment) { numbers.append(id.payment) }
    }
    guard status == "CANCELLED_BY_CONSUMER", numbers.isEmpty else { return (numbers, nil) }
    // By the customer, or because the time was over: nothing tells which.
    return (
      [],
      PaymentEvent(
        id: "query:\(prefix)\(checkout):\(status)", attempt: .canceled, at: payment.startedAt,
        amount: payment.amount, reference: payment.reference,
        identifiers: ["\(prefix)\(checkout)"])
    )
  }

  /// The payment with that number and all operations on it.
  private func operations(
    onPayment number: String
  ) throws(ProviderError) -> [WorldlineOperation] {
    let answer = try client.json(send(.get, "/payments/\(number)_0/details"))
    let payment = try WorldlineObject(answer: answer, at: "payment")
    let output = try payment.object("paymentOutput")
    let operations = try payment.objects("Operations")
      .map { operation throws(ProviderError) in
        try WorldlineOperation(listed: operation, of: payment, output)
      }
    let all = operations.isEmpty ? [try WorldlineOperation(payment: payment)] : operations
    guard all.allSatisfy({ $0.id.payment == number }) else { throw payment.fault("id") }
    return all
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    var paid: String?
    for number in try numbers(of: payment).numbers where paid == nil {
      let isPaid = try operations(onPayment: number).contains { $0.meaning == .event(.paid) }
      if isPaid { paid = number }
    }
    guard let paid else { throw WorldlineProvider.nothingPaid(of: payment.reference) }
    let answer = try client.json(
      send(
        .post, "/payments/\(paid)_0/refund",
        ["amountOfMoney": try WorldlineAmount.written(refund.amount)], key: refund.reference))
    let made = try WorldlineOperation(refund: WorldlineObject(answer: answer, at: "refund"))
    guard made.meaning != .event(.refundFailed) else {
      throw WorldlineProvider.rejected(made.reason ?? made.status.word)
    }
    // The payment's operations tell what was given back; the refund alone may only be asked for.
    return RefundAnswer(providerReference: made.id.text, events: [])
  }

  func checkCredentials() throws(ProviderError) {
    _ = try client.json(send(.get, "/services/testconnection"))
  }

  /// The answer to a signed request.
  ///
  /// - Parameter key: makes a repetition harmless.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, key: String? = nil
  ) throws(ProviderError) -> HTTPResponse {
    let path = "/v2/\(merchant)\(path)"
    let headers = try signature.headers(
      method, path, contentType: body == nil ? nil : "application/json",
      key.map { [(name: "X-GCS-Idempotence-Key", value: $0)] } ?? [], at: clock.now)
    return try client.send(method, path, headers: headers, body.map(APIClient.Body.json))
  }
}

extension String {
  /// Whether it can be a name of Worldline's, and be put into an address as it is.
  fileprivate var isWorldlineName: Bool {
    (1...64).contains(utf8.count)
      && utf8.allSatisfy { $0.isLetterOrDigit || "-_".utf8.contains($0) }
  }
}
