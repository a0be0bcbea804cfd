import Localization

/// The way to PayZen's REST API.
///
/// Source: PayZen's REST API, "Authentication", "Error codes", "Order/Get", "Transaction/CancelOrRefund".
struct PayZenAPI {
  private let api: ProviderAPI
  private let authorization: String

  /// - Parameters:
  ///   - base: another address than PayZen's, for tests and proxies.
  ///   - site: the shop's number, which is the name.
  init(base: String?, site: String, password: Secret) {
    api = ProviderAPI(
      provider: PayZenProvider.name, base: base ?? "https://api.payzen.eu/api-payment",
      secrets: [password]
    ) { answer in
      ["errorCode", "errorMessage", "detailedErrorMessage"].compactMap { name in
        answer["answer"]?[name]?.string
      }
    }
    authorization = "Basic \(Base64.encode(Array("\(site):".utf8) + password.bytes))"
  }

  /// The transactions of the order with our reference; none if PayZen has no such order, because the customer
  /// never came to its page.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func transactions(
    of reference: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> [PayZenTransaction] {
    let body: JSONValue = ["orderId": .string(reference)]
    guard let answer = try post("V4/Order/Get", body, unless: "PSP_010", over: transport) else {
      return []
    }
    return try api.reading { () throws(ShapeError) in
      try PayZenObject(answer, at: "answer").transactions(.query, reference: reference)
    }
  }

  /// Gives back money of the transaction `uuid`: what was not captured yet is called back, the rest is refunded.
  ///
  /// - Throws: `ProviderError.rejected`, `.unreachable` or `.unsupportedAmount`.
  func refund(
    _ uuid: String, _ amount: Amount, reference: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> PayZenTransaction? {
    let (units, _) = try PayZenAmount.written(amount)
    let body: JSONValue = [
      "uuid": .string(uuid), "amount": .integer(units),
      "currency": .string(amount.currency.code), "resolutionMode": "AUTO",
    ]
    let answer = try post("V4/Transaction/CancelOrRefund", body, over: transport)
    return try api.reading { () throws(ShapeError) in
      try PayZenObject(answer, at: "answer").transaction(.query, reference: reference)
    }
  }

  /// Lets PayZen repeat a word, which needs the right name and password.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func test(over transport: any HTTPTransport) throws(ProviderError) {
    _ = try post("V4/Charge/SDKTest", ["value": "vosfact"], over: transport)
  }

  /// The member `answer` of what PayZen answers; errors too come with status 200.
  ///
  /// - Parameter known: the code of an error that is an answer; `nil` is then given.
  private func post(
    _ path: String, _ body: JSONValue, unless known: String? = nil,
    over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue? {
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        .post, "\(api.base)/\(path)",
        headers: [("Authorization", authorization), ("Content-Type", "application/json")],
        body: Array(body.text.utf8), isRepeatable: path != "V4/Transaction/CancelOrRefund")
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    let json = try api.json(response)
    switch json["status"]?.string {
    case "SUCCESS": return json["answer"]
    case "ERROR":
      let code = json["answer"]?["errorCode"]?.string
      if let known, code == known { return nil }
      throw api.failure(response)
    default:
      throw api.unusable(ShapeError(path: "status").reason)
    }
  }
}
