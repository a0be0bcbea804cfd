/// The way to Braintree's API, which speaks GraphQL.
///
/// Source: Braintree's GraphQL guide, "Making API calls", "Errors"; its schema for every operation.
struct BraintreeAPI: ProviderAPI {
  /// The version of the API in which requests and answers are written.
  static let version = "2018-09-10"

  var client: APIClient
  /// Which is paid to.
  private let merchantAccount: String

  /// It throws as `ProviderConfiguration.needed` does.
  init(
    _ configuration: ProviderConfiguration, isTest: Bool, pair: BraintreeSignature.KeyPair
  ) throws {
    merchantAccount = try configuration.needed("merchant-account-id")
    let credentials = Base64.encode(Array("\(pair.publicKey):".utf8) + pair.privateKey.bytes)
    client = try APIClient(
      configuration,
      at: "https://payments.\(isTest ? "sandbox." : "")braintree-api.com",
      headers: [("Authorization", "Basic \(credentials)"), ("Braintree-Version", Self.version)],
      // What the header holds stands for the key.
      secrets: [pair.privateKey, Secret(credentials)]
    ) { answer in
      (answer["errors"]?.array ?? []).prefix(3).flatMap { error in
        [Self.errorClass(of: error), error["message"]?.string].compactMap(\.self)
      }
    }
  }

  /// The word that tells what kind of error it is.
  private static func errorClass(of error: JSONValue) -> String? {
    error["extensions"]?["errorClass"]?.string
  }

  /// A token with which a page can ask the customer for a card.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func clientToken() throws(ProviderError) -> String {
    let data = try send(
      """
      mutation ClientToken($input: CreateClientTokenInput) {
        createClientToken(input: $input) { clientToken }
      }
      """, ["clientToken": ["merchantAccountId": .string(merchantAccount)]])
    let token = data["createClientToken"]?["clientToken"]?.string
    guard let token, !token.isEmpty else {
      throw BraintreeProvider.unusable("data.createClientToken")
    }
    return token
  }

  /// Charges what `nonce` stands for. It is sent once only: a nonce is used up, but an answer that was lost leaves
  /// open whether it was.
  ///
  /// - Parameter isVerified: whether Braintree is to refuse a card that was not verified with its bank, whatever the page
  ///   says of that.
  /// - Throws: `ProviderError.rejected`, `.unreachable` or `.unsupportedAmount`.
  func charge(
    _ nonce: Secret, for payment: KnownPayment, verified isVerified: Bool
  ) throws(ProviderError) -> BraintreeTransaction {
    let data = try send(
      """
      mutation Charge($input: ChargeCreditCardInput!) {
        chargeCreditCard(input: $input) { transaction { \(BraintreeTransaction.fields) } }
      }
      """,
      .present([
        ("paymentMethodId", .string(nonce.text)),
        (
          "transaction",
          [
            "amount": .string(try BraintreeAmount.written(payment.amount)),
            "orderId": .string(payment.reference), "merchantAccountId": .string(merchantAccount),
          ]
        ),
        ("options", isVerified ? ["threeDSecureAuthentication": ["required": true]] : nil),
      ]), isRepeatable: false, hiding: nonce)
    return try BraintreeTransaction(
      data["chargeCreditCard"]?["transaction"], at: "data.chargeCreditCard.transaction")
  }

  /// The transactions with our reference, of which several may have been tried.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func transactions(of payment: KnownPayment) throws(ProviderError) -> [BraintreeTransaction] {
    let data = try send(
      """
      query Search($input: TransactionSearchInput!) {
        search { transactions(input: $input, first: 50) { edges { node { \
      \(BraintreeTransaction.fields) } } } }
      }
      """, ["orderId": ["is": .string(payment.reference)]])
    let path = "data.search.transactions.edges"
    guard let edges = data["search"]?["transactions"]?["edges"]?.array else {
      throw BraintreeProvider.unusable(path)
    }
    var transactions: [BraintreeTransaction] = []
    for (index, edge) in edges.enumerated() {
      let transaction = try BraintreeTransaction(edge["node"], at: "\(path)[\(index)].node")
      // A search that found more than was asked for must not settle anything.
      guard transaction.reference == payment.reference else {
        throw transaction.object.fault("orderId")
      }
      transactions.append(transaction)
    }
    return transactions
  }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    try BraintreeTransaction.events(of: transactions(of: payment))
  }

  /// Only a whole transaction can be given back before it is settled.
  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    guard let paid = BraintreeTransaction.paid(try transactions(of: payment)).first else {
      throw BraintreeProvider.nothingPaid(of: payment.reference)
    }
    let name =
      refund.amount == payment.amount
      ? try reverse(paid.globalID) : try self.refund(paid.globalID, refund)
    return RefundAnswer(providerReference: name, events: [])
  }

  /// Gives back a part of a settled transaction, and gives Braintree's short name of the refund.
  private func refund(
    _ transaction: String, _ refund: RefundRequest
  ) throws(ProviderError) -> String? {
    let data = try send(
      """
      mutation Refund($input: RefundTransactionInput!) {
        refundTransaction(input: $input) { refund { legacyId status } }
      }
      """,
      [
        "transactionId": .string(transaction),
        "refund": [
          "amount": .string(try BraintreeAmount.written(refund.amount)),
          "orderId": .string(refund.reference),
        ],
      ], isRepeatable: false)
    return try name(ofRefund: data["refundTransaction"]?["refund"])
  }

  /// Gives back a whole transaction, and gives Braintree's short name of the refund, if there is one: what is not
  /// settled yet is called back.
  private func reverse(_ transaction: String) throws(ProviderError) -> String? {
    let data = try send(
      """
      mutation Reverse($input: ReverseTransactionInput!) {
        reverseTransaction(input: $input) {
          reversal { __typename ... on Transaction { status } ... on Refund { legacyId status } }
        }
      }
      """, ["transactionId": .string(transaction)], isRepeatable: false)
    let reversal = data["reverseTransaction"]?["reversal"]
    return reversal?["__typename"]?.string == "Transaction" ? nil : try name(ofRefund: reversal)
  }

  private func name(ofRefund refund: JSONValue?) throws(ProviderError) -> String? {
    guard let refund, let status = refund["status"]?.string else {
      throw BraintreeProvider.unusable("refund")
    }
    guard !BraintreeTransaction.isFailed(status) else { throw BraintreeProvider.rejected(status) }
    return refund["legacyId"]?.string
  }

  /// Lets Braintree answer, which needs the right keys.
  func checkCredentials() throws(ProviderError) {
    _ = try send("query { ping }")
  }

  /// The member `data` of what Braintree answers; errors too come with status 200.
  ///
  /// - Parameter nonce: what no error may repeat either.
  private func send(
    _ query: String, _ input: JSONValue? = nil, isRepeatable: Bool = true,
    hiding nonce: Secret? = nil
  ) throws(ProviderError) -> JSONValue {
    var client = client
    if let nonce { client.secrets.append(nonce) }
    let variables = input.map { ["input": $0] as JSONValue } ?? [:]
    let response = try client.send(
      .post, "/graphql", .json(["query": .string(query), "variables": variables]),
      isRepeatable: isRepeatable)
    let json = try client.json(response)
    if let errors = json["errors"]?.array, let first = errors.first {
      throw Self.failure(first, client.failure(response))
    }
    guard let data = json["data"], data.members != nil else {
      throw BraintreeProvider.unusable("data")
    }
    return data
  }

  /// What it means that Braintree answered an error: that it will not, or that this passes. Of another the answer says
  /// nothing, as it may have acted before.
  ///
  /// Source: Braintree's GraphQL guide, "Errors", section "Error classes".
  ///
  /// - Parameter told: what it said, as an answer that it will not.
  private static func failure(_ error: JSONValue, _ told: ProviderError) -> ProviderError {
    switch (errorClass(of: error), told) {
    case ("RESOURCE_LIMIT", _), ("INTERNAL", _), ("SERVICE_AVAILABILITY", _): told.asNoAnswer
    case ("AUTHENTICATION", _), ("AUTHORIZATION", _), ("NOT_FOUND", _), ("NOT_IMPLEMENTED", _),
      ("UNSUPPORTED_CLIENT", _), ("VALIDATION", _):
      told
    case (_, .rejected(let provider, let reason)): .unreadable(provider: provider, reason: reason)
    default: told
    }
  }
}
