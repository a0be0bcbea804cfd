import Localization

/// PayPal: payments from an account or by card, approved on PayPal's pages and captured by us.
///
/// REST reference: "Orders" v2, "Payments" v2, "Webhooks" v1, "Disputes" v1; page "Integrate webhooks". A callback's
/// signature covers a checksum of its body only, so that the API is asked before anything is settled.
struct PayPalProvider: Provider {
  static let description = ProviderDescription(
    name: "paypal", title: "PayPal",

    taken: TakenMeans(means: [.paypal, .card], schemes: [.visa, .mastercard, .amex]),
    keys: keys, guide: guide,
    required: { mode in
      mode == .simulated
        ? [simulatedCertificate]
        : ["client-id", "client-secret", "webhook-id", "ca-file", "certificate-directory"]
    },
    outcomes: SimulatedOutcome.allCases,
    pages: ["https://paypal.com", "https://*.paypal.com"])

  private let mode: ProviderMode
  /// The webhooks whose callbacks are ours.
  let webhooks: [String]
  private let trust: PayPalTrust
  /// What signs in simulated mode.
  private let identity: SigningIdentity?
  let api: PayPalAPI?

  /// It throws `ProviderError.badValue` for what cannot be used.
  init(_ configuration: ProviderConfiguration) throws {
    mode = try configuration.modeInUse()
    let webhooks = try configuration.value("webhook-id").map(Self.webhooks) ?? []
    guard mode != .simulated else {
      let pem = try configuration.secret(Self.simulatedCertificate)
      guard let identity = SigningIdentity(pem: pem.bytes) else {
        throw Self.badValue(of: Self.simulatedCertificate)
      }
      self.webhooks = webhooks.isEmpty ? [PayPalSimulation.webhook] : webhooks
      self.identity = identity
      trust = try PayPalTrust(simulated: identity)
      api = nil
      return
    }
    // PayPal's simulator signs for that name, for everybody alike.
    guard mode == .test || !webhooks.contains(PayPalSimulation.webhook) else {
      throw Self.badValue(of: "webhook-id")
    }
    self.webhooks = webhooks
    identity = nil
    trust = try PayPalTrust(
      authorities: configuration.needed("ca-file"),
      folder: configuration.needed("certificate-directory"), mode: mode)
    api = try PayPalAPI(configuration, isLive: mode == .live, webhooks: webhooks)
  }

  /// A key with a certificate and its authority, made for this database, and trusted in simulated mode only.
  static func simulatedSecret(
    for key: String, random: RandomSource
  ) throws(ProviderError) -> Secret {
    let identity = SigningIdentity.make(
      authority: "vosfact simulated authority", name: PayPalTrust.simulatedName, random: random)
    guard let pem = identity?.pem else { throw .cryptography }
    return Secret(bytes: pem)
  }

  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] {
    guard try configuration.mode != .simulated,
      try configuration.value("confirm-by-api") == "false"
    else { return [] }
    return [
      ProviderWarning(
        "confirm-by-api", "true",
        en: """
          callbacks settle without PayPal being asked: whoever holds a genuine one can make another for its \
          signature, which covers a checksum only, and settle without paying
          """,
        fr: """
          les rappels règlent sans que PayPal soit interrogé : qui en détient un authentique peut en faire un \
          autre pour sa signature, qui ne couvre qu’une somme de contrôle, et régler sans payer
          """)
    ]
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    try PayPalAmount.check(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let order = try PayPalOrder(attempt)
    guard let api else { return PayPalSimulation.started(attempt) }
    return try order.open(with: api.connect())
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    let signature = try PayPalSignature(of: callback)
    let certificate = try trust.certificate(at: signature.certificate, now: now)
    try signature.check(callback.body, webhooks: webhooks, certificate: certificate)
    let message = CallbackJSON(callback.body)
    let type = message["event_type"]?.string
    let (reference, identifiers) = PayPalEvent.payment(in: message)
    var verified = try VerifiedCallback.reading(
      type, reference: reference, identifiers: identifiers
    ) { () throws(ProviderError) in
      guard type.map(PayPalEvent.concernsPayments) ?? true else { return VerifiedCallback(nil) }
      let event = try PayPalEvent(message.object(at: "event"))
      guard !event.isUnknown else { throw .refused(.malformed(.unknownKind)) }
      return VerifiedCallback(events: try event.paymentEvents())
    }
    verified.transmission = signature.transmission
    return verified
  }

  func fetchCertificate(
    at address: String, over transport: any HTTPTransport, now: UnixTime,
    rehearsing isRehearsal: Bool
  ) throws -> String {
    guard let api = api(over: transport), let folder = trust.folder,
      let address = PayPalCertificateAddress(address)
    else { throw noCertificates }
    let response = try api.fetch(address)
    guard let chain = Certificate.all(in: response.body), !chain.isEmpty else {
      throw ProviderError.unreachable(
        provider: Self.name,
        reason: Text(
          en: "what it gave is no certificate", fr: "ce qu’il a donné n’est pas un certificat"))
    }
    do {
      try trust.check(chain, of: address, now: now)
    } catch {
      guard case ProviderError.refused(.untrusted(let why)) = error else { throw error }
      throw Fault(
        .refused,
        en:
          "nothing was stored; the certificate is not \(Self.name)'s: \(why.en.shown); check the ca-file",
        fr:
          "rien n’a été rangé ; le certificat n’est pas celui de \(Self.name) : \(why.fr.shown) ; vérifiez le ca-file"
      )
    }
    let path = "\(folder)/\(address.fileName)"
    if !isRehearsal { try PayPalFiles.write(chain.compactMap(\.pem).flatMap(\.self), to: path) }
    return path
  }

  /// PayPal sends again for three days, under the time of the first sending or a new one; and clocks differ.
  private static let plausibleAge: Int64 = 31 * 86_400

  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.resemblesJSON(), let signature = try? PayPalSignature(of: callback),
      let time = UnixTime(rfc3339: signature.time)
    else { return false }
    // RSA with a key of 1,024 to 8,192 bits.
    return time.distance(to: now) <= plausibleAge
      && (128...1_024).contains(signature.signature.count)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    guard let identity, let webhook = webhooks.first else {
      throw .signedElsewhere(provider: Self.name)
    }
    let body = try PayPalSimulation(of: payment, amount: amount, now: now)
      .event(outcome, random: random)
    return try PayPalSimulation.request(
      body, for: webhook, signedBy: identity, at: now, random: random)
  }
}
