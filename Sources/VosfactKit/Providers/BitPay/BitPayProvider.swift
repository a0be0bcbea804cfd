import Localization

/// BitPay: payments in cryptocurrencies on the page of an invoice of BitPay's.
///
/// Guides: "API reference", resources "Invoices" and "Refunds"; "Webhooks". Times are milliseconds; prices are JSON
/// numbers in units of the currency. Its webhooks only say that something happened: the API says what.
struct BitPayProvider: Provider {
  static let description = ProviderDescription(
    name: "bitpay", title: "BitPay", means: Text(en: "bitcoin", fr: "bitcoin"), keys: keys,
    guide: guide, required: { _ in ["token"] },
    outcomes: SimulatedOutcome.allCases.filter { $0 != .disputed },
    pages: ["https://bitpay.com", "https://*.bitpay.com"])

  /// What refunds need.
  static let merchantKeys = ["merchant-token", "merchant-private-key"]

  private let mode: ProviderMode
  /// The first is used; callbacks of payments that an older one started are signed with that.
  let tokens: [Secret]
  /// The codes by the tokens.
  private let codes: [HMAC]
  /// The way to BitPay; `nil` in simulated mode, which asks nobody.
  private let api: BitPayAPI?

  /// - Throws: `ProviderError.notEnabled` if no mode was ever chosen, `.notConfigured` with what is missing,
  ///   `.badValue` if the private key is none; else `SecretError` or `StorageError`.
  init(_ configuration: ProviderConfiguration) throws {
    guard let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: Self.name)
    }
    let missing = try configuration.missingKeys(in: mode)
    let tokens = try configuration.secrets("token")
    guard missing.isEmpty, let token = tokens.last else {
      throw ProviderError.notConfigured(provider: Self.name, missing: missing)
    }
    self.mode = mode
    let merchantToken = try configuration.secrets("merchant-token").first
    self.tokens = tokens + [merchantToken].compactMap(\.self)
    codes = try self.tokens.map { token in
      guard let code = HMAC(.sha256, key: token.bytes) else { throw ProviderError.cryptography }
      return code
    }
    var merchant: BitPayAPI.Merchant?
    if let merchantToken, let pem = try configuration.secrets("merchant-private-key").first {
      guard let key = EllipticKey(pem: pem.bytes) else {
        throw ProviderError.badValue(
          provider: Self.name, key: "merchant-private-key",
          allowed: Text(
            en: "a private key of the curve secp256k1 in PEM, without a passphrase",
            fr: "une clé privée de la courbe secp256k1 en PEM, sans phrase secrète"))
      }
      merchant = BitPayAPI.Merchant(token: merchantToken, key: key)
    }
    api =
      mode == .simulated
      ? nil
      : BitPayAPI(
        base: try configuration.value("api-base"), isTest: mode == .test, token: token,
        merchant: merchant)
  }

  static func check(_ amount: Amount) throws(ProviderError) {
    _ = try BitPayAmount.written(amount)
  }

  func start(
    _ attempt: PaymentAttempt, over transport: any HTTPTransport
  ) throws(ProviderError) -> StartedAttempt {
    let details = try BitPayOrder(attempt).details
    guard let api else {
      let id = String(SHA256.digest(Array(attempt.reference.utf8)).hexadecimal.prefix(22))
      let page = "\(attempt.base)/simulated/bitpay/\(attempt.reference)"
      return StartedAttempt(next: .redirect(url: page), providerReference: id, identifiers: [id])
    }
    let (id, page, end) = try api.open(details, over: transport)
    return StartedAttempt(
      next: .redirect(url: page), providerReference: id, identifiers: [id], pageEndsAt: end)
  }

  func verify(_ callback: CallbackRequest, now: UnixTime) throws(ProviderError) -> VerifiedCallback
  {
    let notification = try BitPayNotification(callback, codes: codes)
    return VerifiedCallback(notification.event)
  }

  var isAskedBeforeSettling: Bool { api != nil }

  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard api != nil else { return nil }
    return try status(of: payment, over: transport, now: now)
  }

  func status(
    of payment: KnownPayment, over transport: any HTTPTransport, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent] {
    guard let api, let id = payment.providerReference ?? payment.identifiers.last, id.isBitPayID
    else { return [] }
    let (invoice, refunds) = try api.invoice(id, over: transport)
    let state = invoice.event(
      id: "query:\(invoice.id):\(invoice.status):\(invoice.exception ?? "")",
      at: invoice.createdAt)
    guard let refunds else { return [state].compactMap(\.self) + invoice.refunds }
    // Those without our reference give back what was paid too much, or too late.
    let ours = refunds.filter { $0.reference == payment.reference }
    return ([state] + ours.map(\.event)).compactMap(\.self)
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment, over transport: any HTTPTransport,
    now: UnixTime
  ) throws(ProviderError) -> RefundAnswer {
    guard let api, let id = payment.providerReference else {
      throw .notConfigured(provider: Self.name, missing: Self.merchantKeys)
    }
    let made = try api.refund(
      [
        JSONMember("invoiceId", .string(id)),
        JSONMember("guid", .string(BitPayOrder.guid(of: refund.reference))),
        JSONMember("amount", try BitPayAmount.written(refund.amount)),
        JSONMember("currency", .string(refund.amount.currency.code)),
        JSONMember("preview", false), JSONMember("immediate", false),
        JSONMember("buyerPaysRefundFee", false),
        JSONMember("reference", .string(payment.reference)),
      ], over: transport)
    return RefundAnswer(providerReference: made.request, events: [made.event].compactMap(\.self))
  }

  func checkCredentials(over transport: any HTTPTransport) throws(ProviderError) {
    try api?.test(over: transport)
  }

  func simulate(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    guard let token = tokens.first else {
      throw .notConfigured(provider: Self.name, missing: ["token"])
    }
    let body = try BitPaySimulation(of: payment, amount: amount, at: now)
      .body(outcome, random: random)
    return try BitPaySimulation.request(body, signedWith: token)
  }
}
