/// The way to PayZen's REST API.
///
/// Source: PayZen's REST API, "Authentication", "Error codes", "Order/Get", "Transaction/CancelOrRefund".
struct PayZenAPI: ProviderAPI {
  var client: APIClient
  /// Whether there is a password, without which it cannot be asked.
  private let hasPassword: Bool
  /// Whether it is asked before a callback settles anything.
  private let confirmsByAPI: Bool

  /// - Parameters:
  ///   - base: the service's address, unless the user set another.
  ///   - site: the shop's number, which is the name.
  init(
    _ configuration: ProviderConfiguration, at base: String, site: String, password: Secret?
  ) throws(StorageError) {
    hasPassword = password != nil
    confirmsByAPI = try configuration.value("confirm-by-api") != "false"
    let credentials = Array("\(site):".utf8) + (password?.bytes ?? [])
    client = try APIClient(
      configuration, at: base,
      headers: [("Authorization", "Basic \(Base64.encode(credentials))")],
      secrets: [password].compactMap(\.self)
    ) { answer in
      ["errorCode", "errorMessage", "detailedErrorMessage"].compactMap { name in
        answer["answer"]?[name]?.string
      }
    }
  }

  /// The transactions of the order with our reference; none if PayZen has no such order, because the customer
  /// never came to its page.
  private func transactions(of payment: KnownPayment) throws(ProviderError) -> [PayZenTransaction] {
    let body: JSONValue = ["orderId": .string(payment.reference)]
    guard let answer = try post("/V4/Order/Get", body, unless: "PSP_010") else { return [] }
    return try PayZenObject(answer: answer, at: "answer")
      .transactions(.query, reference: payment.reference)
  }

  var isAskedBeforeSettling: Bool { true }

  /// What PayZen's API knows of the order, in place of what a callback of either channel says of it, whatever that is:
  /// paid, refused, called back, refunded. While the API cannot be asked nothing of money counts.
  ///
  /// A customer who left before there was a transaction is believed: there is nothing to ask about, and nothing that
  /// holds money is changed by it.
  ///
  /// Where the API is not to be asked, a notification must repeat what the attempt told PayZen: its date, number and
  /// reference, beside the amount and the currency, which everything is compared by. A refund has a date and a number
  /// of its own; that it names the reference is all that ties it to the attempt, and it can only make a document less
  /// paid. What the newer channel brings is signed with other keys, over all of it.
  func confirm(
    _ callback: VerifiedCallback, of payment: KnownPayment, now: UnixTime
  ) throws(ProviderError) -> [PaymentEvent]? {
    guard callback.events.contains(where: { $0.kind != .canceled }) else { return nil }
    guard !confirmsByAPI else {
      // An order without a reference is none that could be asked about, and none of ours.
      guard hasPassword, !payment.reference.isEmpty else {
        return callback.events.map(\.unconfirmed)
      }
      return try status(of: payment, now: now)
    }
    guard let startedAt = callback.startedAt else { return nil }
    let isOfAttempt = callback.events.allSatisfy { event in
      event.reference == payment.reference
        && (event.subject != nil
          || startedAt == payment.startedAt
            && payment.providerReference.map(event.identifiers.contains) == true)
    }
    return isOfAttempt ? nil : callback.events.map(\.unconfirmed)
  }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    hasPassword ? try transactions(of: payment).compactMap(\.event) : []
  }

  /// What was not captured yet is called back, the rest is refunded.
  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    guard let paid = try transactions(of: payment).first(where: { $0.event?.kind == .paid }) else {
      throw PayZenProvider.nothingPaid(of: payment.reference)
    }
    let body: JSONValue = [
      "uuid": .string(paid.id), "amount": .integer(try PayZenAmount.written(refund.amount).units),
      "currency": .string(refund.amount.currency.code), "resolutionMode": "AUTO",
    ]
    let answer = try post("/V4/Transaction/CancelOrRefund", body, isRepeatable: false)
    let made = try PayZenObject(answer: answer, at: "answer")
      .transaction(.query, reference: payment.reference)
    return RefundAnswer(providerReference: made?.id, events: [made?.event].compactMap(\.self))
  }

  /// Lets PayZen repeat a word, which needs the right name and password.
  func checkCredentials() throws(ProviderError) {
    _ = try post("/V4/Charge/SDKTest", ["value": "vosfact"])
  }

  /// The member `answer` of what PayZen answers; errors too come with status 200.
  ///
  /// - Parameter known: the code of an error that is an answer; `nil` is then given.
  private func post(
    _ path: String, _ body: JSONValue, unless known: String? = nil, isRepeatable: Bool = true
  ) throws(ProviderError) -> JSONValue? {
    guard hasPassword else {
      throw .notConfigured(provider: client.provider, missing: ["rest-password"])
    }
    let response = try client.send(.post, path, .json(body), isRepeatable: isRepeatable)
    let json = try client.json(response)
    switch json["status"]?.string {
    case "SUCCESS": return json["answer"]
    case "ERROR":
      if let known, json["answer"]?["errorCode"]?.string == known { return nil }
      throw client.failure(response)
    default: throw PayZenProvider.unusable("status")
    }
  }
}
