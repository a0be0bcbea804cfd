import Localization

/// Worldline Direct, which follows Ingenico ePayments: payments on a page of Worldline's, the Hosted Checkout Page.
///
/// Guides: "Hosted Checkout Page", "Webhooks", "Statuses"; API reference, "HostedCheckout", "Payments", "Refunds".
/// Amounts are minor units of ISO 4217. The webhooks of test and of production have keys of their own, so that the
/// signature tells the mode too.
struct WorldlineProvider: Provider {
  static let description = ProviderDescription(
    name: "worldline", title: "Worldline",
    keys: keys, guide: guide,
    required: { mode in
      mode == .simulated
        ? ["webhook-secret"]
        : ["merchant-id", "key-id", "secret", "webhook-key-id", "webhook-secret"]
    }, distinctSecrets: ["secret", "webhook-secret"],
    // A page that ends tells nobody, and disputes are not notified.
    outcomes: SimulatedOutcome.allCases.filter { $0 != .expired && !$0.isAboutDispute },
    pages: ["https://worldline-solutions.com", "https://*.worldline-solutions.com"],
    callbackMethods: ["POST", "GET"], asksByGET: true)

  /// The account's name, which Ingenico called PSPID.
  let merchant: String
  let webhookSignature: WorldlineWebhookSignature
  let api: WorldlineAPI?

  init(_ configuration: ProviderConfiguration) throws {
    let mode = try configuration.modeInUse()
    // What is not there needs names all the same.
    let merchant = try configuration.value("merchant-id") ?? "simulated"
    self.merchant = merchant
    webhookSignature = try WorldlineWebhookSignature(
      key: configuration.value("webhook-key-id") ?? "simulated",
      secret: configuration.secret("webhook-secret"))
    api =
      try mode == .simulated
      ? nil : WorldlineAPI(configuration, isTest: mode == .test, merchant: merchant)
  }

  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    switch key {
    case "merchant-id":
      guard value.utf8.allSatisfy({ $0.isLetterOrDigit || "-_".utf8.contains($0) }) else {
        throw badValue(
          of: key, en: "the account's PSPID: letters, digits, - and _",
          fr: "le PSPID du compte : des lettres, des chiffres, - et _")
      }
    case "key-id", "webhook-key-id":
      guard value.utf8.allSatisfy({ $0.isVisible && $0 != UInt8(ascii: ":") }) else {
        throw badValue(
          of: key, en: "the key's id, without blanks",
          fr: "l’identifiant de la clé, sans blancs")
      }
    default: break
    }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try WorldlineAmount.written(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let checkout = try WorldlineCheckout(attempt)
    guard let api else { return WorldlineSimulation.started(attempt) }
    return try api.open(checkout)
  }

  /// JSON with its HMAC-SHA-256 in Base 64, and the name of a key. A question by GET tells nothing, and is not kept.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.method == "POST", callback.resemblesJSON(),
      let code = try? callback.headers.only(WorldlineWebhookSignature.header),
      let key = try? callback.headers.only(WorldlineWebhookSignature.keyHeader)
    else { return false }
    return !key.bytes.isEmpty && Base64.decode(digits: code.bytes)?.count == 32
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let body = try WorldlineSimulation(
      merchant: merchant, payment: payment, amount: amount, now: now, random: random
    ).body(outcome)
    return try webhookSignature.request(bringing: body)
  }
}
