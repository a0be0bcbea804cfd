/// By what customers can pay on Worldline's page.
///
/// Source: Worldline's API reference, "Get payment products"; the numbers of products are in its guides "Payment methods",
/// and in the members of its libraries that are named after them.
extension WorldlineAPI: MeansTeller {
  /// Of a customer in France, as the API wants a country.
  func takenMeans() throws(ProviderError) -> TakenMeans {
    let answer = try client.json(
      send(.get, "/products?countryCode=FR&currencyCode=\(currency.code)&hide=fields"))
    let products = try WorldlineObject(answer: answer, at: "products").objects("paymentProducts")
      .map { product throws(ProviderError) in
        (
          id: try product.required("id", as: \.int64),
          isCard: try product.optional("paymentMethod", as: \.string) == "card"
        )
      }
    let means = products.compactMap { Self.means[$0.id] ?? ($0.isCard ? .card : nil) }
    return TakenMeans(
      means: PaymentMeans.allCases.filter(means.contains),
      schemes: CardScheme.allCases.filter { scheme in
        products.contains { Self.schemes[$0.id] == scheme }
      })
  }

  /// What products stand for that are no cards.
  private static let means: [Int64: PaymentMeans] = [
    302: .wallet, 320: .wallet, 5001: .wallet, 840: .paypal, 771: .bankDebit, 809: .payByBank,
    900: .payByBank, 5406: .payByBank, 5408: .payByBank, 3302: .installments, 3306: .installments,
    3307: .installments,
  ]

  private static let schemes: [Int64: CardScheme] = [
    1: .visa, 2: .amex, 3: .mastercard, 117: .maestro, 130: .cb, 3012: .bancontact,
  ]
}
