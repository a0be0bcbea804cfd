import Localization

/// PayZen: card payments through a hosted page that a signed form leads to.
///
/// Guides: "Formulaire API", "REST API". Times are UTC; amounts are whole numbers of the smallest unit.
struct PayZenProvider: Provider {
  static let description = ProviderDescription(
    name: "payzen", title: "PayZen", means: Text(en: "card", fr: "carte bancaire"), keys: keys,
    guide: guide,
    required: { mode in mode == .simulated ? ["key"] : ["site-id", "key", "rest-password"] },
    outcomes: SimulatedOutcome.allCases.filter { $0 != .disputed }, numbersAttempts: true,
    pages: ["https://secure.payzen.eu"])

  private let mode: ProviderMode
  private let site: String
  let signature: PayZenSignature
  private let password: Secret?
  private let hmacKey: Secret?
  /// The way to PayZen; `nil` in simulated mode, which asks nobody.
  private let api: PayZenAPI?

  private var isTest: Bool { mode != .live }

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is missing;
  ///   else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    let missing = try configuration.missingKeys(in: mode)
    guard missing.isEmpty, let key = try configuration.secrets("key").first else {
      throw ProviderError.notConfigured(provider: Self.name, missing: missing)
    }
    self.mode = mode
    // A shop that is not there needs a number all the same.
    site = try configuration.value("site-id") ?? "00000000"
    let algorithm = try configuration.value("hash-algorithm")
      .flatMap(PayZenSignature.Algorithm.init(rawValue:))
    signature = PayZenSignature(algorithm ?? .hmacSHA256, key: key)
    password = try configuration.secrets("rest-password").first
    hmacKey = try configuration.secrets("hmac-key").first
    api =
      if mode != .simulated, let password {
        PayZenAPI(base: try configuration.value("api-base"), site: site, password: password)
      } else {
        nil
      }
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try PayZenAmount.written(amount)
  }

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    let form = try PayZenForm(attempt, site: site, isTest: isTest, signature: signature)
    let page =
      mode == .simulated
      ? "\(attempt.base)/simulated/payzen/\(attempt.reference)"
      : "https://secure.payzen.eu/vads-payment/"
    let name = PayZenForm.identifier(
      day: attempt.startedAt.date, number: PayZenForm.written(attempt.dayNumber))
    return StartedAttempt(
      next: .form(url: page, fields: form.fields), providerReference: name, identifiers: [name])
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    guard callback.method == "POST", let form = FormFields(of: callback) else {
      throw .refused(.notSigned)
    }
    let (isTest, site, transactions) = try read(form)
    guard site == self.site, isTest == self.isTest else {
      throw .refused(.wrongMode(expected: mode))
    }
    return VerifiedCallback(transactions.compactMap(\.event), reply: "OK-vosfact")
  }

  /// Every value that counts is signed.
  var isAskedBeforeSettling: Bool { false }

  /// What a form of either channel says, once its signature was accepted.
  private func read(
    _ form: FormFields
  ) throws(ProviderError) -> (isTest: Bool, site: String, [PayZenTransaction]) {
    guard form.all("kr-answer").isEmpty else {
      let answer = try PayZenAnswer(form, password: password, hmacKey: hmacKey)
      return (answer.isTest, answer.site, answer.transactions)
    }
    try signature.check(form)
    let notification = try PayZenNotification(form)
    return (
      notification.isTest, notification.site, [notification.transaction].compactMap(\.self)
    )
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api else { return [] }
    return try api.transactions(of: payment.reference, over: transport).compactMap(\.event)
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard let api else { throw .notConfigured(provider: Self.name, missing: ["rest-password"]) }
    let transactions = try api.transactions(of: payment.reference, over: transport)
    guard let paid = transactions.first(where: { $0.event?.kind == .paid }) else {
      throw .nothingPaid(of: payment.reference, provider: Self.name)
    }
    let made = try api.refund(
      paid.id, refund.amount, reference: payment.reference, over: transport)
    return RefundAnswer(providerReference: made?.id, events: [made?.event].compactMap(\.self))
  }

  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    try api?.test(over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try PayZenSimulation(site: site, signature: signature)
      .request(outcome, of: payment, amount: amount, now: now, random: random)
  }
}
