import Localization

/// Braintree: payments by card through a page of our own, which its script gives a nonce.
///
/// Guides: "GraphQL", "Hosted Fields", "Webhooks". Amounts are decimal numbers of the merchant account's currency.
struct BraintreeProvider: NonceProvider {
  static let description = ProviderDescription(
    name: "braintree", title: "Braintree", means: Text(en: "card", fr: "carte bancaire"),
    keys: keys, guide: guide,
    required: { mode in
      mode == .simulated
        ? ["private-key"] : ["merchant-id", "public-key", "private-key", "merchant-account-id"]
    },
    outcomes: SimulatedOutcome.allCases.filter { $0 != .canceled },
    callbackMethods: ["POST", "GET"], asksByGET: true, tellsRefunds: false)

  private let mode: ProviderMode
  private let merchant: String?
  let signature: BraintreeSignature
  /// The pair that requests are made with.
  private let pair: BraintreeSignature.KeyPair
  /// The way to Braintree; `nil` in simulated mode, which asks nobody.
  private let api: BraintreeAPI?

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is missing,
  ///   `.badValue` if there are not as many public keys as private ones; else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    let missing = try configuration.missingKeys(in: mode)
    let privateKeys = try configuration.secrets("private-key")
    guard missing.isEmpty, !privateKeys.isEmpty else {
      throw ProviderError.notConfigured(provider: Self.name, missing: missing)
    }
    // Keys that are not there need names all the same.
    let names = try configuration.value("public-key") ?? "simulated"
    let publicKeys = names.split(separator: ",").map(\.trimmingSpaces)
    guard publicKeys.count == privateKeys.count else {
      throw ProviderError.badValue(
        provider: Self.name, key: "public-key",
        allowed: Text(
          en: "one for each private-key", fr: "une clé pour chaque private-key"))
    }
    self.mode = mode
    merchant = try configuration.value("merchant-id")
    let pairs = zip(publicKeys, privateKeys).map { publicKey, privateKey in
      BraintreeSignature.KeyPair(publicKey: publicKey, privateKey: privateKey)
    }
    signature = BraintreeSignature(pairs: pairs)
    pair = pairs[0]
    api =
      if mode != .simulated, let account = try configuration.value("merchant-account-id") {
        BraintreeAPI(
          base: try configuration.value("api-base"), isTest: mode == .test, pair: pairs[0],
          merchantAccount: account)
      } else {
        nil
      }
  }

  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    guard key == "public-key" else { return }
    let names = value.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
    let isGood = names.allSatisfy { name in
      !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"&|:".utf8.contains($0) }
    }
    guard isGood, Set(names).count == names.count else {
      throw .badValue(
        provider: Self.name, key: key,
        allowed: Text(
          en: "the public key of the API, or several separated by commas",
          fr: "la clé publique de l’API, ou plusieurs séparées par des virgules"))
    }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try BraintreeAmount.written(amount)
  }

  /// Nothing is prepared: the page asks for the nonce, and `charge` opens the transaction.
  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    try Self.check(attempt.amount)
    guard api == nil else {
      return StartedAttempt(
        next: .page(url: attempt.pageAddress), providerReference: nil,
        identifiers: [])
    }
    return BraintreeSimulation.started(attempt)
  }

  /// The keys of the sandbox and of production differ, so that the signature tells the mode too.
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard callback.method == "POST" || callback.method == "GET",
      let form = FormFields(of: callback)
    else { throw .refused(.notSigned) }
    guard callback.method == "POST" else {
      return VerifiedCallback([], reply: try BraintreeChallenge(form).answer(with: pair))
    }
    let notification = try BraintreeNotification(signature.payload(of: form))
    if let theirs = notification.merchant, let merchant, theirs != merchant {
      throw .refused(.wrongMode(expected: mode))
    }
    return VerifiedCallback(try notification.paymentEvents())
  }

  /// The signature covers the whole payload.
  var isAskedBeforeSettling: Bool { false }

  func form(over transport: any HTTPTransport) throws(ProviderError) -> (any NonceForm)? {
    guard let api else { return nil }
    return BraintreeCardForm(token: try api.clientToken(over: transport), isLive: mode == .live)
  }

  func charge(
    nonce: Secret, of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api else {
      return try BraintreeSimulation.events(ofCharge: nonce, of: payment, now: now)
    }
    let known = try api.transactions(of: payment.reference, over: transport)
    guard !known.contains(where: { $0.isPaid || $0.isPending }) else {
      return try events(of: known, api)
    }
    do throws(ProviderError) {
      let made = try api.charge(
        nonce, payment.amount, reference: payment.reference, over: transport)
      return try events(of: known + [made], api)
    } catch {
      guard case .unreachable = error else { throw error }
      // The charge may have been made all the same.
      let found = try api.transactions(of: payment.reference, over: transport)
      guard found.count > known.count else { throw error }
      return try events(of: found, api)
    }
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api else { return [] }
    return try events(of: api.transactions(of: payment.reference, over: transport), api)
  }

  /// The events of the transactions that count: of several the one that is paid first, if any is. Of others it counts
  /// then only whether they took or hold the amount once more: what is given back of them is none of the payment's.
  private func events(
    of transactions: [BraintreeTransaction], _ api: BraintreeAPI
  ) throws(ProviderError) -> [PaymentEvent] {
    let paid = Self.paid(transactions)
    return try api.reading { () throws(ShapeError) in
      var events: [PaymentEvent] = []
      for transaction in paid.isEmpty ? transactions : Array(paid.prefix(1)) {
        events += try transaction.paymentEvents()
      }
      for other in transactions where !paid.isEmpty && other.id != paid[0].id {
        events += try [other.eventBesidePayment()].compactMap(\.self)
      }
      return events
    }
  }

  /// Those of `transactions` that are paid, the first one first.
  private static func paid(_ transactions: [BraintreeTransaction]) -> [BraintreeTransaction] {
    transactions.filter(\.isPaid).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard let api else { throw .notConfigured(provider: Self.name, missing: ["private-key"]) }
    let known = try api.transactions(of: payment.reference, over: transport)
    guard let paid = Self.paid(known).first else {
      throw .nothingPaid(of: payment.reference, provider: Self.name)
    }
    // Only a whole transaction can be given back before it is settled.
    let made =
      refund.amount == payment.amount
      ? try api.reverse(paid.globalID, over: transport)
      : try api.refund(
        paid.globalID, refund.amount, reference: refund.reference, over: transport)
    return RefundAnswer(providerReference: made, events: [])
  }

  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    try api?.test(over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try BraintreeSimulation(signature: signature, random: random)
      .request(outcome, of: payment, amount: amount, now: now)
  }
}
