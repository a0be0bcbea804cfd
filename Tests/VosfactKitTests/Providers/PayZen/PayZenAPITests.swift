import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayZenAPITests {
  private let payzen: ProviderStandIn
  private let provider: PayZenProvider
  private let payment = PayZenFixture.payment()
  private let transport = ImpatientTransport()

  init() throws {
    payzen = try ProviderStandIn("payzen")
    provider = try PayZenFixture.provider(apiBase: payzen.base)
  }

  private func transaction(
    _ status: String, uuid: String = String(repeating: "a", count: 32),
    operation: String = "DEBIT", amount: Int64 = 12_345, means: JSONValue = "CARD",
    brand: JSONValue = nil
  ) -> JSONValue {
    [
      "paymentMethodType": means,
      "transactionDetails": ["cardDetails": ["effectiveBrand": brand]],
      "uuid": .string(uuid), "amount": .integer(amount), "currency": "EUR",
      "detailedStatus": .string(status), "operationType": .string(operation),
      "creationDate": "2026-11-23T20:00:00+00:00", "detailedErrorCode": nil,
    ]
  }

  /// Lets PayZen know transactions of the payment's order.
  private func know(_ transactions: JSONValue...) throws {
    let body: JSONValue = .object([JSONMember(payment.reference, .array(transactions))])
    _ = try transport.send(
      HTTPRequest(.post, "\(payzen.base)/orders", body: Array(body.text.utf8)))
    _ = try payzen.received()
  }

  private func status() throws -> [PaymentEvent] {
    try provider.status(of: payment, over: transport, now: PayZenFixture.now)
  }

  @Test("an order is asked for by our reference, with the shop's number and password")
  func request() throws {
    try know(transaction("AUTHORISED"))
    _ = try status()
    let request = try #require(try payzen.received().first)
    #expect(request["method"] == "POST" && request["path"] == "/V4/Order/Get")
    #expect(request["body"] == .string("{\"orderId\":\"K7M3Q9XT2V8B4NC5\"}"))
    #expect(
      request["headers"]?["authorization"]?.string
        == "Basic MTIzNDU2Nzg6dGVzdHBhc3N3b3JkX0RFTU8xMjM=")
  }

  @Test("the order's transactions say how the payment stands, the same each time")
  func transactions() throws {
    try know(
      transaction("REFUSED", uuid: String(repeating: "b", count: 32)), transaction("AUTHORISED"),
      transaction(
        "CAPTURED", uuid: String(repeating: "c", count: 32), operation: "CREDIT", amount: 345))
    let events = try status()
    #expect(events.map(\.kind) == [.failed, .paid, .refunded])
    #expect(try status() == events)
    let fold = PaymentFold(events, asked: payment.amount)
    #expect(fold.state == .partiallyRefunded && fold.refunded == 345)
  }

  @Test(
    "a direct debit is under way until it is captured, whichever member names it",
    arguments: [("SDD", nil), ("CARD", "SDD")] as [(JSONValue, JSONValue)])
  func directDebit(_ means: JSONValue, _ brand: JSONValue) throws {
    let told = try ["AUTHORISED", "CAPTURED", "REFUSED"].map { status in
      try know(transaction(status, means: means, brand: brand))
      return try self.status()
    }
    #expect(told.flatMap(\.self).map(\.kind) == [.processing, .paid, .reversed])
    #expect(
      PaymentFold.course(told, asked: payment.amount) == [[0, 12_345], [12_345, 0], [0, 0]])
  }

  @Test("an order that PayZen does not know tells nothing, as the customer never came")
  func unknown() throws {
    #expect(try status().isEmpty)
  }

  @Test("a refund is asked for by the paid transaction, and found again by its own id")
  func refund() throws {
    try know(transaction("CAPTURED"))
    let request = RefundRequest(
      reference: "REFUND1", amount: Amount(minorUnits: 345, currency: .euro), isRest: false,
      requestedAt: PayZenFixture.now)
    let answer = try provider.refund(
      request, of: payment, over: transport)
    #expect(answer.providerReference == String(repeating: "f", count: 32))
    #expect(answer.events.map(\.kind) == [.refunded])
    let sent = try #require(try payzen.received().last?["body"]?.string)
    let uuid = String(repeating: "a", count: 32)
    #expect(
      sent == """
        {"uuid":"\(uuid)","amount":345,"currency":"EUR","resolutionMode":"AUTO"}
        """)
    // What the query finds afterwards is the same refund.
    let events = try status()
    #expect(PaymentFold(events + answer.events, asked: payment.amount).refunded == 345)
  }

  @Test("nothing is refunded of what was never paid")
  func nothingPaid() throws {
    try know(transaction("REFUSED"))
    let request = RefundRequest(
      reference: "REFUND1", amount: payment.amount, isRest: true, requestedAt: PayZenFixture.now)
    let error = #expect(throws: ProviderError.self) {
      try provider.refund(request, of: payment, over: transport)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("good credentials are told from wrong ones")
  func credentials() throws {
    try provider.checkCredentials(over: transport)
    let wrong = try PayZenFixture.provider(password: "testpassword_other", apiBase: payzen.base)
    let error = #expect(throws: ProviderError.self) {
      try wrong.checkCredentials(over: transport)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
    #expect(error?.text.en.contains("INT_905") == true)
  }

  @Test(
    "an answer that is none is told, and never with the password",
    arguments: [
      ["status": 401, "body": "no"], ["status": 500, "body": [:]],
      ["status": 200, "body": "<html>"],
      ["status": 200, "body": ["status": "SUCCESS", "answer": ["transactions": "none"]]],
      [
        "status": 200,
        "body": ["status": "ERROR", "answer": ["errorMessage": "testpassword_DEMO123 is wrong"]],
      ],
      ["status": 200, "body": ["status": "MAYBE"]],
    ] as [JSONValue])
  func failures(_ answer: JSONValue) throws {
    try payzen.answer(Array(repeating: answer, count: 4))
    let error = try #require(throws: ProviderError.self) { try status() }
    #expect(!error.text.en.contains("DEMO123") && !error.text.fr.contains("DEMO123"))
    switch error {
    case .rejected, .unreadable, .unreachable: break
    default: Issue.record("\(error)")
    }
  }

  @Test("a server that is busy is asked again")
  func busy() throws {
    try know(transaction("AUTHORISED"))
    try payzen.answer([["status": 429, "body": [:], "headers": ["Retry-After": "0"]]])
    #expect(try status().map(\.kind) == [.paid])
  }
}
