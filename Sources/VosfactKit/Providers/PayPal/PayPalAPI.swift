/// The way to PayPal's API: its address and the credentials.
///
/// Source: PayPal's REST reference, "Authentication", "API requests" and "API responses"; Payments v2,
/// "Refund captured payment".
struct PayPalAPI: ProviderAPI {
  var client: APIClient
  /// What the client ID and its secret are shown as.
  private let credentials: Secret
  /// Whether it is at another address than PayPal's.
  private let isElsewhere: Bool
  private let webhooks: [String]
  /// Whether the API is asked before a callback settles anything.
  private let confirmsByAPI: Bool

  /// It throws as `ProviderConfiguration.secret` does.
  init(_ configuration: ProviderConfiguration, isLive: Bool, webhooks: [String]) throws {
    let secret = try configuration.secret("client-secret")
    credentials = Secret(
      Base64.encode(Array("\(try configuration.needed("client-id")):".utf8) + secret.bytes))
    client = try APIClient(
      configuration,
      at: isLive ? "https://api-m.paypal.com" : "https://api-m.sandbox.paypal.com",
      secrets: [secret, credentials]
    ) { answer in
      let details = (answer["details"]?.array ?? []).flatMap { detail in
        ["issue", "field", "description"].map { detail[$0]?.string }
      }
      let members = ["error", "error_description", "name", "message"].map { answer[$0]?.string }
      return (members + details + [answer["debug_id"]?.string]).compactMap(\.self)
    }
    isElsewhere = try configuration.value("api-base") != nil
    self.webhooks = webhooks
    confirmsByAPI = try configuration.value("confirm-by-api") != "false"
  }

  /// Asks for a token, with which requests are made. It lasts for hours, and is not kept: a process lives for
  /// less.
  ///
  /// - Throws: `ProviderError.rejected` if PayPal refuses the credentials, or `.unreachable`.
  func connect() throws(ProviderError) -> PayPalConnection {
    let response = try client.send(
      .post, "/v1/oauth2/token",
      headers: [("Authorization", "Basic \(credentials.text)"), ("Accept", "application/json")],
      .form([("grant_type", "client_credentials")]))
    // It becomes part of a header.
    let token = try PayPalObject(answer: client.json(response), at: "token")
      .required("access_token", where: { !$0.isEmpty && $0.utf8.allSatisfy(\.isVisible) })
    var client = client
    client.headers = [("Authorization", "Bearer \(token)"), ("Accept", "application/json")]
    client.secrets.append(Secret(token))
    return PayPalConnection(client: client)
  }

  /// Asks for a certificate, which anybody may have: where it is, or at another address than PayPal's if that is
  /// set.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func fetch(_ address: PayPalCertificateAddress) throws(ProviderError) -> HTTPResponse {
    var client = client
    if !isElsewhere { client.base = "https://\(address.host)" }
    let response = try client.send(.get, address.path)
    guard response.isSuccess else { throw client.failure(response) }
    return response
  }

  var isAskedBeforeSettling: Bool { true }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard confirmsByAPI || callback.events.contains(where: \.needsAnswerOfPayPal) else {
      return nil
    }
    let connection = try connect()
    guard callback.events.contains(where: \.isAboutDispute) else {
      return try PayPalStatus(payment: payment, connection: connection).paymentEvents(now: now)
    }
    return try PayPalDisputes(connection: connection).confirmed(callback.events)
  }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    let names = payment.identifiers
    guard !PayPalName.orders(names).isEmpty || !PayPalName.captures(names).isEmpty else {
      return []
    }
    return try PayPalStatus(payment: payment, connection: connect()).paymentEvents(now: now)
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    // Of several captures only the last one can have succeeded.
    guard let capture = PayPalName.captures(payment.identifiers).last else {
      throw PayPalProvider.rejected(
        en: "the payment's capture is not known; 'vosfact payment reconcile' asks for it",
        fr: "la capture du paiement n’est pas connue ; « vosfact payment reconcile » la demande")
    }
    let money = try PayPalAmount.json(refund.amount)
    let response = try connect().post(
      "/v2/payments/captures/\(capture)/refund", ["amount": money],
      requestID: "vosfact-refund-\(refund.reference)")
    let made = try PayPalObject(answer: client.json(response), at: "refund")
    let (id, status, reason) = (try made.id(), try made.status, try made.statusReason)
    guard !["FAILED", "CANCELLED"].contains(status) else {
      throw PayPalProvider.rejected(reason ?? status)
    }
    // The order tells of all refunds and what they come to; this one alone is only asked for.
    return RefundAnswer(providerReference: id, events: [])
  }

  /// Asks for a token and for each webhook: one that PayPal does not know would make every callback look forged.
  func checkCredentials() throws(ProviderError) {
    let connection = try connect()
    for webhook in webhooks where webhook != PayPalSimulation.webhook {
      guard try connection.get("/v1/notifications/webhooks/\(webhook)") == nil else { continue }
      throw PayPalProvider.rejected(
        en: "it does not know the webhook \(webhook)",
        fr: "il ne connaît pas le webhook \(webhook)")
    }
  }
}

/// PayPal's API with a token for it.
struct PayPalConnection {
  let client: APIClient

  /// The answer to a GET of `path`; `nil` if PayPal knows nothing there.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func get(_ path: String) throws(ProviderError) -> JSONValue? {
    let response = try client.send(.get, path)
    if response.status == 404 { return nil }
    return try client.json(response)
  }

  /// The answer to a POST of `json` to `path`, whatever its status; the id makes its repetition harmless.
  ///
  /// - Throws: `ProviderError.unreachable`, or `.rejected` if PayPal does not let the account do it.
  func post(
    _ path: String, _ json: JSONValue, requestID: String
  ) throws(ProviderError) -> HTTPResponse {
    let headers = [
      (name: "PayPal-Request-Id", value: requestID), ("Prefer", "return=representation"),
    ]
    return try client.send(.post, path, headers: headers, .json(json))
  }
}
