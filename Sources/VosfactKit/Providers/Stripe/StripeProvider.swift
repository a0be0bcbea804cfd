import Localization

/// Stripe: card payments through a hosted checkout page.
///
/// API reference: "Checkout Sessions", "Events", "Disputes"; guides: "Receive Stripe events in your webhook
/// endpoint", "Fulfill orders", "Supported currencies". Times are Unix seconds. Amounts are minor units,
/// not always those of ISO 4217: `StripeAmount` converts them.
struct StripeProvider: Provider {
  static let description = ProviderDescription(
    name: "stripe", title: "Stripe",
    keys: [
      ProviderKey(
        "secret-key", .secret(isRepeatable: false),
        en: "Secret or restricted key of the API, as sk_live_… or rk_test_…",
        fr: "Clé secrète ou restreinte de l’API, comme sk_live_… ou rk_test_…"),
      ProviderKey(
        "webhook-secret", .secret(isRepeatable: true),
        en: "Signing secret of the webhook endpoint, whsec_…; two while it is rolled",
        fr: "Secret de signature du point de terminaison webhook, whsec_… ; deux lors d’un "
          + "renouvellement"),
    ], guide: guide,
    required: { mode in
      mode == .simulated ? ["webhook-secret"] : ["secret-key", "webhook-secret"]
    },
    outcomes: SimulatedOutcome.allCases, pages: ["https://checkout.stripe.com"])

  let mode: ProviderMode
  /// What callbacks are signed with: any of them, as Stripe signs with two while one replaces the other.
  let webhookSecrets: [Secret]
  let api: StripeAPI?

  /// It throws `ProviderError.badValue` if the key is not one of the mode.
  init(_ configuration: ProviderConfiguration) throws {
    mode = try configuration.modeInUse()
    webhookSecrets = try configuration.secrets("webhook-secret")
    api = try mode == .simulated ? nil : StripeAPI(configuration, mode)
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try StripeAmount.chargeable(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let units = try StripeAmount.chargeable(attempt.amount)
    guard let api else { return StripeSimulation.started(attempt) }
    return try StripeCheckout(attempt, units: units).open(with: api)
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    let signature = try StripeSignature(of: callback)
    try signature.check(callback.body, secrets: webhookSecrets, now: now)
    let envelope = StripeEnvelope(body: callback.body)
    guard envelope.isLive != (mode != .live) else { throw .refused(.wrongMode(expected: mode)) }
    // Sales of an account that is connected to the seller's are that account's.
    guard !envelope.isOfConnectedAccount,
      envelope.type.map(StripeEvent.concernsPayments) ?? true
    else { return VerifiedCallback(nil) }
    let payment = envelope.payment
    return try .reading(
      envelope.type, reference: payment.reference, identifiers: payment.identifiers
    ) { () throws(ProviderError) in
      let event = try StripeEvent(envelope.message.object(at: "event"))
      guard !event.isUnknown else { throw .refused(.malformed(.unknownKind)) }
      guard event.related != nil else { return try VerifiedCallback(ofSnapshot(event)) }
      guard let question = try event.question() else { return VerifiedCallback(nil) }
      guard api != nil else {
        throw .malformed(
          en: "it only names an object, and in simulated mode there is nobody to ask",
          fr: "il ne fait que nommer un objet, et en mode simulated il n’y a personne à interroger")
      }
      return VerifiedCallback(events: [], question: question)
    }
  }

  /// What a snapshot says. Of a session that nobody here opened, our reference proves nothing; in simulated mode there
  /// are none but those.
  private func ofSnapshot(_ event: StripeEvent) throws(ProviderError) -> PaymentEvent? {
    let told = try event.paymentEvent()
    return mode == .simulated ? told : told?.onItsPage
  }

  /// A day: hosts whose clocks are off by more than `StripeSignature.tolerance` have their callbacks refused anyway.
  private static let plausibleAge: Int64 = 86_400

  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSON(), let signature = try? StripeSignature(of: callback) else {
      return false
    }
    return signature.time.distance(to: now) <= plausibleAge
      && signature.codes.contains { $0.areHexadecimalDigits(64) }
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let body = try StripeSimulation(of: payment, amount: amount, now: now)
      .event(outcome, random: random)
    return try StripeSimulation.request(body, signedWith: webhookSecrets, at: now)
  }
}
