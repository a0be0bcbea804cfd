import Localization

/// Braintree: payments by card through a page of our own, which its script gives a nonce.
///
/// Guides: "GraphQL", "Hosted Fields", "Webhooks". Amounts are decimal numbers of the merchant account's currency.
struct BraintreeProvider: NonceProvider {
  static let description = ProviderDescription(
    name: "braintree", title: "Braintree",
    keys: keys, guide: guide,
    required: { mode in
      mode == .simulated
        ? ["private-key"] : ["merchant-id", "public-key", "private-key", "merchant-account-id"]
    },
    outcomes: SimulatedOutcome.allCases.filter { $0 != .canceled },
    // Local payments are told by their own name alone.
    callbackMethods: ["POST", "GET"], asksByGET: true, carriesReference: false, tellsRefunds: false)

  private let mode: ProviderMode
  private let merchant: String?
  private let verification: BraintreeThreeDSecure
  let signature: BraintreeSignature
  let api: BraintreeAPI?

  /// It throws `ProviderError.badValue` if there are not as many public keys as private ones.
  init(_ configuration: ProviderConfiguration) throws {
    mode = try configuration.modeInUse()
    let privateKeys = try configuration.secrets("private-key")
    // Keys that are not there need names all the same.
    let names = try configuration.value("public-key") ?? "simulated"
    let publicKeys = names.split(separator: ",").map(\.trimmingSpaces)
    guard publicKeys.count == privateKeys.count else {
      throw Self.badValue(
        of: "public-key", en: "one for each private-key", fr: "une clé pour chaque private-key")
    }
    merchant = try configuration.value("merchant-id")
    verification =
      try configuration.value(Self.threeDSecure).flatMap(BraintreeThreeDSecure.init) ?? .required
    signature = BraintreeSignature(
      pairs: zip(publicKeys, privateKeys).map(BraintreeSignature.KeyPair.init))
    api =
      try mode == .simulated
      ? nil : BraintreeAPI(configuration, isTest: mode == .test, pair: signature.pairs[0])
  }

  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    guard key == "public-key" else { return }
    let names = value.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingSpaces)
    let isGood = names.allSatisfy { name in
      !name.isEmpty && name.utf8.allSatisfy { $0.isVisible && !"&|:".utf8.contains($0) }
    }
    guard isGood, Set(names).count == names.count else {
      throw badValue(
        of: key, en: "the public key of the API, or several separated by commas",
        fr: "la clé publique de l’API, ou plusieurs séparées par des virgules")
    }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try BraintreeAmount.written(amount)
  }

  /// Nothing is prepared: the page asks for the nonce, and `charge` opens the transaction.
  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    try Self.check(attempt.amount)
    guard api != nil else { return BraintreeSimulation.started(attempt) }
    return StartedAttempt(
      next: .page(url: attempt.pageAddress), providerReference: nil, identifiers: [])
  }

  /// The keys of the sandbox and of production differ, so that the signature tells the mode too.
  ///
  /// What we answer to Braintree's question, for whoever asks, is signed and no notification: that alone is refused
  /// (`BraintreeSignature.payload`).
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard callback.method == "POST" || callback.method == "GET",
      let form = FormFields(of: callback)
    else { throw .refused(.notSigned) }
    guard callback.method == "POST" else {
      return VerifiedCallback(events: [], reply: try signature.answer(to: form))
    }
    let notification = BraintreeNotification(try signature.payload(of: form))
    if let theirs = notification.merchant, let merchant, theirs != merchant {
      throw .refused(.wrongMode(expected: mode))
    }
    let (reference, identifiers) = notification.payment
    return try .reading(
      notification.kind, reference: reference, identifiers: identifiers
    ) { () throws(ProviderError) in
      VerifiedCallback(events: try notification.paymentEvents())
    }
  }

  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] {
    guard try configuration.mode != .simulated,
      try configuration.value(threeDSecure).flatMap(BraintreeThreeDSecure.init) == .off
    else { return [] }
    return [
      ProviderWarning(
        threeDSecure, "\(BraintreeThreeDSecure.required)",
        en: """
          cards are charged without 3-D Secure: banks in Europe may decline them, and what turns out to be fraud is \
          your loss
          """,
        fr: """
          les cartes sont débitées sans 3-D Secure : les banques européennes peuvent les refuser, et une fraude est \
          à votre charge
          """)
    ]
  }

  func form(
    for amount: Amount, over transport: any HTTPTransport
  ) throws(ProviderError) -> (any NonceForm)? {
    guard let api = api(over: transport) else { return nil }
    return BraintreeCardForm(
      token: try api.clientToken(), isLive: mode == .live,
      isVerified: verification.isRequired(for: amount))
  }

  func charge(
    nonce: Secret, of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api = api(over: transport) else {
      return try BraintreeSimulation.events(ofCharge: nonce, of: payment, now: now)
    }
    let known: [BraintreeTransaction]
    do throws(ProviderError) {
      known = try api.transactions(of: payment)
    } catch .unreadable(let provider, let reason) {
      // Whether there is one is not known, nor is anything charged.
      throw .unreachable(provider: provider, reason: reason)
    }
    // What is not known to have come to nothing may have taken the money.
    guard known.allSatisfy(\.isFailed) else { return try BraintreeTransaction.events(of: known) }
    let made: BraintreeTransaction
    do throws(ProviderError) {
      made = try api.charge(
        nonce, for: payment, verified: verification.isRequired(for: payment.amount))
    } catch {
      if case .rejected = error { throw error }
      // The charge may have been made all the same.
      let found = (try? api.transactions(of: payment)) ?? []
      guard found.count > known.count else { throw error.asNoAnswer }
      return try BraintreeTransaction.events(of: found)
    }
    return try BraintreeTransaction.events(of: known + [made])
  }

  /// A form with a payload in Base 64, and beside a public key the code of it: HMAC-SHA-1. A question by GET tells
  /// nothing, and is not kept.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.method == "POST", let form = callback.form(upTo: CallbackRequest.largestJSON),
      let signature = form.text("bt_signature"), let payload = form.only("bt_payload")
    else { return false }
    return !payload.isEmpty && payload.allSatisfy(BraintreeSignature.isAllowed)
      && signature.split(separator: "&").contains { piece in
        let parts = piece.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.areHexadecimalDigits(40)
      }
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try BraintreeSimulation(
      signature: signature, payment: payment, amount: amount, now: now, random: random
    ).request(outcome)
  }
}
