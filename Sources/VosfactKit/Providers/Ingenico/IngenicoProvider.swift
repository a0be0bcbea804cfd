import Localization

/// Ingenico ePayments, formerly Ogone: payments through a hosted page that a signed form leads to.
///
/// Guides: "e-Commerce", "Transaction feedback", "DirectLink".
struct IngenicoProvider: Provider {
  static let description = ProviderDescription(
    name: "ingenico", title: "Ingenico ePayments",
    taken: .cards(isFrench: true), keys: keys,
    guide: guide,
    required: { mode in
      mode == .simulated
        ? ["sha-in", "sha-out"] : ["pspid", "sha-in", "sha-out", "api-user", "api-password"]
    }, distinctSecrets: ["sha-in", "sha-out"],
    outcomes: SimulatedOutcome.allCases.filter {
      ![.expired, .inquiry, .disputeWon, .disputeLost].contains($0)
    },
    pages: ["https://secure.ogone.com", "https://ogone.test.v-psp.com"],
    callbackMethods: ["POST", "GET"], successor: successor)

  /// Source: Worldline's notice above its guides "Migrate to Direct".
  private static let successor = ProviderSuccessor(
    name: "worldline",
    notice: Text(
      en: """
        Worldline announced that the integrations of Ingenico ePayments were available until 31 December 2025; what \
        follows is Worldline Direct
        """,
      fr: """
        Worldline a annoncé que les intégrations d’Ingenico ePayments étaient disponibles jusqu’au 31 décembre 2025 ; \
        Worldline Direct les suit
        """), keys: [(old: "pspid", new: "merchant-id")])

  private let mode: ProviderMode
  private let shop: String
  private let charset: IngenicoCharset
  let signature: IngenicoSignature
  let feedbackSignature: IngenicoSignature
  let api: IngenicoAPI?

  init(_ configuration: ProviderConfiguration) throws {
    mode = try configuration.modeInUse()
    // A shop that is not there needs a name all the same.
    shop = try configuration.value("pspid") ?? "simulated"
    charset = try configuration.value("charset").flatMap(IngenicoCharset.init) ?? .utf8
    let algorithm = try configuration.value("hash-algorithm").flatMap(HashAlgorithm.init) ?? .sha512
    signature = IngenicoSignature(algorithm, passphrase: try configuration.secret("sha-in"))
    feedbackSignature = IngenicoSignature(
      algorithm, passphrase: try configuration.secret("sha-out"))
    api =
      try mode == .simulated
      ? nil
      : IngenicoAPI(configuration, isTest: mode == .test, shop: shop, signature: signature)
  }

  static func warnings(of configuration: ProviderConfiguration) throws -> [ProviderWarning] {
    guard try configuration.mode != .simulated else { return [] }
    return [successor.warning(about: name)]
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try IngenicoAmount.written(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let form = try IngenicoForm(attempt, shop: shop, charset: charset, signature: signature)
    let page =
      switch mode {
      case .simulated: attempt.standIn(for: Self.name)
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
    return try .reading(
      "STATUS \(fields.text("STATUS") ?? "?")", reference: fields.text("ORDERID"),
      identifiers: [fields.text("PAYID")].compactMap(\.self)
    ) { () throws(ProviderError) in
      VerifiedCallback(try IngenicoOperation(feedback: fields, now: now).understood())
    }
  }

  /// A form, in the body or the address, with a code of SHA-1, SHA-256 or SHA-512.
  static func resembles(_ callback: CallbackRequest, now: UnixTime) -> Bool {
    guard let form = callback.form(namesInUpperCase: true), let code = form.only("SHASIGN") else {
      return false
    }
    return code.areHexadecimalDigits(40, 64, 128) && form.only("ORDERID") != nil
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    try IngenicoSimulation(signature: feedbackSignature)
      .request(outcome, of: payment, amount: amount, now: now, random: random)
  }
}
