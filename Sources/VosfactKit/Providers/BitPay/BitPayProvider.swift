import Localization

/// BitPay: payments in cryptocurrencies on the page of an invoice of BitPay's.
///
/// Guides: "API reference", resources "Invoices" and "Refunds"; "Webhooks". Times are milliseconds; prices are JSON
/// numbers in units of the currency. Its webhooks only say that something happened: the API says what.
struct BitPayProvider: Provider {
  static let description = ProviderDescription(
    name: "bitpay", title: "BitPay",
    taken: TakenMeans(means: [.bitcoin]), keys: keys,
    guide: guide, required: { _ in ["token"] },
    outcomes: SimulatedOutcome.allCases.filter { !$0.isAboutDispute },
    pages: ["https://bitpay.com", "https://*.bitpay.com"])

  /// What refunds need.
  static let merchantKeys = ["merchant-token", "merchant-private-key"]

  /// The first is used; callbacks of payments that an older one started are signed with that.
  let tokens: [Secret]
  /// The codes by the tokens.
  let codes: [HMAC]
  let api: BitPayAPI?

  /// It throws `ProviderError.badValue` if the private key is none.
  init(_ configuration: ProviderConfiguration) throws {
    let mode = try configuration.modeInUse()
    let tokens = try configuration.secrets("token")
    let merchantToken = try configuration.secrets("merchant-token").first
    self.tokens = tokens + [merchantToken].compactMap(\.self)
    codes = try self.tokens.map { token in
      guard let code = HMAC(.sha256, key: token.bytes) else { throw ProviderError.cryptography }
      return code
    }
    var merchant: BitPayAPI.Merchant?
    if let merchantToken, let pem = try configuration.secrets("merchant-private-key").first {
      guard let key = EllipticKey(pem: pem.bytes) else {
        throw Self.badValue(
          of: "merchant-private-key",
          en: "a private key of the curve secp256k1 in PEM, without a passphrase",
          fr: "une clé privée de la courbe secp256k1 en PEM, sans phrase secrète")
      }
      merchant = BitPayAPI.Merchant(token: merchantToken, key: key)
    }
    api =
      try mode == .simulated
      ? nil
      : BitPayAPI(
        configuration, isTest: mode == .test, token: tokens[tokens.count - 1], merchant: merchant)
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try BitPayAmount.written(amount)
  }

  func start(_ attempt: PaymentAttempt, with api: API?) throws(ProviderError) -> StartedAttempt {
    let order = try BitPayOrder(attempt)
    if let api { return try api.open(order) }
    let id = String(SHA256.digest(Array(attempt.reference.utf8)).hexadecimal.prefix(22))
    return StartedAttempt(
      next: .redirect(url: attempt.standIn(for: Self.name)), providerReference: id,
      identifiers: [id])
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    let body = try BitPaySimulation(payment: payment, amount: amount, time: now)
      .body(outcome, random: random)
    return try BitPaySimulation.request(body, signedWith: tokens[0])
  }
}
