import Localization

/// Stripe: card payments through a hosted checkout page.
///
/// API reference: "Checkout Sessions", "Events", "Disputes"; guides: "Receive Stripe events in your webhook
/// endpoint", "Fulfill orders", "Supported currencies". Times are Unix seconds. Amounts are minor units,
/// not always those of ISO 4217: `StripeAmount` converts them.
struct StripeProvider: Provider {
  static let description = ProviderDescription(
    name: "stripe", title: "Stripe", means: Text(en: "card", fr: "carte bancaire"),
    keys: [
      ProviderKey(
        "secret-key", .secret(isRepeatable: false),
        help: Text(
          en: "Secret or restricted key of the API, as sk_live_… or rk_test_…",
          fr: "Clé secrète ou restreinte de l’API, comme sk_live_… ou rk_test_…")),
      ProviderKey(
        "webhook-secret", .secret(isRepeatable: true),
        help: Text(
          en: "Signing secret of the webhook endpoint, whsec_…; two while it is rolled",
          fr: "Secret de signature du point de terminaison webhook, whsec_… ; deux lors d’un "
            + "renouvellement")),
    ], guide: guide,
    required: { mode in
      mode == .simulated ? ["webhook-secret"] : ["secret-key", "webhook-secret"]
    },
    outcomes: SimulatedOutcome.allCases, pages: ["https://checkout.stripe.com"])

  let mode: ProviderMode
  /// What callbacks are signed with: any of them, as Stripe signs with two while one replaces the other.
  let webhookSecrets: [Secret]
  /// The way to Stripe; `nil` in simulated mode, which asks nobody.
  let api: StripeAPI?

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is
  ///   missing, `.badValue` if the key is not one of the mode; else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    self.mode = mode
    let missing = try Self.description.required(mode).filter { key in
      try configuration.secretCount(key) == 0
    }
    guard missing.isEmpty else {
      throw ProviderError.notConfigured(provider: Self.name, missing: missing)
    }
    webhookSecrets = try configuration.secrets("webhook-secret")
    api =
      if mode != .simulated, let key = try configuration.secrets("secret-key").first {
        try StripeAPI(base: configuration.value("api-base"), key: key, mode: mode)
      } else {
        nil
      }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try StripeAmount.chargeable(amount)
  }

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    let units = try StripeAmount.chargeable(attempt.amount)
    guard let api else { return StripeSimulation(of: attempt.reference).started(attempt) }
    return try StripeCheckout(attempt, units: units).open(with: api, over: transport)
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    let signature = try StripeSignature(of: callback)
    try signature.check(callback.body, secrets: webhookSecrets, now: now)
    let event = try StripeEvent(body: callback.body)
    guard event.isLive == (mode == .live) else { throw .refused(.wrongMode(expected: mode)) }
    do throws(ShapeError) {
      return VerifiedCallback(try event.paymentEvents())
    } catch {
      throw .refused(.malformed(error.reason))
    }
  }

  /// The signature covers the whole body.
  var isAskedBeforeSettling: Bool { false }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api, let session = payment.identifiers.first(where: { $0.isStripeID(of: "cs_") })
    else {
      return []
    }
    return try StripeStatus(ofSession: session, with: api, over: transport).paymentEvents()
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard let api else { throw .notConfigured(provider: Self.name, missing: ["secret-key"]) }
    return try StripeRefund(refund, of: payment).send(with: api, over: transport)
  }

  /// Asks for one Checkout Session: what a key must be allowed here, a restricted one too.
  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    _ = try api?.get("/v1/checkout/sessions?limit=1", over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let body = try StripeSimulation(of: payment).event(
      outcome, of: payment, amount: amount, now: now, random: random)
    return try StripeSimulation.request(body, signedWith: webhookSecrets, at: now)
  }
}
