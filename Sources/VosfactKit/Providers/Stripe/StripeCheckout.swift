/// The request for a Checkout Session: one page on which one customer pays one amount once.
///
/// Source: API reference, "Create a Checkout Session".
struct StripeCheckout {
  /// The fields of the request, in their order.
  let fields: [(name: String, value: String)]
  /// Makes a repetition of the request harmless.
  let idempotencyKey: String
  /// When the session ends.
  private let end: UnixTime

  /// - Parameter units: the attempt's amount in Stripe's units.
  init(_ attempt: PaymentAttempt, units: Int64) {
    idempotencyKey = "vosfact-\(attempt.reference)"
    end = Self.end(of: attempt)
    var fields = [
      ("mode", "payment"),
      ("line_items[0][quantity]", "1"),
      ("line_items[0][price_data][currency]", attempt.amount.currency.code.lowercased()),
      ("line_items[0][price_data][unit_amount]", String(units)),
      ("line_items[0][price_data][product_data][name]", attempt.title),
      ("client_reference_id", attempt.reference),
      ("metadata[reference]", attempt.reference),
      // The session's metadata do not reach the intent and the charge; theirs come from here.
      ("payment_intent_data[metadata][reference]", attempt.reference),
      ("success_url", attempt.returnAddress),
      ("cancel_url", attempt.payAddress),
      ("locale", Self.locales.contains(attempt.language) ? attempt.language : "auto"),
      ("expires_at", String(end.seconds)),
    ]
    if let email = attempt.email { fields.append(("customer_email", email)) }
    self.fields = fields
  }

  /// Opens the session.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func open(with api: StripeAPI) throws(ProviderError) -> StartedAttempt {
    let answer = try api.post("/v1/checkout/sessions", fields, idempotencyKey: idempotencyKey)
    let session = try StripeObject(answer: answer, at: "session").typed("checkout.session")
    let prefix = api.isLive ? "cs_live_" : "cs_test_"
    let id = try session.required("id", where: { $0.isStripeID(of: prefix) })
    let url = try session.required("url", where: api.client.canSend(customerTo:))
    let intent = try session.id(of: "payment_intent")
    return StartedAttempt(
      next: .redirect(url: url), providerReference: intent ?? id,
      identifiers: [id, intent].compactMap(\.self), pageEndsAt: end)
  }

  /// When the session ends: with the attempt, within the half hour to a day that Stripe allows. A minute is
  /// left on either side for the clocks, and for a request that had to be repeated.
  private static func end(of attempt: PaymentAttempt) -> UnixTime {
    let earliest = attempt.startedAt + Seconds(31 * 60)
    let latest = attempt.startedAt + Seconds(24 * 3600 - 60)
    return min(max(attempt.expiresAt, earliest), latest)
  }

  /// The languages of the page that ISO 639-1 names.
  private static let locales = Set(
    """
    bg cs da de el en es et fi fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro ru sk sl sv th tr vi zh
    """.split(separator: " ").map(String.init))
}

extension String {
  /// Whether it is an id of Stripe's that begins with `prefix`: letters, digits and underscores only, so that
  /// it can stand in an address.
  func isStripeID(of prefix: String) -> Bool {
    hasPrefix(prefix) && utf8.count > prefix.utf8.count && utf8.count <= 255
      && utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
  }
}
