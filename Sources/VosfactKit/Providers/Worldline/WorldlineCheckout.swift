/// The request for a hosted checkout: one page on which one customer pays one amount once.
///
/// Source: Worldline's API reference, "Create hosted checkout".
struct WorldlineCheckout {
  let body: JSONValue
  /// Our reference, which also makes a repetition of the request harmless.
  let reference: String
  /// When the page ends.
  let end: UnixTime

  /// - Throws: `ProviderError.unsupportedAmount`.
  init(_ attempt: PaymentAttempt) throws(ProviderError) {
    let minutes = Self.minutes(of: attempt)
    reference = attempt.reference
    end = attempt.startedAt + Seconds(minutes * 60)
    // An address that was cut is another's.
    let email = attempt.email.flatMap { $0.utf8.count <= 70 ? $0 : nil }
    let customer: [(name: String, value: JSONValue?)] = [
      ("billingAddress", attempt.buyer.country.map { ["countryCode": .string($0)] }),
      ("contactDetails", email.map { ["emailAddress": .string($0)] }),
    ]
    body = [
      "order": [
        "amountOfMoney": try WorldlineAmount.written(attempt.amount),
        "customer": .present(customer),
        "references": ["merchantReference": .string(attempt.reference)],
      ],
      "hostedCheckoutSpecificInput": .present([
        ("locale", Self.locales[attempt.language].map { .string($0) }),
        ("returnUrl", .string(attempt.returnAddress)), ("sessionTimeout", .integer(minutes)),
        // The customer comes back to our page, which says what came of it.
        ("showResultPage", false),
      ]),
      // Whatever the means, what is authorised is captured by itself.
      "cardPaymentMethodSpecificInput": ["authorizationMode": "SALE"],
      "mobilePaymentMethodSpecificInput": ["authorizationMode": "SALE"],
      "redirectPaymentMethodSpecificInput": ["requiresApproval": false],
      "feedbacks": [
        "webhooksUrls": [.string(attempt.callbackAddress(of: WorldlineProvider.name))]
      ],
    ]
  }

  /// How long the page is open: as long as the attempt, from ten minutes to a day.
  private static func minutes(of attempt: PaymentAttempt) -> Int64 {
    let seconds = attempt.expiresAt.seconds - attempt.startedAt.seconds
    return min(max((seconds + 59) / 60, 10), 24 * 60)
  }

  private static let locales = ["fr": "fr_FR", "en": "en_GB"]
}
