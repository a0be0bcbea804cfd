import Localization

/// PayZen: card payments through a hosted page that a signed form leads to.
///
/// Guides: "Formulaire API", "REST API". Times are UTC; amounts are whole numbers of the smallest unit. A notification
/// is signed with the key that signs our own forms, over values alone (`PayZenSignature`), so that the REST API is
/// asked before anything is settled.
struct PayZenProvider: Provider {
  static let description = ProviderDescription(
    name: "payzen", title: "PayZen", means: Text(en: "card", fr: "carte bancaire"), keys: keys,
    guide: guide,
    required: { mode in mode == .simulated ? ["key"] : ["site-id", "key"] },
    outcomes: SimulatedOutcome.allCases.filter { $0 != .disputed }, numbersAttempts: true,
    pages: ["https://secure.payzen.eu"])

  private let mode: ProviderMode
  private let site: String
  let signature: PayZenSignature
  private let password: Secret?
  private let hmacKey: Secret?
  /// Whether the API is asked before a callback settles anything.
  private let confirmsByAPI: Bool
  /// The way to PayZen; `nil` without the password, and in simulated mode, which asks nobody.
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
    confirmsByAPI = try configuration.value("confirm-by-api") != "false"
    api =
      if mode != .simulated, let password {
        PayZenAPI(base: try configuration.value("api-base"), site: site, password: password)
      } else {
        nil
      }
  }

  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] {
    guard try configuration.mode != .simulated else { return [] }
    if try configuration.value("confirm-by-api") == "false" {
      return [
        ProviderWarning(
          text: Text(
            en: """
              callbacks settle without PayZen being asked: whoever has anything signed with the shop's form key, \
              as by another program's forms, may settle without paying
              """,
            fr: """
              les rappels règlent sans que PayZen soit interrogé : qui fait signer quoi que ce soit par la clé de \
              formulaire de la boutique, comme le formulaire d’un autre programme, pourrait régler sans payer
              """), key: "confirm-by-api", value: "true")
      ]
    }
    guard try configuration.secretCount("rest-password") == 0 else { return [] }
    return [
      ProviderWarning(
        text: Text(
          en:
            "without rest-password PayZen cannot be asked: no payment settles before somebody looks",
          fr:
            "sans rest-password, PayZen ne peut être interrogé : aucun paiement ne règle sans être vérifié"
        ), key: "rest-password", value: "-")
    ]
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
    guard form.all("kr-answer").isEmpty else {
      let answer = try PayZenAnswer(form, password: password, hmacKey: hmacKey)
      try check(site: answer.site, isTest: answer.isTest)
      return VerifiedCallback(answer.transactions.compactMap(\.event), reply: Self.reply)
    }
    let notification = try PayZenNotification(signature.checkedFields(of: form))
    try check(site: notification.site, isTest: notification.isTest)
    let event = notification.transaction?.event
    return VerifiedCallback(
      [notification.hasKnownNames ? event : event?.unconfirmed].compactMap(\.self),
      startedAt: notification.startedAt, reply: Self.reply)
  }

  private static let reply = "OK-vosfact"

  private func check(site: String, isTest: Bool) throws(ProviderError) {
    guard site == self.site, isTest == self.isTest else {
      throw .refused(.wrongMode(expected: mode))
    }
  }

  var isAskedBeforeSettling: Bool { mode != .simulated }

  /// What PayZen's API knows of the order, in place of what a callback of either channel says of it, whatever that is:
  /// paid, refused, called back, refunded. While the API cannot be asked nothing of money counts.
  ///
  /// A customer who left before there was a transaction is believed: there is nothing to ask about, and nothing that
  /// holds money is changed by it.
  ///
  /// Where the API is not to be asked, a notification must repeat what the attempt told PayZen: its date, number and
  /// reference, beside the amount and the currency, which everything is compared by. A refund has a date and a number
  /// of its own; that it names the reference is all that ties it to the attempt, and it can only make a document less
  /// paid. What the newer channel brings is signed with other keys, over all of it.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard mode != .simulated, callback.events.contains(where: { $0.kind != .canceled }) else {
      return nil
    }
    guard !confirmsByAPI else {
      // An order without a reference is none that could be asked about, and none of ours.
      guard let api, !payment.reference.isEmpty else { return callback.events.map(\.unconfirmed) }
      return try api.transactions(of: payment.reference, over: transport).compactMap(\.event)
    }
    guard let startedAt = callback.startedAt else { return nil }
    let isOfAttempt = callback.events.allSatisfy { event in
      event.reference == payment.reference
        && (event.subject != nil
          || startedAt == payment.startedAt
            && payment.providerReference.map(event.identifiers.contains) == true)
    }
    return isOfAttempt ? nil : callback.events.map(\.unconfirmed)
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
    guard mode != .simulated else { return }
    guard let api else { throw .notConfigured(provider: Self.name, missing: ["rest-password"]) }
    try api.test(over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try PayZenSimulation(site: site, signature: signature)
      .request(outcome, of: payment, amount: amount, now: now, random: random)
  }
}
