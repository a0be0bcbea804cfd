import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct BraintreeAPITests {
  private let braintree: ProviderStandIn
  private let provider: BraintreeProvider
  private let network = ImpatientTransport()
  private let payment = BraintreeFixture.payment()
  private let now = BraintreeFixture.now

  init() throws {
    braintree = try ProviderStandIn("braintree")
    provider = try BraintreeFixture.provider(apiBase: braintree.base)
  }

  private func charge(_ nonce: String = "fake-valid-nonce") throws -> [PaymentEvent] {
    try provider.charge(
      nonce: Secret(bytes: Array(nonce.utf8)), of: payment, over: network, now: now)
  }

  /// The operations that were asked for since the last time.
  private func operations() throws -> [String] {
    try braintree.received().map { request in
      let body = try JSONValue(parsing: Array(try #require(request["body"]?.string).utf8))
      let query = try #require(body["query"]?.string)
      return String(query.split { " (".contains($0) }.dropFirst().first ?? "")
    }
  }

  @Test("a start asks nobody, and leads to a page of ours")
  func start() throws {
    let started = try provider.start(.sample(startedAt: now), over: network)
    #expect(started.next == .page(url: "https://pay.example/p/T0KEN/K7M3Q9XT2V8B4NC5"))
    #expect(try operations() == [])
  }

  @Test("a page gets a client token for the merchant account")
  func clientToken() throws {
    let form = try #require(
      provider.form(for: payment.amount, over: network) as? BraintreeCardForm)
    #expect(form.token == "token for shop_eur" && !form.isLive && form.isVerified)
  }

  @Test("a charge is sent as Braintree's schema has it, after a search for an earlier one")
  func sent() throws {
    let events = try charge()
    #expect(events.map(\.kind) == [.paid])
    #expect(events.first?.amount == payment.amount)
    #expect(events.first?.method == "card")
    #expect(events.first?.identifiers == ["tx000001"])
    let requests = try braintree.received()
    #expect(requests.count == 2)
    let request = try #require(requests.last)
    #expect(request["path"]?.string == "/graphql")
    let headers = try #require(request["headers"])
    let keys = Array("\(BraintreeFixture.publicKey):\(BraintreeFixture.privateKey)".utf8)
    #expect(headers["authorization"]?.string == "Basic \(Base64.encode(keys))")
    #expect(headers["braintree-version"]?.string == "2018-09-10")
    #expect(headers["content-type"]?.string == "application/json")
    let body = try JSONValue(parsing: Array(try #require(request["body"]?.string).utf8))
    let input: JSONValue = [
      "paymentMethodId": "fake-valid-nonce",
      "transaction": [
        "amount": "129.90", "orderId": "K7M3Q9XT2V8B4NC5", "merchantAccountId": "shop_eur",
      ],
      "options": ["threeDSecureAuthentication": ["required": true]],
    ]
    #expect(body["variables"]?["input"] == input)
    #expect(
      events.first?.verification
        == CardVerification(status: "authenticate_successful", isLiabilityShifted: true))
  }

  @Test(
    "a card must be verified with its bank, unless the seller does without",
    arguments: [
      (nil, 12_990, true), ("required", 1, true), ("off", 12_990, false),
      ("above 30", 3_000, false), ("above 30", 3_001, true), ("above 30.5", 3_050, false),
      ("above 30.5", 3_051, true), ("Above 129.90", 12_990, false), ("above 0", 1, true),
    ] as [(String?, Int64, Bool)])
  func verified(_ setting: String?, _ units: Int64, _ isVerified: Bool) throws {
    let provider = try BraintreeFixture.provider(apiBase: braintree.base, verification: setting)
    let amount = Amount(minorUnits: units, currency: .euro)
    let form = try #require(provider.form(for: amount, over: network) as? BraintreeCardForm)
    #expect(form.isVerified == isVerified)
    #expect(form.loadedScripts.contains { $0.contains("three-d-secure") } == isVerified)
    #expect((form.outside.frames == ["https:"]) == isVerified)
    let known = KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: amount, providerReference: nil, identifiers: [],
      startedAt: now, method: nil)
    let events = try provider.charge(
      nonce: Secret(bytes: Array("fake-unverified-nonce".utf8)), of: known, over: network, now: now)
    #expect(events.map(\.kind) == [isVerified ? .failed : .paid])
    #expect(events.first?.verification?.isLiabilityShifted == (isVerified ? false : nil))
    let sent = try #require(try braintree.received().last?["body"]?.string)
    #expect(sent.contains("threeDSecureAuthentication") == isVerified)
  }

  @Test(
    "what says neither is refused",
    arguments: ["", "always", "above", "above x", "above -1", "above 30 EUR", "30"])
  func unclear(_ setting: String) throws {
    let braintree = try BraintreeFixture.kit().providers.named("braintree")
    let error = #expect(throws: ProviderError.self) {
      try braintree.set(braintree.key("three-d-secure"), to: setting)
    }
    guard case .badValue("braintree", "three-d-secure", _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }

  @Test("who charges cards without verification is warned")
  func warned() throws {
    for (setting, isWarned) in [(nil, false), ("above 30", false), ("off", true)] {
      let kit = try BraintreeFixture.kit(verification: setting)
      let configuration = try kit.providers.named("braintree")
      try configuration.enable(.test)
      let warnings = try BraintreeProvider.warnings(of: configuration)
      #expect(warnings.count == (isWarned ? 1 : 0))
      try configuration.enable(.simulated)
      #expect(try BraintreeProvider.warnings(of: configuration).isEmpty)
    }
  }

  @Test("a payment is charged once, whatever nonce comes after")
  func once() throws {
    let first = try charge()
    #expect(try charge("fake-valid-visa-nonce") == first)
    #expect(try operations() == ["Search", "Charge", "Search"])
    #expect(try provider.status(of: payment, over: network, now: now + Seconds(9)) == first)
  }

  @Test("after a card that was declined another one pays")
  func declined() throws {
    #expect(try charge("fake-processor-declined-visa-nonce").map(\.kind) == [.failed])
    #expect(try charge().map(\.kind) == [.paid])
    #expect(
      try provider.status(of: payment, over: network, now: now).map(\.kind) == [.paid])
  }

  @Test("a charge without an answer is looked for, and never sent twice")
  func lost() throws {
    try braintree.answer([["hold": true, "for": "chargeCreditCard"]])
    let error = #expect(throws: ProviderError.self) { try charge() }
    guard case .unreachable = error else { return #expect(Bool(false), "\(error as Any)") }
    #expect(try operations() == ["Search", "Charge", "Search"])
  }

  @Test(
    "a charge whose answer was cut, or never came to its end, is found by the search",
    arguments: ["cut", "stall"])
  func broken(_ manner: String) throws {
    try braintree.answer([[.init(manner): true, "for": "chargeCreditCard"]])
    let events = try charge()
    #expect(events.map(\.kind) == [.paid])
    #expect(try operations() == ["Search", "Charge", "Search"])
    #expect(try charge("fake-valid-visa-nonce") == events)
  }

  @Test("a search whose answer is cut is made again", arguments: ["cut", "stall"])
  func brokenSearch(_ manner: String) throws {
    let made = try charge()
    try braintree.answer([[.init(manner): true, "for": "query Search"]])
    #expect(try provider.status(of: payment, over: network, now: now) == made)
    #expect(try operations() == ["Search", "Charge", "Search", "Search"])
  }

  @Test("an order that two transactions paid is told so, and what is given back is of the first")
  func twice() throws {
    _ = try charge()
    let none: JSONValue = ["data": ["search": ["transactions": ["edges": []]]]]
    try braintree.answer([["status": 200, "body": none, "for": "query Search"]])
    _ = try charge("fake-valid-visa-nonce")
    let refund = RefundRequest(
      reference: "R1", amount: Amount(minorUnits: 500, currency: .euro), isRest: false,
      requestedAt: now)
    _ = try provider.refund(refund, of: payment, over: network)

    let events = try provider.status(of: payment, over: network, now: now)
    #expect(events.map(\.kind) == [.paid, .refunded, .paid])
    #expect(events.map(\.subject) == ["tx000001", "re000001", "tx000002"])
    let fold = PaymentFold(events, asked: payment.amount)
    #expect(fold.transactions.filter { $0.received > 0 }.count == 2)
    #expect(fold.net == payment.amount.minorUnits - 500)
  }

  @Test(
    "an order that is paid and authorized once more asks for attention, until that comes to nothing",
    arguments: [
      ("AUTHORIZED", "CreditCardDetails", "AUTHORIZATION_EXPIRED"),
      ("AUTHORIZED", "CreditCardDetails", "VOIDED"),
      ("SETTLEMENT_PENDING", "CreditCardDetails", "SETTLEMENT_DECLINED"),
      ("SUBMITTED_FOR_SETTLEMENT", "SEPADirectDebitDetails", "FAILED"),
    ])
  func authorizedTwice(_ status: String, _ method: String, _ end: String) throws {
    let fold = { (statuses: [String]...) in
      try PaymentFold(
        statuses.flatMap { statuses in
          try braintree.answer([found(statuses, method)])
          return try provider.status(of: payment, over: network, now: now)
        }, asked: payment.amount)
    }
    let held = try fold([status])
    #expect(held.transactions.map(\.underWay).max() == payment.amount.minorUnits)
    #expect(held.net == payment.amount.minorUnits)
    let over = try fold([status], [status, end])
    #expect(over.transactions.allSatisfy { $0.underWay == 0 })
    #expect(over.state == .paid)
    #expect(over.net == payment.amount.minorUnits)
  }

  /// The answer to a search that finds a card's transaction, which is settled, and another one, which came to
  /// `statuses` one after the other.
  private func found(_ statuses: [String], _ method: String) -> JSONValue {
    let node = { (id: String, statuses: [String], method: String) -> JSONValue in
      let history: [JSONValue] = statuses.enumerated().map { index, status in
        ["status": .string(status), "timestamp": .string("2026-09-21T15:0\(index):00Z")]
      }
      return [
        "node": [
          "id": .string("global-\(id)"), "legacyId": .string(id),
          "status": .optional(statuses.last), "createdAt": "2026-09-21T14:00:00Z",
          "orderId": .string(payment.reference),
          "amount": ["value": "129.90", "currencyCode": "EUR"],
          "paymentMethodSnapshot": ["__typename": .string(method)],
          "statusHistory": .array(history), "refunds": [], "disputes": [],
        ]
      ]
    }
    let edges = [
      node("tx000001", ["SETTLED"], "CreditCardDetails"), node("tx000002", statuses, method),
    ]
    return [
      "status": 200, "for": "query Search",
      "body": ["data": ["search": ["transactions": ["edges": .array(edges)]]]],
    ]
  }

  @Test("an answer that was lost on its way is found by the search")
  func found() throws {
    let made = try charge()
    let none: JSONValue = ["data": ["search": ["transactions": ["edges": []]]]]
    try braintree.answer([
      ["status": 200, "body": none, "for": "query Search"],
      ["status": 500, "body": "", "for": "chargeCreditCard"],
    ])
    #expect(try charge("fake-valid-visa-nonce") == made)
  }

  @Test("a nonce that was used before is refused in Braintree's words")
  func consumed() throws {
    _ = try charge("fake-processor-declined-visa-nonce")
    let error = #expect(throws: ProviderError.self) {
      try charge("fake-processor-declined-visa-nonce")
    }
    guard case .rejected(_, let reason) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
    #expect(reason.en.contains("VALIDATION, Cannot use a single-use payment method"))
  }

  @Test("a whole refund calls the transaction back, a part is refunded")
  func refund() throws {
    let ask = { (units: Int64) in
      try provider.refund(
        RefundRequest(
          reference: "R1", amount: Amount(minorUnits: units, currency: .euro), isRest: false,
          requestedAt: now), of: payment, over: network)
    }
    _ = try charge()
    #expect(try ask(500).providerReference == "re000001")
    let events = try provider.status(of: payment, over: network, now: now)
    #expect(events.map(\.kind) == [.paid, .refunded])
    #expect(events.last?.amount?.minorUnits == 500)
    #expect(events.last?.subject == "re000001")
    #expect(try ask(12_990).providerReference == nil)
    #expect(try provider.status(of: payment, over: network, now: now).map(\.kind) == [.reversed])
  }

  @Test("a refund that the bank declines at once is told")
  func declinedRefund() throws {
    _ = try charge()
    let made: JSONValue = ["legacyId": "re000001", "status": "PROCESSOR_DECLINED"]
    try braintree.answer([
      [
        "status": 200, "for": "refundTransaction",
        "body": ["data": ["refundTransaction": ["refund": made]]],
      ]
    ])
    let error = #expect(throws: ProviderError.self) {
      try provider.refund(
        RefundRequest(
          reference: "R1", amount: Amount(minorUnits: 500, currency: .euro), isRest: false,
          requestedAt: now), of: payment, over: network)
    }
    guard case .rejected(_, let reason) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
    #expect(reason.en == "PROCESSOR_DECLINED")
  }

  @Test("a refund of what Braintree does not know is refused")
  func nothingToRefund() throws {
    let error = #expect(throws: ProviderError.self) {
      try provider.refund(
        RefundRequest(reference: "R1", amount: payment.amount, isRest: true, requestedAt: now),
        of: payment, over: network)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("credentials are tried by a question that changes nothing")
  func credentials() throws {
    try provider.checkCredentials(over: network)
    let other = try BraintreeFixture.provider(
      keys: [("9hz5c3r8k2tq7wvn", "wrong-private-key")], apiBase: braintree.base)
    let error = #expect(throws: ProviderError.self) {
      try other.checkCredentials(over: network)
    }
    guard case .rejected(_, let reason) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
    #expect(reason.en.contains("AUTHENTICATION"))
  }

  @Test(
    "an error is one that passes or one that stays, and never tells a secret",
    arguments: [
      ("VALIDATION", true), ("AUTHENTICATION", true), ("AUTHORIZATION", true), ("NOT_FOUND", true),
      ("UNSUPPORTED_CLIENT", true), ("RESOURCE_LIMIT", false), ("INTERNAL", false),
      ("SERVICE_AVAILABILITY", false),
    ])
  func errors(_ errorClass: String, _ isFinal: Bool) throws {
    let message = "no \(BraintreeFixture.privateKey) and fake-valid-nonce \u{1b}[31m"
    let body: JSONValue = [
      "errors": [
        ["message": .string(message), "extensions": ["errorClass": .string(errorClass)]]
      ]
    ]
    try braintree.answer([["status": 200, "body": body, "for": "chargeCreditCard"]])
    let error = try #require(#expect(throws: ProviderError.self) { try charge() })
    switch error {
    case .rejected: #expect(isFinal)
    case .unreachable: #expect(!isFinal)
    default: #expect(Bool(false), "\(error)")
    }
    for language in Language.allCases {
      let text = error.text[language]
      #expect(text.contains(errorClass))
      #expect(!text.contains(BraintreeFixture.privateKey))
      #expect(!text.contains("fake-valid-nonce"))
      #expect(!text.contains("\u{1b}"))
    }
  }

  @Test(
    "an answer that is not as documented is refused",
    arguments: [
      "", "{", "[]", "{}", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":{"search":null}}"#,
      #"{"data":{"search":{"transactions":{"edges":[{}]}}}}"#,
      #"{"data":{"search":{"transactions":{"edges":[{"node":{"id":"a","legacyId":"b"}}]}}}}"#,
      // Another order's transaction.
      """
      {"data":{"search":{"transactions":{"edges":[{"node":{"id":"a","legacyId":"b","status":"SETTLED",\
      "createdAt":"2026-09-21T14:00:00Z","orderId":"OTHER","statusHistory":[],\
      "amount":{"value":"129.90","currencyCode":"EUR"}}}]}}}}
      """,
    ])
  func unusable(_ body: String) throws {
    try braintree.answer([["status": 200, "body": .string(body)]])
    let error = #expect(throws: ProviderError.self) {
      try provider.status(of: payment, over: network, now: now)
    }
    guard case .unreadable = error else { return #expect(Bool(false), "\(error as Any)") }
  }
}
