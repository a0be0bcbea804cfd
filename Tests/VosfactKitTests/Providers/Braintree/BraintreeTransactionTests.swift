import Testing

@testable import VosfactKit

@Suite struct BraintreeTransactionTests {
  private static func json(
    _ status: String, method: String = "CreditCardDetails", history: [String] = [],
    refunds: [JSONValue] = [], disputes: [JSONValue] = [], means: JSONValue = [:]
  ) -> JSONValue {
    [
      "id": "dHJhbnM", "legacyId": "tx000001", "status": .string(status),
      "createdAt": "2026-09-21T10:00:00.000000Z", "orderId": "K7M3",
      "amount": ["value": "129.90", "currencyCode": "EUR"],
      "paymentMethodSnapshot": .object(
        [JSONMember("__typename", .string(method))] + (means.members ?? [])),
      "statusHistory": .array(
        (history + [status]).enumerated().map { index, status in
          [
            "status": .string(status),
            "timestamp": .string("2026-09-21T1\(index + 1):00:00.000000Z"),
          ]
        }), "refunds": .array(refunds), "disputes": .array(disputes),
    ]
  }

  private static func part(_ status: String, _ member: String, _ units: String) -> JSONValue {
    [
      "legacyId": "part0001", "status": .string(status), "createdAt": "2026-09-22T10:00:00Z",
      "statusHistory": [["status": .string(status), "timestamp": "2026-09-23T10:00:00Z"]],
      .init(member): ["value": .string(units), "currencyCode": "EUR"],
    ]
  }

  private func told(_ json: JSONValue) throws -> [String] {
    try BraintreeTransaction(json, at: "node").paymentEvents().map { event in
      "\(event.kind.rawValue) \(event.at) \(event.amount?.decimal ?? "-") \(event.subject ?? "-")"
    }
  }

  @Test(
    "a status of a card's transaction is read as what it means",
    arguments: [
      ("AUTHORIZING", "pending", 10), ("AUTHORIZED", "pending", 10),
      ("SETTLEMENT_PENDING", "processing", 10), ("SUBMITTED_FOR_SETTLEMENT", "paid", 10),
      ("SETTLING", "paid", 10), ("SETTLED", "paid", 10), ("SETTLEMENT_CONFIRMED", "paid", 10),
      ("PROCESSOR_DECLINED", "failed", 11), ("GATEWAY_REJECTED", "failed", 11),
      ("FAILED", "failed", 11), ("SETTLEMENT_DECLINED", "reversed", 11),
      ("SETTLEMENT_FAILED", "reversed", 11), ("AUTHORIZATION_EXPIRED", "expired", 11),
      ("VOIDED", "canceled", 11),
    ])
  func card(_ status: String, _ kind: String, _ hour: Int) throws {
    let subject = kind == "paid" || kind == "reversed" ? "tx000001" : "-"
    #expect(
      try told(Self.json(status)) == ["\(kind) 2026-09-21T\(hour):00:00Z 129.90 \(subject)"])
  }

  @Test(
    "money from a bank account is paid only once it is settled",
    arguments: [
      "UsBankAccountDetails", "SEPADirectDebitDetails", "SEPADirectDebitTransactionDetails",
      "LocalPaymentDetails",
    ],
    [
      ("SUBMITTED_FOR_SETTLEMENT", "processing", 10), ("SETTLING", "processing", 10),
      ("SETTLEMENT_CONFIRMED", "processing", 10), ("SETTLEMENT_PENDING", "processing", 10),
      ("AUTHORIZING", "pending", 10),
      ("SETTLED", "paid", 11),
    ])
  func bankAccount(_ method: String, _ row: (status: String, kind: String, hour: Int)) throws {
    let subject = row.kind == "paid" ? "tx000001" : "-"
    #expect(
      try told(Self.json(row.status, method: method))
        == ["\(row.kind) 2026-09-21T\(row.hour):00:00Z 129.90 \(subject)"])
  }

  @Test("what is told of 3-D Secure and of a fee is kept with what it is of")
  func beside() throws {
    let secure: JSONValue = [
      "threeDSecure": [
        "authentication": [
          "authenticationStatus": "AUTHENTICATE_ATTEMPT_SUCCESSFUL", "liabilityShifted": true,
        ]
      ]
    ]
    let read = { (status: String, method: String, means: JSONValue) in
      try #require(
        BraintreeTransaction(Self.json(status, method: method, means: means), at: "node")
          .paymentEvents().first)
    }
    let known = CardVerification(
      status: "authenticate_attempt_successful", isLiabilityShifted: true)
    let paid = try read("SETTLED", "CreditCardDetails", secure)
    #expect(paid.verification == known && paid.fee == nil && paid.method == "card")
    let nested = try read("SETTLED", "CreditCardTransactionDetails", ["creditCard": secure])
    #expect(nested == paid)
    #expect(try read("GATEWAY_REJECTED", "CreditCardDetails", secure).verification == known)
    let bare = try read("SETTLED", "CreditCardDetails", [:])
    #expect(bare.verification == nil && bare.id != paid.id)
    for nothing in [nil, ["authentication": nil]] as [JSONValue] {
      #expect(try read("SETTLED", "CreditCardDetails", ["threeDSecure": nothing]) == bare)
    }
    let fee: JSONValue = ["transactionFee": ["value": "4.12", "currencyCode": "EUR"]]
    let paypal = try read("SETTLED", "PayPalTransactionDetails", fee)
    #expect(paypal.fee == Amount(minorUnits: 412, currency: .euro) && paypal.method == "paypal")
    let dollars: JSONValue = ["transactionFee": ["value": "4.12", "currencyCode": "USD"]]
    #expect(try read("SETTLED", "PayPalTransactionDetails", dollars).fee == nil)
  }

  @Test("what had counted as paid and was called back is reversed")
  func voided() throws {
    let voided = Self.json("VOIDED", history: ["AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"])
    #expect(try told(voided) == ["reversed 2026-09-21T13:00:00Z 129.90 tx000001"])
  }

  @Test(
    "a refund counts unless it failed",
    arguments: [
      ("SUBMITTED_FOR_SETTLEMENT", "refunded 2026-09-22"), ("SETTLED", "refunded 2026-09-22"),
      ("FAILED", "refund_failed 2026-09-23"), ("VOIDED", "refund_failed 2026-09-23"),
      ("SETTLEMENT_DECLINED", "refund_failed 2026-09-23"),
    ])
  func refund(_ status: String, _ expected: String) throws {
    let json = Self.json("SETTLED", refunds: [Self.part(status, "amount", "5.00")])
    #expect(
      try told(json)
        == ["paid 2026-09-21T10:00:00Z 129.90 tx000001", "\(expected)T10:00:00Z 5.00 part0001"])
  }

  @Test(
    "a dispute is open until it is won or lost",
    arguments: [
      ("OPEN", "disputed"), ("UNDER_REVIEW", "disputed"), ("DISPUTED", "disputed"),
      ("EXPIRED", "disputed"), ("LOST", "dispute_lost"), ("ACCEPTED", "dispute_lost"),
      ("AUTO_ACCEPTED", "dispute_lost"), ("WON", "dispute_won"),
    ])
  func dispute(_ status: String, _ kind: String) throws {
    let json = Self.json("SETTLED", disputes: [Self.part(status, "amountDisputed", "129.90")])
    #expect(
      try told(json).last == "\(kind) 2026-09-23T10:00:00Z 129.90 part0001")
  }

  @Test(
    "a retrieval takes nothing, whatever it ends with",
    arguments: [
      ("OPEN", "disputed"), ("EXPIRED", "dispute_won"), ("ACCEPTED", "dispute_won"),
      ("LOST", "dispute_won"), ("WON", "dispute_won"),
    ])
  func retrieval(_ status: String, _ kind: String) throws {
    let members = try #require(Self.part(status, "amountDisputed", "129.90").members)
    let json = Self.json(
      "SETTLED", disputes: [.object(members + [JSONMember("type", "RETRIEVAL")])])
    #expect(try told(json).last == "\(kind) 2026-09-23T10:00:00Z 0.00 part0001")
  }

  @Test("a debit is under way until it is settled or declined")
  func course() throws {
    let asked = Amount(minorUnits: 12_990, currency: .euro)
    let read = { (statuses: [String]) in
      try BraintreeTransaction(
        Self.json(
          statuses[statuses.count - 1], method: "SEPADirectDebitDetails",
          history: statuses.dropLast()), at: "node"
      ).paymentEvents()
    }
    let accepted = try read(["SETTLING"])
    #expect(
      PaymentFold.course([accepted, try read(["SETTLING", "SETTLED"])], asked: asked)
        == [[0, 12_990], [12_990, 0]])
    #expect(
      PaymentFold.course([accepted, try read(["SETTLING", "SETTLEMENT_DECLINED"])], asked: asked)
        == [[0, 12_990], [0, 0]])
  }

  @Test("a status that is not documented is told")
  func unknown() {
    #expect(throws: BraintreeProvider.unusable("node.status")) {
      try told(Self.json("SOMETHING_NEW"))
    }
  }

  @Test("the same facts make the same events, and other facts another id")
  func ids() throws {
    let events = try ["SETTLED", "SETTLING", "VOIDED", "FAILED"].map { status in
      try BraintreeTransaction(Self.json(status), at: "node").paymentEvents()[0]
    }
    #expect(events[0] == events[1])
    #expect(Set(events.map(\.id)).count == 3)
  }
}
