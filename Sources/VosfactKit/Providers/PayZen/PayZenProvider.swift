import Localization

/// PayZen: card payments through a hosted page that a signed form leads to; at PayZen, or at a sister of its
/// (`PayZenService`).
///
/// Guides: "Formulaire API", "REST API". Times are UTC; amounts are whole numbers of the smallest unit. A notification
/// is signed with the key that signs our own forms, over values alone (`PayZenSignature`), so that the REST API is
/// asked before anything is settled.
struct PayZenProvider: Provider {
  static let description = ProviderDescription(
    name: "payzen", title: "PayZen",
    taken: .cards(isFrench: true), keys: keys,
    guide: guide,
    required: { mode in mode == .simulated ? ["key"] : ["site-id", "key"] },
    outcomes: SimulatedOutcome.allCases.filter { !$0.isAboutDispute }, numbersAttempts: true,
    pages: [PayZenService.payzen.origin], services: PayZenService.allCases.map(\.description))

  private let mode: ProviderMode
  /// Where the form leads to.
  private let form: String
  private let site: String
  let signature: PayZenSignature
  private let password: Secret?
  private let hmacKey: Secret?
  let api: PayZenAPI?

  private var isTest: Bool { mode != .live }

  init(_ configuration: ProviderConfiguration) throws {
    mode = try configuration.modeInUse()
    let service =
      try configuration.value(ProviderService.key).flatMap(PayZenService.init) ?? .payzen
    // Addresses are kept without the slash at their end, which this one has.
    form = try configuration.value(ProviderService.formKey).map { "\($0)/" } ?? service.form
    // A shop that is not there needs a number all the same.
    site = try configuration.value("site-id") ?? "00000000"
    let algorithm = try configuration.value("hash-algorithm")
      .flatMap(PayZenSignature.Algorithm.init(rawValue:))
    signature = PayZenSignature(algorithm ?? .hmacSHA256, key: try configuration.secret("key"))
    password = try configuration.secrets("rest-password").first
    hmacKey = try configuration.secrets("hmac-key").first
    api =
      try mode == .simulated
      ? nil : PayZenAPI(configuration, at: service.api, site: site, password: password)
  }

  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] {
    guard try configuration.mode != .simulated else { return [] }
    if try configuration.value("confirm-by-api") == "false" {
      return [
        ProviderWarning(
          "confirm-by-api", "true",
          en: """
            callbacks settle without PayZen being asked: whoever has anything signed with the shop's form key, \
            as by another program's forms, may settle without paying
            """,
          fr: """
            les rappels règlent sans que PayZen soit interrogé : qui fait signer quoi que ce soit par la clé de \
            formulaire de la boutique, comme le formulaire d’un autre programme, pourrait régler sans payer
            """)
      ]
    }
    guard try configuration.secretCount("rest-password") == 0 else { return [] }
    return [
      ProviderWarning(
        "rest-password", "-",
        en:
          "without rest-password PayZen cannot be asked: no payment settles before somebody looks",
        fr:
          "sans rest-password, PayZen ne peut être interrogé : aucun paiement ne règle sans être vérifié"
      )
    ]
  }

  static func check(_ value: String, of key: String, now: UnixTime) throws(ProviderError) {
    guard key == ProviderService.formKey, value.isPlainHTTP else { return }
    throw badValue(
      of: key, en: "an address of https, as customers are sent there",
      fr: "une adresse https, puisque les clients y sont envoyés")
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try PayZenAmount.written(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let form = try PayZenForm(attempt, site: site, isTest: isTest, signature: signature)
    let page = api == nil ? attempt.standIn(for: Self.name) : self.form
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
      return try replied(
        .reading("kr-answer", reference: answer.reference) { () throws(ProviderError) in
          let events = try answer.transactions().map { transaction throws(ProviderError) in
            try transaction.understood()
          }
          return VerifiedCallback(events: events.compactMap(\.self))
        })
    }
    let notification = try PayZenNotification(signature.checkedFields(of: form))
    try check(site: notification.site, isTest: notification.isTest)
    let (reference, identifiers) = notification.payment
    // What is of no order, as a card that is registered, is none of ours.
    guard notification.isOfOrder else { return replied(VerifiedCallback(nil)) }
    return try replied(
      .reading(
        notification.kind, reference: reference, identifiers: identifiers,
        isShapeSigned: false
      ) { () throws(ProviderError) in
        let event = try notification.transaction().understood()
        return VerifiedCallback(
          events: [notification.hasKnownNames ? event : event?.unconfirmed].compactMap(\.self),
          startedAt: try notification.startedAt)
      })
  }

  /// What PayZen's back office shows of our answer.
  private func replied(_ verified: VerifiedCallback) -> VerifiedCallback {
    var verified = verified
    verified.reply = Self.reply
    return verified
  }

  private static let reply = "OK-vosfact"

  /// Refuses what says that it is for another shop, or another mode.
  private func check(site: String?, isTest: Bool?) throws(ProviderError) {
    guard site ?? self.site == self.site, isTest ?? self.isTest == self.isTest else {
      throw .refused(.wrongMode(expected: mode))
    }
  }

  /// A form of either channel, with the code that its key makes: HMAC-SHA-256 in Base 64 or, of the form, SHA-1 in
  /// hexadecimal digits.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard callback.method == "POST", let form = callback.form() else { return false }
    if let code = form.only("kr-hash") {
      return code.areHexadecimalDigits(64)
        && form.only("kr-answer")?.first.map { "{[".utf8.contains($0) } == true
    }
    guard let code = form.only("signature"), form.only("vads_site_id") != nil else { return false }
    return code.areHexadecimalDigits(40) || code.text.flatMap { Base64.decode($0) }?.count == 32
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try PayZenSimulation(site: site, signature: signature)
      .request(outcome, of: payment, amount: amount, now: now, random: random)
  }
}
