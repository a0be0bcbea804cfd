/// The way to Stripe's API: its address, the key, and how its answers are read.
///
/// Source: API reference, "Authentication", "Errors", "Idempotent requests", "Versioning", "Create a
/// refund", "The Refund object".
struct StripeAPI: ProviderAPI {
  /// The version in which requests and answers are written, whatever the account's own.
  static let version = "2026-10-28.endive"

  let isLive: Bool
  var client: APIClient

  /// It throws `ProviderError.badValue` if the key is not a secret or restricted one of `mode`, else as
  /// `ProviderConfiguration.secret` does.
  init(_ configuration: ProviderConfiguration, _ mode: ProviderMode) throws {
    isLive = mode == .live
    let key = try configuration.secret("secret-key")
    let (own, other) = isLive ? ("live", "test") : ("test", "live")
    // Publishable keys, webhook secrets and the other mode's keys are easily taken for the right one.
    guard key.bytes.allSatisfy(\.isVisible),
      key.text.hasPrefix("sk_") || key.text.hasPrefix("rk_"),
      !key.text.dropFirst(2).hasPrefix("_\(other)_")
    else {
      throw StripeProvider.badValue(
        of: "secret-key", en: "a key of \(own) mode, as sk_\(own)_… or rk_\(own)_…",
        fr: "une clé du mode \(own), comme sk_\(own)_… ou rk_\(own)_…")
    }
    client = try APIClient(
      configuration, at: "https://api.stripe.com",
      headers: [("Authorization", "Bearer \(key.text)"), ("Stripe-Version", Self.version)],
      secrets: [key]
    ) { answer in
      ["type", "code", "param", "message"].compactMap { answer["error"]?[$0]?.string }
    }
  }

  /// The answer to a POST of a form to `path`; the key makes its repetition harmless.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func post(
    _ path: String, _ fields: [(name: String, value: String)], idempotencyKey: String
  ) throws(ProviderError) -> JSONValue {
    try client.json(
      client.send(.post, path, headers: [("Idempotency-Key", idempotencyKey)], .form(fields)))
  }

  /// The answer to a GET of `path`.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func get(_ path: String) throws(ProviderError) -> JSONValue {
    try client.json(client.send(.get, path))
  }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    guard let session = payment.identifiers.first(where: { $0.isStripeID(of: "cs_") }) else {
      return []
    }
    return try StripeStatus(ofSession: session, with: self).paymentEvents()
  }

  /// What a thin event says: the object that it names, as it stands now, read as a snapshot of it; nothing of one that our
  /// key does not see.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard let question = callback.question, let path = Self.path(of: question) else { return nil }
    let response = try client.send(.get, path)
    // Another account's, as of a platform: our key sees all that is ours.
    guard !Self.isMissing(response) else { return [] }
    let object = try StripeObject(answer: client.json(response), at: "object")
    try object.required("id") { $0.string == question.object ? () : nil }
    // Refunds and disputes do not say it, and need not: the key is of one mode.
    _ = try object.optional("livemode") { $0.bool == isLive ? () : nil }
    let event = try StripeEvent(question, object).paymentEvent()
    return [event?.onItsPage].compactMap(\.self)
  }

  /// Whether the answer is that there is no such object.
  private static func isMissing(_ response: HTTPResponse) -> Bool {
    response.status == 404
      && (try? JSONValue(parsing: response.body))?["error"]?["code"]?.string == "resource_missing"
  }

  /// Where the object is that a thin event names. Its own address is not followed.
  private static func path(of question: ProviderQuestion) -> String? {
    let families = [
      ("checkout.session.", "checkout/sessions"), ("payment_intent.", "payment_intents"),
      ("charge.dispute.", "disputes"), ("charge.refund.", "refunds"), ("refund.", "refunds"),
      ("charge.", "charges"),
    ]
    return families.first { question.kind.hasPrefix($0.0) }.map { "/v1/\($0.1)/\(question.object)" }
  }

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    guard let intent = payment.identifiers.first(where: { $0.isStripeID(of: "pi_") }) else {
      throw StripeProvider.rejected(
        en: "the payment's intent is not known; 'vosfact payment reconcile' asks for it",
        fr: "l’intention du paiement n’est pas connue ; « vosfact payment reconcile » la demande")
    }
    let answer = try post(
      "/v1/refunds",
      [
        ("payment_intent", intent), ("amount", String(try StripeAmount.units(of: refund.amount))),
        ("metadata[reference]", refund.reference),
      ], idempotencyKey: "vosfact-refund-\(refund.reference)")
    let made = try StripeObject(answer: answer, at: "refund").typed("refund")
    let (id, status) = (try made.id, try made.required("status", as: \.string))
    guard status != "failed", status != "canceled" else {
      throw StripeProvider.rejected(answer["failure_reason"]?.string ?? status)
    }
    // The charge's running total tells what was given back; the refund alone is only asked for.
    return RefundAnswer(providerReference: id, events: [])
  }

  /// Asks for one Checkout Session: what a key must be allowed here, a restricted one too.
  func checkCredentials() throws(ProviderError) {
    _ = try get("/v1/checkout/sessions?limit=1")
  }
}
