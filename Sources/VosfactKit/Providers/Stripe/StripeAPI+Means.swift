/// By what customers can pay on Stripe's page.
///
/// Source: API reference, "The PaymentMethodConfiguration object"; guide "Payment method configurations".
extension StripeAPI: MeansTeller {
  func takenMeans() throws(ProviderError) -> TakenMeans {
    let answer = try get("/v1/payment_method_configurations?limit=100")
    let all = try StripeObject(answer: answer, at: "configurations").typed("list")
      .elements(of: "payment_method_configuration")
    // A session takes what the default configuration has; those of a platform are for others.
    var own = all.first
    for configuration in all where try configuration.optional("is_default", as: \.bool) ?? false {
      own = configuration
    }
    guard let own else { return .cards() }
    let names = (own.json.members ?? []).filter { Self.isOn($0.value) }.map(\.name)
    let schemes: [CardScheme] =
      (names.contains("cartes_bancaires") ? [.cb] : []) + [.visa, .mastercard, .amex]
      + (names.contains("bancontact") ? [.bancontact] : [])
    let means = PaymentMeans.allCases.filter { means in
      names.contains { Self.means[$0] == means }
    }
    return TakenMeans(means: means, schemes: schemes)
  }

  private static func isOn(_ method: JSONValue) -> Bool {
    method["available"]?.bool == true && method["display_preference"]?["value"]?.string == "on"
  }

  /// What Stripe's words stand for.
  private static let means: [String: PaymentMeans] = [
    "card": .card, "cartes_bancaires": .card, "bancontact": .card, "paypal": .paypal,
    "crypto": .bitcoin, "apple_pay": .wallet, "google_pay": .wallet, "link": .wallet,
    "amazon_pay": .wallet, "revolut_pay": .wallet, "klarna": .installments, "alma": .installments,
    "afterpay_clearpay": .installments, "affirm": .installments, "sepa_debit": .bankDebit,
    "bacs_debit": .bankDebit, "us_bank_account": .bankDebit, "acss_debit": .bankDebit,
    "au_becs_debit": .bankDebit, "customer_balance": .transfer, "pay_by_bank": .payByBank,
    "ideal": .payByBank, "eps": .payByBank, "p24": .payByBank,
  ]
}
