import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct IngenicoAPITests {
  private let ingenico: ProviderStandIn
  private let provider: IngenicoProvider
  private let payment = IngenicoFixture.payment()
  private let transport = ImpatientTransport()

  init() throws {
    ingenico = try ProviderStandIn("ingenico")
    provider = try IngenicoFixture.provider(apiBase: ingenico.base)
  }

  private func operation(_ status: String, amount: String = "123.45") -> JSONValue {
    [
      "orderID": .string(payment.reference), "PAYID": "3014619998", "STATUS": .string(status),
      "NCERROR": "0", "amount": .string(amount), "currency": "EUR", "PM": "CreditCard",
    ]
  }

  /// Lets Ingenico know the payment by its operations.
  private func know(_ operations: JSONValue...) throws {
    let body: JSONValue = .object([JSONMember(payment.reference, .array(operations))])
    _ = try transport.send(
      HTTPRequest(.post, "\(ingenico.base)/payments", body: Array(body.text.utf8)))
    _ = try ingenico.received()
  }

  private func status() throws -> [PaymentEvent] {
    try provider.status(of: payment, over: transport, now: IngenicoFixture.now)
  }

  private func refund(_ amount: Int64, isRest: Bool = false) throws -> RefundAnswer {
    try provider.refund(
      RefundRequest(
        reference: "REFUND1", amount: Amount(minorUnits: amount, currency: .euro), isRest: isRest,
        requestedAt: IngenicoFixture.now),
      of: payment, over: transport)
  }

  @Test("a payment is asked for by our reference, as the API's user")
  func request() throws {
    try know(operation("9"))
    _ = try status()
    let request = try #require(try ingenico.received().first)
    #expect(request["method"] == "POST" && request["path"] == "/querydirect.asp")
    #expect(
      request["body"]
        == "PSPID=MyPSPID&USERID=MyAPI&PSWD=api-Pa55word&ORDERID=K7M3Q9XT2V8B4NC5")
    #expect(request["headers"]?["content-type"] == "application/x-www-form-urlencoded")
  }

  @Test("every operation says how the payment stands, the same each time")
  func operations() throws {
    try know(operation("9"), operation("8", amount: "3.45"), operation("81", amount: "20"))
    let events = try status()
    #expect(events.map(\.kind) == [.paid, .refunded])
    #expect(try status() == events)
    let fold = PaymentFold(events, asked: payment.amount)
    #expect(fold.state == .partiallyRefunded && fold.refunded == 345)
    #expect(fold.method == "card")
  }

  @Test("what a query finds agrees with the feedback of the same")
  func agreement() throws {
    try know(operation("9"), operation("8", amount: "3.45"))
    let told = try ["0": ("9", "123.45"), "1": ("8", "3.45")].map { number, facts in
      try provider.verify(
        IngenicoFixture.feedback(
          ["PAYIDSUB": number, "STATUS": facts.0, "amount": facts.1], for: provider),
        now: IngenicoFixture.now)
    }.flatMap(\.events)
    let both = PaymentFold(try status() + told, asked: payment.amount)
    let alone = PaymentFold(told, asked: payment.amount)
    #expect(both.state == alone.state && both.received == alone.received)
    #expect(both.attention == nil && both.refunded == 345)
  }

  @Test("a refused payment is no failed question")
  func refused() throws {
    try know([
      "orderID": .string(payment.reference), "PAYID": "3014619998", "STATUS": "2",
      "NCERROR": "30001001", "amount": "123.45", "currency": "EUR",
    ])
    #expect(try status().map(\.kind) == [.failed])
    #expect(try status().map(\.reason) == ["30001001"])
  }

  @Test("a payment that Ingenico does not know tells nothing, as the customer never came")
  func unknown() throws {
    #expect(try status().isEmpty)
  }

  @Test("a feedback without an amount settles by what Ingenico answers, one with an amount alone")
  func confirm() throws {
    try know(operation("9"))
    let confirmed = { (changes: [String: String?]) in
      let verified = try provider.verify(
        IngenicoFixture.feedback(changes, for: provider), now: IngenicoFixture.now)
      return try provider.confirm(
        verified, of: payment, over: transport, now: IngenicoFixture.now)
    }
    #expect(provider.isAskedBeforeSettling)
    #expect(try confirmed(["amount": nil])?.map(\.amount) == [payment.amount])
    #expect(try confirmed([:]) == nil)
    #expect(try confirmed(["STATUS": "2", "amount": nil]) == nil)
    #expect(try ingenico.received().count == 1)
  }

  @Test("a refund is signed, for a part or for the rest, and found again by its number")
  func refund() throws {
    try know(operation("9"))
    let answer = try refund(345)
    #expect(answer.providerReference == "3014619998/1")
    #expect(answer.events.map(\.amount?.minorUnits) == [345])
    let rest = try refund(12_000, isRest: true)
    #expect(PaymentFold(try status(), asked: payment.amount).state == .refunded)
    #expect(
      PaymentFold(try status() + answer.events + rest.events, asked: payment.amount).refunded
        == 12_345)
    let sent = try ingenico.received().compactMap { request in
      request["path"] == "/maintenancedirect.asp" ? request["body"]?.string : nil
    }
    #expect(sent.count == 2)
    #expect(sent[0].contains("PAYID=3014619998&OPERATION=RFD&AMOUNT=345&SHASIGN="))
    #expect(sent[1].contains("PAYID=3014619998&OPERATION=RFS&AMOUNT=12000&SHASIGN="))
  }

  @Test("nothing is refunded of what was never paid")
  func nothingPaid() throws {
    try know(operation("2"))
    let error = #expect(throws: ProviderError.self) { try refund(345) }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("good credentials are told from wrong ones")
  func credentials() throws {
    try provider.checkCredentials(over: transport)
    let wrong = try IngenicoFixture.provider(apiBase: ingenico.base, password: "another-one")
    let error = #expect(throws: ProviderError.self) {
      try wrong.checkCredentials(over: transport)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
    #expect(error?.text.en.contains("50001111") == true)
  }

  @Test(
    "an answer that is none is told, and never with the password",
    arguments: [
      ["status": 401, "body": "no"], ["status": 500, "body": ""],
      ["status": 200, "body": "{}"], ["status": 200, "body": "<ncresponse STATUS=\"9\""],
      ["status": 200, "body": "<ncresponse/>"], ["status": 200, "body": "<html/>"],
      ["status": 200, "body": "<!DOCTYPE a [<!ENTITY b 'c'>]><ncresponse STATUS='9'/>"],
      ["status": 200, "body": "<ncresponse STATUS='nine' PAYID='1'/>"],
      ["status": 200, "body": "<ncresponse STATUS='9' PAYID='x'/>"],
      ["status": 200, "body": "<ncresponse STATUS='9' PAYID='1' orderID='OTHER'/>"],
      ["status": 200, "body": "<ncresponse STATUS='9' PAYID='1' amount='x' currency='EUR'/>"],
      ["status": 200, "body": "<ncresponse STATUS='9' PAYID='1' PAYIDSUB='-1'/>"],
      [
        "status": 200,
        "body": "<ncresponse STATUS='88' NCERROR='50001111' NCERRORPLUS='api-Pa55word?'/>",
      ],
    ] as [JSONValue])
  func failures(_ answer: JSONValue) throws {
    try ingenico.answer(Array(repeating: answer, count: 4))
    let error = try #require(throws: ProviderError.self) { try status() }
    #expect(!error.text.en.contains("Pa55word") && !error.text.fr.contains("Pa55word"))
    switch error {
    case .rejected, .unreadable, .unreachable: break
    default: Issue.record("\(error)")
    }
  }

  @Test("a server that is busy is asked again, one that hangs is unreachable")
  func busy() throws {
    try know(operation("9"))
    try ingenico.answer([["status": 429, "body": "", "headers": ["Retry-After": "0"]]])
    #expect(try status().map(\.kind) == [.paid])
    try ingenico.answer(Array(repeating: ["hold": true], count: 4))
    let error = try #require(throws: ProviderError.self) { try status() }
    guard case .unreachable = error else { return #expect(Bool(false), "\(error)") }
  }
}
