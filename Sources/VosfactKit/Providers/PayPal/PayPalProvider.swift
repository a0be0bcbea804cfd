import Localization

/// PayPal: payments from an account or by card, approved on PayPal's pages and captured by us.
///
/// REST reference: "Orders" v2, "Payments" v2, "Webhooks" v1, "Disputes" v1; page "Integrate webhooks". A callback's
/// signature covers a checksum of its body only, so that the API is asked before anything is settled.
struct PayPalProvider: Provider {
  static let description = ProviderDescription(
    name: "paypal", title: "PayPal",
    means: Text(en: "PayPal account or card", fr: "compte PayPal ou carte bancaire"),
    keys: PayPalKeys.all, guide: guide,
    required: { mode in
      mode == .simulated
        ? [PayPalKeys.simulatedCertificate]
        : ["client-id", "client-secret", "webhook-id", "ca-file", "certificate-directory"]
    },
    outcomes: SimulatedOutcome.allCases,
    pages: ["https://paypal.com", "https://*.paypal.com"])

  let mode: ProviderMode
  /// The webhooks whose callbacks are ours.
  let webhooks: [String]
  /// Whether the API is asked before a callback settles anything.
  let confirmsByAPI: Bool
  let trust: PayPalTrust
  private let use: Use

  private enum Use {
    /// - Parameter certificates: the folder in which they are kept.
    case real(PayPalAPI, certificates: String)
    case simulated(SigningIdentity)
  }

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is missing,
  ///   `.badValue` for what cannot be used; else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    self.mode = mode
    confirmsByAPI = try configuration.value("confirm-by-api") != "false"
    let webhooks = try configuration.value("webhook-id").map(PayPalKeys.webhooks) ?? []
    if mode == .simulated {
      guard let pem = try configuration.secrets(PayPalKeys.simulatedCertificate).first else {
        throw ProviderError.notConfigured(
          provider: Self.name, missing: [PayPalKeys.simulatedCertificate])
      }
      guard let identity = SigningIdentity(pem: pem.bytes) else {
        throw PayPalKeys.badValue(of: PayPalKeys.simulatedCertificate)
      }
      self.webhooks = webhooks.isEmpty ? [PayPalSimulation.webhook] : webhooks
      trust = try PayPalTrust(simulated: identity)
      use = .simulated(identity)
      return
    }
    guard let clientID = try configuration.value("client-id"),
      let clientSecret = try configuration.secrets("client-secret").first, !webhooks.isEmpty,
      let authorities = try configuration.value("ca-file"),
      let folder = try configuration.value("certificate-directory")
    else {
      let missing = try Self.description.required(mode).filter { key in
        try configuration.value(key) == nil && configuration.secretCount(key) == 0
      }
      throw ProviderError.notConfigured(provider: Self.name, missing: missing)
    }
    // PayPal's simulator signs for that name, for everybody alike.
    guard mode == .test || !webhooks.contains(PayPalSimulation.webhook) else {
      throw PayPalKeys.badValue(of: "webhook-id")
    }
    self.webhooks = webhooks
    trust = try PayPalTrust(authorities: authorities, folder: folder, mode: mode)
    let api = PayPalAPI(
      base: try configuration.value("api-base"), clientID: clientID, clientSecret: clientSecret,
      mode: mode)
    use = .real(api, certificates: folder)
  }

  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    try PayPalKeys.check(value, of: key, now: now)
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
        text: Text(
          en: """
            callbacks settle without PayPal being asked: whoever holds a genuine one can make another for its \
            signature, which covers a checksum only, and settle without paying
            """,
          fr: """
            les rappels règlent sans que PayPal soit interrogé : qui en détient un authentique peut en faire un \
            autre pour sa signature, qui ne couvre qu’une somme de contrôle, et régler sans payer
            """), key: "confirm-by-api", value: "true")
    ]
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    try PayPalAmount.check(amount)
  }

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    let order = try PayPalOrder(attempt)
    guard case .real(let api, _) = use else {
      return PayPalSimulation(of: attempt.reference).started(attempt)
    }
    return try order.open(with: api.connect(over: transport))
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    let signature = try PayPalSignature(of: callback)
    let certificate = try trust.certificate(at: signature.certificate, now: now)
    try signature.check(callback.body, webhooks: webhooks, certificate: certificate)
    let event = try PayPalEvent(body: callback.body)
    do throws(ShapeError) {
      return VerifiedCallback(try event.paymentEvents(), transmission: signature.transmission)
    } catch {
      throw .refused(.malformed(error.reason))
    }
  }

  var isAskedBeforeSettling: Bool { mode != .simulated }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard case .real(let api, _) = use,
      confirmsByAPI || callback.events.contains(where: \.needsAnswerOfPayPal)
    else { return nil }
    let connection = try api.connect(over: transport)
    guard callback.events.contains(where: \.isAboutDispute) else {
      return try PayPalStatus(payment: payment, connection: connection).paymentEvents(now: now)
    }
    return try PayPalDisputes(connection: connection).confirmed(callback.events)
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard case .real(let api, _) = use,
      !PayPalName.orders(payment.identifiers).isEmpty
        || !PayPalName.captures(payment.identifiers).isEmpty
    else { return [] }
    return try PayPalStatus(payment: payment, connection: api.connect(over: transport))
      .paymentEvents(now: now)
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard case .real(let api, _) = use else {
      throw .notConfigured(provider: Self.name, missing: ["client-id", "client-secret"])
    }
    return try PayPalRefund(refund, of: payment).send(with: api.connect(over: transport))
  }

  /// Asks for a token and for each webhook: one that PayPal does not know would make every callback look forged.
  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    guard case .real(let api, _) = use else { return }
    let connection = try api.connect(over: transport)
    for webhook in webhooks where webhook != PayPalSimulation.webhook {
      guard try connection.get("/v1/notifications/webhooks/\(webhook)") == nil else { continue }
      throw .rejected(
        provider: Self.name,
        reason: Text(
          en: "it does not know the webhook \(webhook)",
          fr: "il ne connaît pas le webhook \(webhook)"
        ))
    }
  }

  func fetchCertificate(
    at address: String, over transport: any HTTPTransport, now: UnixTime,
    rehearsing isRehearsal: Bool
  ) throws -> String {
    guard case .real(let api, let folder) = use, let address = PayPalCertificateAddress(address)
    else { throw noCertificates }
    let response = try api.fetch(address, over: transport)
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

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    guard case .simulated(let identity) = use, let webhook = webhooks.first else {
      throw .signedElsewhere(provider: Self.name)
    }
    let body = try PayPalSimulation(of: payment).event(
      outcome, of: payment, amount: amount, now: now, random: random)
    return try PayPalSimulation.request(
      body, for: webhook, signedBy: identity, at: now, random: random)
  }
}
