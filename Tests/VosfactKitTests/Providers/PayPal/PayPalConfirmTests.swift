import Localization
import Testing

@testable import VosfactKit

@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct PayPalConfirmTests {
  private let paypal: ProviderStandIn
  private let network = ImpatientTransport()

  init() throws {
    paypal = try ProviderStandIn("paypal")
  }

  /// A shop with PayPal, an invoice of €129.90, and an attempt to pay it that was started.
  private func started(
    _ values: [String: String] = [:]
  ) throws -> (PayPalFixture, Payment) {
    let fixture = try PayPalFixture(.test, values, apiBase: paypal.base)
    try fixture.keep()
    try fixture.kit.settings.store("true", for: "online-payments.enabled")
    try fixture.kit.settings.store("https://pay.example", for: "pay-link.base-url")
    try fixture.kit.payLinks.addFirstKey()
    let document = try fixture.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;129.90;0")]))
    return (fixture, try fixture.kit.payments.start(document, with: "paypal").payment)
  }

  private func receive(
    _ type: String, _ resource: JSONValue, _ fixture: PayPalFixture, transmission: String = "t-1"
  ) throws -> ReceivedCallback {
    try fixture.kit.payments.receiver(for: "paypal").receive(
      PayPalFixture.callback(type, resource, id: "WH-\(transmission)", transmission: transmission)
        .serialized())
  }

  private func capture(of payment: Payment, _ value: String = "129.90") -> JSONValue {
    [
      "id": "CAPTUREORDER1", "status": "COMPLETED", "amount": PayPalNews.money(value),
      "custom_id": .string(payment.reference), "create_time": "2026-09-21T14:10:00Z",
      "supplementary_data": ["related_ids": ["order_id": "ORDER1"]],
    ]
  }

  private let approved: JSONValue = [
    "id": "ORDER1", "status": "APPROVED", "create_time": "2026-09-21T14:00:00Z",
  ]

  @Test(
    "an approval takes the money at once, whether callbacks are confirmed or not",
    arguments: ["true", "false"])
  func approval(_ confirms: String) throws {
    let (fixture, payment) = try started(["confirm-by-api": confirms])
    try paypal.tell("_approve", "ORDER1", isRaw: true)
    let answer = try receive("CHECKOUT.ORDER.APPROVED", approved, fixture)
    #expect(answer.result == .applied)
    #expect(answer.payment?.reference == payment.reference)
    #expect(answer.payment?.status.state == .paid)
    // The capture's own callback adds nothing that matters.
    let again = try receive(
      "PAYMENT.CAPTURE.COMPLETED", capture(of: payment), fixture, transmission: "t-2")
    #expect(again.payment?.status.state == .paid)
    #expect(
      again.payment.map { try? fixture.kit.payments.store.events(of: $0.key).count }
        == (confirms == "true" ? 1 : 2))
  }

  @Test("a capture that only a callback tells of settles nothing while callbacks are confirmed")
  func lie() throws {
    let (fixture, payment) = try started()
    let answer = try receive("PAYMENT.CAPTURE.COMPLETED", capture(of: payment), fixture)
    #expect(answer.result == .ignored)
    #expect(try fixture.kit.payments.named(payment.reference).status.state == .pending)

    let (trusting, other) = try started(["confirm-by-api": "false"])
    #expect(
      try receive("PAYMENT.CAPTURE.COMPLETED", capture(of: other), trusting).payment?.status.state
        == .paid)
  }

  @Test("while PayPal does not answer a callback is neither taken nor refused")
  func unreachable() throws {
    let (fixture, payment) = try started()
    try paypal.answer(Array(repeating: ["status": 503, "body": ""], count: 4))
    let error = #expect(throws: ProviderError.self) {
      try receive("PAYMENT.CAPTURE.COMPLETED", capture(of: payment), fixture)
    }
    #expect(error?.nature == .unreachable)
    try paypal.tell("_approve", "ORDER1", isRaw: true)
    #expect(
      try receive("CHECKOUT.ORDER.APPROVED", approved, fixture).payment?.status.state == .paid)
  }

  @Test("a dispute is asked for, and is believed by its callback where it may not be seen")
  func disputes() throws {
    let (fixture, payment) = try started()
    try paypal.tell("_approve", "ORDER1", isRaw: true)
    _ = try receive("CHECKOUT.ORDER.APPROVED", approved, fixture)
    let dispute: JSONValue = [
      "dispute_id": "PP-D-1", "status": "OPEN", "dispute_amount": PayPalNews.money("129.90"),
      "create_time": "2026-09-21T14:30:00Z",
      "disputed_transactions": [["seller_transaction_id": "CAPTUREORDER1"]],
    ]
    // PayPal knows of none.
    #expect(
      try receive("CUSTOMER.DISPUTE.CREATED", dispute, fixture, transmission: "t-2").result
        == .ignored)
    let token: JSONValue = ["status": 200, "body": ["access_token": "t"]]
    let forbidden: JSONValue = ["status": 403, "body": ["name": "NOT_AUTHORIZED"]]
    try paypal.answer([token, forbidden])
    #expect(
      try receive("CUSTOMER.DISPUTE.CREATED", dispute, fixture, transmission: "t-3").payment?
        .status.state == .disputed)

    let won = PayPalNews.dispute("RESOLVED", "RESOLVED_SELLER_FAVOUR")
    try paypal.answer([token, forbidden])
    #expect(throws: ProviderError.self) {
      try receive("CUSTOMER.DISPUTE.RESOLVED", won, fixture, transmission: "t-4")
    }
    let members = try #require(dispute.members)
    let known = JSONValue.object(
      members.map { $0.name == "status" ? JSONMember("status", "RESOLVED") : $0 } + [
        JSONMember("dispute_outcome", ["outcome_code": "CANCELED_BY_BUYER"]),
        JSONMember("update_time", "2026-09-21T14:40:00Z"),
      ])
    try paypal.tell("_dispute", known)
    #expect(
      try receive("CUSTOMER.DISPUTE.RESOLVED", known, fixture, transmission: "t-5").payment?
        .status.state == .paid)
    #expect(try fixture.kit.payments.named(payment.reference).status.attention == nil)
  }

  @Test("refunds are asked of the capture, and settle by what PayPal then tells")
  func refunds() throws {
    let (fixture, started) = try started()
    try paypal.tell("_approve", "ORDER1", isRaw: true)
    _ = try receive("CHECKOUT.ORDER.APPROVED", approved, fixture)
    _ = try paypal.received()
    let part = Amount(minorUnits: 1000, currency: .euro)
    let payment = try fixture.kit.payments.named(started.reference)
    let (refund, after) = try fixture.kit.payments.refund(payment, amount: part)
    #expect(refund.state == .done)
    #expect(refund.providerReference == "REFUND1")
    #expect(after.status.state == .partiallyRefunded)
    let request = try #require(
      try paypal.received().first { $0["path"]?.string?.hasSuffix("refund") == true })
    #expect(request["path"]?.string == "/v2/payments/captures/CAPTUREORDER1/refund")
    #expect(
      request["body"]?.string == #"{"amount":{"currency_code":"EUR","value":"10.00"}}"#)
    #expect(
      request["headers"]?["paypal-request-id"]?.string == "vosfact-refund-\(refund.reference)")
    #expect(try fixture.kit.payments.refund(after).payment.status.state == .refunded)
  }

  @Test("a refund needs a capture, and one that PayPal will not make is told")
  func refusedRefunds() throws {
    let fixture = try PayPalFixture(apiBase: paypal.base)
    let request = RefundRequest(
      reference: "R1", amount: Amount(minorUnits: 1, currency: .euro), isRest: false,
      requestedAt: PayPalFixture.now)
    let refund = { (names: [String]) in
      try fixture.provider.refund(
        request, of: PayPalFixture.payment(identifiers: names), over: network)
    }
    let token: JSONValue = ["status": 200, "body": ["access_token": "t"]]
    for answer: JSONValue in [
      ["status": 201, "body": ["id": "REF1", "status": "FAILED"]],
      ["status": 422, "body": ["details": [["issue": "CAPTURE_FULLY_REFUNDED"]]]],
    ] {
      try paypal.answer([token, answer])
      let error = #expect(throws: ProviderError.self) { try refund(["capture:CAP1"]) }
      guard case .rejected("paypal", _) = error else { return #expect(Bool(false)) }
    }
    try paypal.answer([token, ["status": 201, "body": "{}"]])
    let unread = #expect(throws: ProviderError.self) { try refund(["capture:CAP1"]) }
    guard case .unreadable("paypal", _) = unread else { return #expect(Bool(false)) }
    _ = try paypal.received()
    let error = #expect(throws: ProviderError.self) { try refund(["order:ORD1"]) }
    guard case .rejected("paypal", let reason) = error else { return #expect(Bool(false)) }
    #expect(reason.en.contains("payment reconcile"))
    #expect(try paypal.received().isEmpty)
  }
}
