/// The request for an order: what one customer approves on PayPal's pages, once.
///
/// Source: Orders v2, "Create order".
struct PayPalOrder {
  let json: JSONValue
  /// Makes a repetition of the request harmless, for six hours.
  let requestID: String

  /// - Throws: `ProviderError.unsupportedAmount`.
  init(_ attempt: PaymentAttempt) throws(ProviderError) {
    requestID = "vosfact-\(attempt.reference)"
    let unit: JSONValue = [
      "amount": try PayPalAmount.json(attempt.amount), "custom_id": .string(attempt.reference),
      // Accounts may refuse an invoice that was paid before. What is left after a part or a refund must be
      // payable, so that each attempt is another.
      "invoice_id": .string(
        "\(attempt.documentNumber) \(attempt.reference)".cut(to: Self.textLimit)),
      "description": .string(attempt.title.cut(to: Self.textLimit)),
    ]
    let context = JSONValue.present([
      ("return_url", .string(attempt.returnAddress)), ("cancel_url", .string(attempt.payAddress)),
      ("user_action", "PAY_NOW"), ("shipping_preference", "NO_SHIPPING"),
      // No electronic checks, which would leave the payment open for days.
      ("payment_method_preference", "IMMEDIATE_PAYMENT_REQUIRED"),
      ("locale", Self.locales[attempt.language].map(JSONValue.string)),
    ])
    let wallet = JSONValue.present([
      ("experience_context", context),
      ("address", attempt.buyer.country.map { ["country_code": .string($0)] }),
    ])
    json = [
      "intent": "CAPTURE", "purchase_units": [unit],
      "payment_source": ["paypal": wallet],
    ]
  }

  /// Opens the order.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func open(with connection: PayPalConnection) throws(ProviderError) -> StartedAttempt {
    let client = connection.client
    let answer = try client.json(connection.post("/v2/checkout/orders", json, requestID: requestID))
    let order = try PayPalObject(answer: answer, at: "order")
    let id = try order.id()
    let approval = try order.objects("links").first {
      ["payer-action", "approve"].contains($0.json["rel"]?.string ?? "")
    }
    guard let approval else { throw order.fault("links") }
    let url = try approval.required("href", where: client.canSend(customerTo:))
    return StartedAttempt(
      next: .redirect(url: url), providerReference: id, identifiers: [PayPalName.order(id)])
  }

  /// How many characters each of PayPal's texts may have.
  private static let textLimit = 127

  /// The languages of PayPal's pages that ISO 639-1 names, with the country that it wants beside them.
  private static let locales = [
    "da": "da-DK", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "he": "he-IL",
    "id": "id-ID", "it": "it-IT", "ja": "ja-JP", "nl": "nl-NL", "no": "no-NO", "pl": "pl-PL",
    "pt": "pt-PT", "ru": "ru-RU", "sv": "sv-SE", "th": "th-TH", "zh": "zh-CN",
  ]
}

extension String {
  /// The text without its last characters where it has more than `limit` units of UTF-16, as which PayPal may
  /// count them.
  fileprivate func cut(to limit: Int) -> String {
    var text = self
    while text.utf16.count > limit { text.removeLast() }
    return text
  }
}
