import Localization

/// Ingenico ePayments, formerly Ogone: payments through a hosted page that a signed form leads to.
///
/// Guides: "e-Commerce", "Transaction feedback", "DirectLink".
struct IngenicoProvider: Provider {
  static let description = ProviderDescription(
    name: "ingenico", title: "Ingenico ePayments",
    means: Text(en: "card", fr: "carte bancaire"), keys: keys, guide: guide,
    required: { mode in
      mode == .simulated
        ? ["sha-in", "sha-out"] : ["pspid", "sha-in", "sha-out", "api-user", "api-password"]
    }, distinctSecrets: ["sha-in", "sha-out"],
    outcomes: SimulatedOutcome.allCases.filter { $0 != .expired },
    pages: ["https://secure.ogone.com", "https://ogone.test.v-psp.com"],
    callbackMethods: ["POST", "GET"])

  private let mode: ProviderMode
  private let shop: String
  private let charset: IngenicoCharset
  let signature: IngenicoSignature
  let feedbackSignature: IngenicoSignature
  /// The way to Ingenico; `nil` in simulated mode, which asks nobody.
  private let api: IngenicoAPI?

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is missing;
  ///   else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    let missing = try configuration.missingKeys(in: mode)
    guard missing.isEmpty, let shaIn = try configuration.secrets("sha-in").first,
      let shaOut = try configuration.secrets("sha-out").first
    else { throw ProviderError.notConfigured(provider: Self.name, missing: missing) }
    self.mode = mode
    // A shop that is not there needs a name all the same.
    shop = try configuration.value("pspid") ?? "simulated"
    charset = try configuration.value("charset").flatMap(IngenicoCharset.init) ?? .utf8
    let algorithm =
      try configuration.value("hash-algorithm").flatMap(HashAlgorithm.init) ?? .sha512
    signature = IngenicoSignature(algorithm, passphrase: shaIn)
    feedbackSignature = IngenicoSignature(algorithm, passphrase: shaOut)
    api =
      if mode != .simulated, let user = try configuration.value("api-user"),
        let password = try configuration.secrets("api-password").first
      {
        IngenicoAPI(
          base: try configuration.value("api-base"), isTest: mode == .test, shop: shop, user: user,
          password: password, signature: signature)
      } else {
        nil
      }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try IngenicoAmount.written(amount)
  }

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    let form = try IngenicoForm(attempt, shop: shop, charset: charset, signature: signature)
    let page =
      switch mode {
      case .simulated: "\(attempt.base)/simulated/ingenico/\(attempt.reference)"
      case .test: "https://ogone.test.v-psp.com/ncol/test/\(charset.page)"
      case .live: "https://secure.ogone.com/ncol/prod/\(charset.page)"
      }
    return StartedAttempt(
      next: .form(url: page, fields: form.fields), providerReference: attempt.reference,
      identifiers: [])
  }

  /// The passphrases of the test and the production accounts differ, so that the signature tells the mode too.
  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard callback.method == "POST" || callback.method == "GET",
      let form = FormFields(of: callback, namesInUpperCase: true)
    else { throw .refused(.notSigned) }
    let fields = try feedbackSignature.checkedFields(of: form)
    let feedback = try IngenicoFeedback(fields, now: now)
    return VerifiedCallback(feedback.operation.event)
  }

  var isAskedBeforeSettling: Bool { api != nil }

  /// The merchant chooses what the feedback tells: without an amount it settles nothing by itself.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard callback.events.contains(where: { $0.kind.concernsMoney && $0.amount == nil }) else {
      return nil
    }
    return try status(of: payment, over: transport, now: now)
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api else { return [] }
    return try api.operations(
      on: payment.reference, date: payment.startedAt.date, over: transport
    ).compactMap(\.event)
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard let api else {
      throw .notConfigured(provider: Self.name, missing: ["api-user", "api-password"])
    }
    let date = payment.startedAt.date
    let operations = try api.operations(on: payment.reference, date: date, over: transport)
    guard let paid = operations.first(where: { $0.event?.kind == .paid }) else {
      throw .nothingPaid(of: payment.reference, provider: Self.name)
    }
    let made = try api.refund(
      paid.payment, refund.amount, isRest: refund.isRest, reference: payment.reference,
      date: date, over: transport)
    return RefundAnswer(
      providerReference: "\(made.payment)/\(made.number ?? "")",
      events: [made.event].compactMap(\.self))
  }

  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    try api?.test(over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try IngenicoSimulation(signature: feedbackSignature)
      .request(outcome, of: payment, amount: amount, now: now, random: random)
  }
}
