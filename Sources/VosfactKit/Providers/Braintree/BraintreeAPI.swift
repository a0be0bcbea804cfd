import Localization

/// The way to Braintree's API, which speaks GraphQL.
///
/// Source: Braintree's GraphQL guide, "Making API calls", "Errors"; its schema for every operation.
struct BraintreeAPI {
  /// The version of the API in which requests and answers are written.
  static let version = "2018-09-10"

  private let api: ProviderAPI
  private let authorization: String
  private let merchantAccount: String

  /// - Parameters:
  ///   - base: another address than Braintree's, for tests and proxies.
  ///   - merchantAccount: which is paid to.
  init(
    base: String?, isTest: Bool, pair: BraintreeSignature.KeyPair, merchantAccount: String
  ) {
    let host = isTest ? "payments.sandbox.braintree-api.com" : "payments.braintree-api.com"
    authorization =
      "Basic \(Base64.encode(Array("\(pair.publicKey):".utf8) + pair.privateKey.bytes))"
    self.merchantAccount = merchantAccount
    api = ProviderAPI(
      provider: BraintreeProvider.name, base: base ?? "https://\(host)",
      // What the header holds stands for the key.
      secrets: [pair.privateKey, Secret(bytes: Array(authorization.dropFirst(6).utf8))]
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
  func clientToken(over transport: any HTTPTransport) throws(ProviderError) -> String {
    let data = try send(
      """
      mutation ClientToken($input: CreateClientTokenInput) {
        createClientToken(input: $input) { clientToken }
      }
      """, ["input": ["clientToken": ["merchantAccountId": .string(merchantAccount)]]],
      isRepeatable: true, over: transport)
    return try api.reading { () throws(ShapeError) in
      let token = data["createClientToken"]?["clientToken"]?.string
      guard let token, !token.isEmpty else { throw ShapeError(path: "data.createClientToken") }
      return token
    }
  }

  /// Charges what `nonce` stands for. It is sent once only: a nonce is used up, but an answer that was lost leaves
  /// open whether it was.
  ///
  /// - Throws: `ProviderError.rejected`, `.unreachable` or `.unsupportedAmount`.
  func charge(
    _ nonce: Secret, _ amount: Amount, reference: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> BraintreeTransaction {
    let input: JSONValue = [
      "paymentMethodId": .string(String(decoding: nonce.bytes, as: UTF8.self)),
      "transaction": [
        "amount": .string(try BraintreeAmount.written(amount)), "orderId": .string(reference),
        "merchantAccountId": .string(merchantAccount),
      ],
    ]
    let data = try send(
      """
      mutation Charge($input: ChargePaymentMethodInput!) {
        chargePaymentMethod(input: $input) { transaction { \(BraintreeTransaction.fields) } }
      }
      """, ["input": input], isRepeatable: false, hiding: nonce, over: transport)
    return try api.reading { () throws(ShapeError) in
      try BraintreeTransaction(
        data["chargePaymentMethod"]?["transaction"], at: "data.chargePaymentMethod.transaction")
    }
  }

  /// The transactions with our reference, of which several may have been tried.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func transactions(
    of reference: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> [BraintreeTransaction] {
    let data = try send(
      """
      query Search($input: TransactionSearchInput!) {
        search { transactions(input: $input, first: 50) { edges { node { \
      \(BraintreeTransaction.fields) } } } }
      }
      """, ["input": ["orderId": ["is": .string(reference)]]], isRepeatable: true, over: transport)
    return try api.reading { () throws(ShapeError) in
      let path = "data.search.transactions.edges"
      guard let edges = data["search"]?["transactions"]?["edges"]?.array else {
        throw ShapeError(path: path)
      }
      var transactions: [BraintreeTransaction] = []
      for (index, edge) in edges.enumerated() {
        let transaction = try BraintreeTransaction(edge["node"], at: "\(path)[\(index)].node")
        // A search that found more than was asked for must not settle anything.
        guard transaction.reference == reference else {
          throw ShapeError(path: "\(path)[\(index)].node.orderId")
        }
        transactions.append(transaction)
      }
      return transactions
    }
  }

  /// Gives back a part of a settled transaction.
  ///
  /// - Returns: Braintree's short name of the refund.
  /// - Throws: `ProviderError.rejected`, `.unreachable` or `.unsupportedAmount`.
  func refund(
    _ transaction: String, _ amount: Amount, reference: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> String? {
    let refund: JSONValue = [
      "amount": .string(try BraintreeAmount.written(amount)), "orderId": .string(reference),
    ]
    let data = try send(
      """
      mutation Refund($input: RefundTransactionInput!) {
        refundTransaction(input: $input) { refund { legacyId status } }
      }
      """, ["input": ["transactionId": .string(transaction), "refund": refund]],
      isRepeatable: false, over: transport)
    return try name(ofRefund: data["refundTransaction"]?["refund"])
  }

  /// Gives back a whole transaction: one that is not settled yet is called back, so that there is no refund.
  ///
  /// - Returns: Braintree's short name of the refund, if there is one.
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func reverse(
    _ transaction: String, over transport: any HTTPTransport
  ) throws(ProviderError) -> String? {
    let data = try send(
      """
      mutation Reverse($input: ReverseTransactionInput!) {
        reverseTransaction(input: $input) {
          reversal { __typename ... on Transaction { status } ... on Refund { legacyId status } }
        }
      }
      """, ["input": ["transactionId": .string(transaction)]], isRepeatable: false,
      over: transport)
    let reversal = data["reverseTransaction"]?["reversal"]
    return reversal?["__typename"]?.string == "Transaction" ? nil : try name(ofRefund: reversal)
  }

  private func name(ofRefund refund: JSONValue?) throws(ProviderError) -> String? {
    guard let refund, let status = refund["status"]?.string else {
      throw api.unusable(ShapeError(path: "refund").reason)
    }
    guard !BraintreeTransaction.isFailed(status) else {
      throw .rejected(provider: BraintreeProvider.name, reason: Text(verbatim: status))
    }
    return refund["legacyId"]?.string
  }

  /// Lets Braintree answer, which needs the right keys.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func test(over transport: any HTTPTransport) throws(ProviderError) {
    _ = try send("query { ping }", [:], isRepeatable: true, over: transport)
  }

  /// What `read` finds in an answer.
  ///
  /// - Throws: `ProviderError.rejected` if the answer is not as documented.
  func reading<Value>(
    _ read: () throws(ShapeError) -> Value
  ) throws(ProviderError) -> Value {
    try api.reading(read)
  }

  /// The member `data` of what Braintree answers; errors too come with status 200.
  ///
  /// - Parameter nonce: what no error may repeat either.
  private func send(
    _ query: String, _ variables: JSONValue, isRepeatable: Bool, hiding nonce: Secret? = nil,
    over transport: any HTTPTransport
  ) throws(ProviderError) -> JSONValue {
    let body: JSONValue = ["query": .string(query), "variables": variables]
    let api = ProviderAPI(
      provider: api.provider, base: api.base,
      secrets: api.secrets + [nonce].compactMap(\.self), words: api.words)
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        .post, "\(api.base)/graphql",
        headers: [
          ("Authorization", authorization), ("Braintree-Version", Self.version),
          ("Content-Type", "application/json"),
        ], body: Array(body.text.utf8), isRepeatable: isRepeatable)
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    let json = try api.json(response)
    if let errors = json["errors"]?.array, let first = errors.first {
      throw passes(first) ? Self.passing(api.failure(response)) : api.failure(response)
    }
    guard let data = json["data"], data.members != nil else {
      throw api.unusable(ShapeError(path: "data").reason)
    }
    return data
  }

  /// Whether an error is not the request's fault, and passes.
  private func passes(_ error: JSONValue) -> Bool {
    ["RESOURCE_LIMIT", "INTERNAL", "SERVICE_AVAILABILITY"].contains(Self.errorClass(of: error))
  }

  /// The error as one that passes, whatever the status that it came with.
  private static func passing(_ error: ProviderError) -> ProviderError {
    guard case .rejected(let provider, let reason) = error else { return error }
    return .unreachable(provider: provider, reason: reason)
  }
}
