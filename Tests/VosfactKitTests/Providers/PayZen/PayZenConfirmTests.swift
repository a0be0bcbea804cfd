import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayZenConfirmTests {
  private let payzen: ProviderStandIn
  private let network = ImpatientTransport()

  init() throws {
    payzen = try ProviderStandIn("payzen")
  }

  /// Lets PayZen know a transaction of the payment's order.
  private func know(
    _ payment: Payment, _ status: String = "AUTHORISED", operation: String = "DEBIT",
    amount: Int64? = nil
  ) throws {
    let transaction: JSONValue = [
      "uuid": .string(String(repeating: "a", count: 32)),
      "amount": .integer(amount ?? payment.amount.minorUnits), "currency": "EUR",
      "detailedStatus": .string(status), "operationType": .string(operation),
      "creationDate": .string(payment.startedAt.description), "detailedErrorCode": nil,
    ]
    let orders = JSONValue.object([JSONMember(payment.reference, .array([transaction]))])
    _ = try network.send(
      HTTPRequest(.post, "\(payzen.base)/orders", body: Array(orders.text.utf8)))
    _ = try payzen.received()
  }

  @Test("a notification settles once PayZen's API says the same", arguments: [nil, true])
  func confirmed(_ confirms: Bool?) throws {
    let shop = try PayZenShop(confirms: confirms, apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    try know(payment)
    // Also if Lyra added a field since.
    let received = try shop.receive(shop.notification(of: payment, ["vads_something_new": "1"]))
    #expect(received.result == .applied)
    #expect(received.payment?.status.isSettled == true)
    #expect(try payzen.received().map { $0["path"] } == ["/V4/Order/Get"])
    #expect(try shop.receive(shop.notification(of: payment)).result == .repeated)
  }

  @Test(
    "what only a notification says counts for nothing",
    arguments: ["AUTHORISED", "CAPTURE_FAILED", "CANCELLED", "REFUSED", "EXPIRED"],
    ["DEBIT", "CREDIT"])
  func lie(_ status: String, _ operation: String) throws {
    let shop = try PayZenShop(apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    let lie = try shop.notification(
      of: payment, ["vads_trans_status": status, "vads_operation_type": operation])
    #expect(try shop.receive(lie).result == .ignored)
    #expect(try shop.kit.payments.named(payment.reference).status.state == .pending)
    try know(payment)
    _ = try shop.receive(shop.notification(of: payment))
    let settled = try shop.kit.payments.named(payment.reference).status
    _ = try shop.receive(lie)
    #expect(try shop.kit.payments.named(payment.reference).status == settled)
    #expect(settled.isSettled && settled.attention == nil)
  }

  /// Lets PayZen know these transactions of the payment's order.
  private func know(_ payment: Payment, _ uuids: [String]) throws {
    let transactions = uuids.map { uuid -> JSONValue in
      [
        "uuid": .string(uuid), "amount": .integer(payment.amount.minorUnits), "currency": "EUR",
        "detailedStatus": "AUTHORISED", "operationType": "DEBIT",
        "creationDate": .string(payment.startedAt.description), "detailedErrorCode": nil,
      ]
    }
    let orders = JSONValue.object([JSONMember(payment.reference, .array(transactions))])
    _ = try network.send(
      HTTPRequest(.post, "\(payzen.base)/orders", body: Array(orders.text.utf8)))
    _ = try payzen.received()
  }

  @Test(
    "a notification is a repeat from wherever it is sent again",
    arguments: [
      "PAY", "BO", "BATCH_AUTO", "BATCH", "DCF", "MERCH_BO", "PAYMENT_ORDER", "REC", "RETRY", "NEW",
    ], [nil, false])
  func sentAgain(_ source: String, _ confirms: Bool?) throws {
    let shop = try PayZenShop(confirms: confirms, apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    try know(payment)
    let first = try shop.notification(of: payment, ["vads_url_check_src": "PAY"])
    #expect(try shop.receive(first).result == .applied)
    let again = try shop.receive(shop.notification(of: payment, ["vads_url_check_src": source]))
    #expect(again.result == .repeated)
    #expect(again.payment?.status.isSettled == true && again.payment?.status.attention == nil)
  }

  @Test(
    "what somebody charged once more in the back office is a second transaction, and asks for attention",
    arguments: [nil, false])
  func duplicated(_ confirms: Bool?) throws {
    let shop = try PayZenShop(confirms: confirms, apiBase: payzen.base)
    let document = try shop.document()
    let payment = try shop.start(document).payment
    let uuids = ["a", "b"].map { String(repeating: $0, count: 32) }
    try know(payment, [uuids[0]])
    #expect(try shop.receive(shop.notification(of: payment)).result == .applied)
    try know(payment, uuids)
    let copy = try shop.notification(
      of: payment,
      [
        "vads_trans_uuid": uuids[1], "vads_trans_id": "900123", "vads_url_check_src": "MERCH_BO",
        "vads_trans_date": (payment.startedAt + Seconds(90_000)).compact,
        "vads_effective_creation_date": (payment.startedAt + Seconds(90_000)).compact,
      ])
    let received = try shop.receive(copy)
    #expect(received.result == .attention || received.result == .applied)
    #expect(received.payment?.reference == payment.reference)
    let transactions = try shop.kit.payments.transactions(
      of: shop.kit.payments.named(payment.reference))
    // Where PayZen is not to be asked, it waits until somebody has looked.
    #expect(
      Set(transactions.compactMap(\.fold.reference.name))
        == Set(confirms == nil ? uuids : [uuids[0]]))
    #expect(try shop.receive(copy).result == .repeated)
    let status = try shop.kit.payments.named(payment.reference).status
    #expect(status.isSettled && status.attention != nil)
  }

  @Test("a notification for less than PayZen's API tells settles by what that tells")
  func otherAmount() throws {
    let shop = try PayZenShop(apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    try know(payment, amount: 100)
    let received = try shop.receive(shop.notification(of: payment))
    #expect(received.result == .attention && received.reason == "amount-mismatch")
    #expect(try !shop.hasMoney)
  }

  @Test("while PayZen does not answer a notification is neither taken nor refused")
  func unreachable() throws {
    let shop = try PayZenShop(apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    try payzen.answer(Array(repeating: ["status": 503, "body": ""], count: 4))
    let error = #expect(throws: ProviderError.self) {
      try shop.receive(shop.notification(of: payment))
    }
    #expect(error?.nature == .unreachable)
    try know(payment)
    #expect(try shop.receive(shop.notification(of: payment)).result == .applied)
  }

  @Test("without the password a payment asks for attention, until PayZen can be asked")
  func withoutPassword() throws {
    let shop = try PayZenShop(password: nil, apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    let received = try shop.receive(shop.notification(of: payment))
    #expect(received.result == .attention && received.reason == "needs-query")
    #expect(received.payment?.status.state == .pending)
    #expect(try !shop.hasMoney)
    #expect(try shop.receive(shop.notification(of: payment)).result == .repeated)
    #expect(try payzen.received().isEmpty)

    try shop.set(password: "testpassword_DEMO123")
    try know(payment)
    _ = try shop.kit.reconciliation().run()
    let status = try shop.kit.payments.named(payment.reference).status
    #expect(status.isSettled && status.attention == nil)
  }

  @Test("without the password somebody who has looked may accept what was told, or reject it")
  func resolved() throws {
    for decision in [Resolution.Decision.accept, .reject] {
      let shop = try PayZenShop(password: nil)
      let payment = try shop.start(shop.document()).payment
      _ = try shop.receive(shop.notification(of: payment))
      let resolved = try shop.kit.payments.resolve(
        shop.kit.payments.named(payment.reference), decision, reason: "seen in the back office"
      ).payment
      #expect(resolved.status.isSettled == (decision == .accept))
      #expect(resolved.status.attention == nil)
    }
  }

  @Test("without the password what is called back or refunded asks for attention as well")
  func movedBack() throws {
    let shop = try PayZenShop(password: nil)
    let payment = try shop.start(shop.document()).payment
    _ = try shop.receive(shop.notification(of: payment))
    _ = try shop.kit.payments.resolve(
      shop.kit.payments.named(payment.reference), .accept, reason: "seen")
    for changes in [
      ["vads_trans_status": "CAPTURE_FAILED"],
      [
        "vads_operation_type": "CREDIT", "vads_trans_uuid": String(repeating: "c", count: 32),
      ],
    ] {
      let received = try shop.receive(shop.notification(of: payment, changes))
      #expect(received.result == .attention && received.reason == "needs-query")
      #expect(received.payment?.status.isSettled == true)
      _ = try shop.kit.payments.resolve(
        shop.kit.payments.named(payment.reference), .reject, reason: "not so")
    }
  }

  @Test("an authentic message of an order without reference is a sale of others")
  func withoutReference() throws {
    let shop = try PayZenShop(apiBase: payzen.base)
    let payment = try shop.start(shop.document()).payment
    let received = try shop.receive(
      shop.notification(
        of: payment, ["vads_order_id": "", "vads_trans_id": "Vlco55"]))
    #expect(received.result == .ignored)
    #expect(try payzen.received().isEmpty)
  }

  @Test("a customer who left is believed, as there is nothing to ask about")
  func left() throws {
    let shop = try PayZenShop()
    let payment = try shop.start(shop.document()).payment
    let received = try shop.receive(
      shop.notification(
        of: payment,
        [
          "vads_trans_status": "ABANDONED", "vads_trans_uuid": nil, "vads_operation_type": nil,
          "vads_auth_result": nil, "vads_effective_creation_date": nil,
        ]))
    #expect(received.payment?.status.state == .canceled)
  }

  @Test("the newer channel is confirmed as well; its own signature is enough where nobody is asked")
  func answers() throws {
    for confirms in [true, false] {
      let shop = try PayZenShop(confirms: confirms, apiBase: payzen.base)
      let payment = try shop.start(shop.document()).payment
      let answer: JSONValue = [
        "shopId": .string(PayZenFixture.site),
        "orderDetails": ["mode": "PRODUCTION", "orderId": .string(payment.reference)],
        "transactions": [
          [
            "uuid": .string(String(repeating: "a", count: 32)),
            "amount": .integer(payment.amount.minorUnits), "currency": "EUR",
            "detailedStatus": "AUTHORISED", "operationType": "DEBIT",
            "creationDate": .string(payment.startedAt.description), "detailedErrorCode": nil,
          ]
        ],
      ]
      let code = HMAC(.sha256, key: Array("testpassword_DEMO123".utf8))?
        .code(of: Array(answer.text.utf8))
      let received = try shop.receive([
        ("kr-hash-algorithm", "sha256_hmac"), ("kr-hash-key", "password"),
        ("kr-hash", try #require(code).hexadecimal), ("kr-answer", answer.text),
      ])
      #expect(received.result == (confirms ? .ignored : .applied))
    }
  }

  @Test("a test of credentials says that the password is missing")
  func credentials() throws {
    let shop = try PayZenShop(password: nil)
    let result = try shop.kit.providers.named("payzen").test()
    #expect(result == .cannotAsk(missing: ["rest-password"]))
  }
}
