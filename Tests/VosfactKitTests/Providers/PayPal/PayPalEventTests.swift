import Localization
import Testing

@testable import VosfactKit

/// A callback's type and resource, and the event that follows.
struct PayPalNews: Sendable, CustomTestStringConvertible {
  let type: String
  let resource: JSONValue
  /// Kind, seconds since 2026-09-21T14:00:00Z, amount, subject, identifiers.
  let expected: String
  var name = ""

  var testDescription: String { "\(type) \(name)" }

  static func money(_ value: String) -> JSONValue {
    ["currency_code": "EUR", "value": .string(value)]
  }

  static func capture(_ status: JSONValue, reason: JSONValue = "ECHECK") -> JSONValue {
    [
      "id": "CAP1", "status": status, "amount": money("129.90"), "custom_id": "K7M3",
      "seller_receivable_breakdown": status == "COMPLETED" ? ["paypal_fee": money("4.12")] : nil,
      "status_details": ["reason": reason], "create_time": "2026-09-21T14:00:01Z",
      "update_time": "2026-09-21T14:00:09Z",
      "supplementary_data": ["related_ids": ["order_id": "ORD1"]],
    ]
  }

  static func refund(_ status: JSONValue, total: JSONValue = nil) -> JSONValue {
    [
      "id": "REF1", "status": status, "amount": money("10.00"), "custom_id": "K7M3",
      "seller_payable_breakdown": ["total_refunded_amount": total],
      "create_time": "2026-09-21T14:00:20Z", "update_time": "2026-09-21T14:00:21Z",
      "links": [
        ["rel": "self", "href": "https://api.paypal.com/v2/payments/refunds/REF1"],
        ["rel": "up", "href": "https://api.paypal.com/v2/payments/captures/CAP1"],
      ],
    ]
  }

  static func dispute(
    _ status: JSONValue, _ outcome: JSONValue = nil, stage: JSONValue = "CHARGEBACK"
  ) -> JSONValue {
    [
      "dispute_life_cycle_stage": stage,
      "dispute_id": "PP-D-1", "status": status, "dispute_amount": money("129.90"),
      "reason": "UNAUTHORISED", "dispute_outcome": outcome == nil ? nil : ["outcome_code": outcome],
      "create_time": "2026-09-21T14:00:30Z", "update_time": "2026-09-21T14:00:31Z",
      "disputed_transactions": [["seller_transaction_id": "CAP1", "custom": "K7M3"]],
    ]
  }

  static let order: JSONValue = [
    "id": "ORD1", "status": "APPROVED", "create_time": "2026-09-21T14:00:00Z",
    "update_time": "2026-09-21T14:00:05Z",
    "purchase_units": [["amount": money("129.90"), "custom_id": "K7M3"]],
  ]

  static let approval: JSONValue = [
    "order_id": "ORD1", "purchase_units": [["custom_id": "K7M3"]],
  ]

  static let all: [PayPalNews] = [
    .init(
      type: "CHECKOUT.ORDER.APPROVED", resource: order,
      expected: "pending 5 129.90 - order:ORD1"),
    .init(
      type: "CHECKOUT.ORDER.VOIDED", resource: order,
      expected: "canceled 5 129.90 - order:ORD1"),
    .init(
      type: "CHECKOUT.PAYMENT-APPROVAL.REVERSED", resource: approval,
      expected: "expired 0 - - order:ORD1"),
    .init(
      type: "PAYMENT.CAPTURE.PENDING", resource: capture("PENDING"),
      expected: "processing 9 129.90 - order:ORD1 capture:CAP1"),
    .init(
      type: "PAYMENT.CAPTURE.COMPLETED", resource: capture("COMPLETED"),
      expected: "paid 9 129.90 - order:ORD1 capture:CAP1 fee 4.12"),
    .init(
      type: "PAYMENT.CAPTURE.DENIED", resource: capture("DECLINED"),
      expected: "failed 9 129.90 - order:ORD1"),
    .init(
      type: "PAYMENT.CAPTURE.DECLINED", resource: capture("DECLINED"),
      expected: "failed 9 129.90 - order:ORD1"),
    .init(
      type: "PAYMENT.CAPTURE.REFUNDED", resource: refund("COMPLETED", total: money("30.00")),
      expected: "refunded 21 30.00 REF1 capture:CAP1 total"),
    .init(
      type: "PAYMENT.CAPTURE.REFUNDED", resource: refund("COMPLETED"),
      expected: "refunded 21 10.00 REF1 capture:CAP1", name: "without a total"),
    .init(
      type: "PAYMENT.CAPTURE.REVERSED", resource: refund("COMPLETED", total: money("129.90")),
      expected: "reversed 21 10.00 REF1 capture:CAP1 reversal:REF1"),
    .init(
      type: "PAYMENT.CAPTURE.REVERSED", resource: capture("REFUNDED"),
      expected: "reversed 9 129.90 - order:ORD1 capture:CAP1", name: "of a capture's shape"),
    .init(
      type: "PAYMENT.CAPTURE.REVERSED", resource: capture("REFUNDED", reason: "CHARGEBACK"),
      expected: "dispute_lost 9 129.90 - order:ORD1 capture:CAP1", name: "by a chargeback"),
    .init(
      type: "PAYMENT.CAPTURE.REVERSED", resource: capture("REFUNDED", reason: "BUYER_COMPLAINT"),
      expected: "dispute_lost 9 129.90 - order:ORD1 capture:CAP1", name: "by a complaint"),
    .init(
      type: "PAYMENT.REFUND.FAILED", resource: refund("FAILED", total: money("30.00")),
      expected: "refund_failed 21 10.00 REF1 capture:CAP1"),
    .init(
      type: "CUSTOMER.DISPUTE.CREATED", resource: dispute("OPEN"),
      expected: "disputed 31 129.90 PP-D-1 capture:CAP1"),
    .init(
      type: "CUSTOMER.DISPUTE.CREATED", resource: dispute("OPEN", stage: "INQUIRY"),
      expected: "disputed 31 0.00 PP-D-1 capture:CAP1", name: "inquiry"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED",
      resource: dispute("RESOLVED", "CANCELED_BY_BUYER", stage: "INQUIRY"),
      expected: "dispute_won 31 129.90 PP-D-1 capture:CAP1", name: "end of an inquiry"),
    .init(
      type: "CUSTOMER.DISPUTE.UPDATED", resource: dispute("UNDER_REVIEW"),
      expected: "disputed 31 129.90 PP-D-1 capture:CAP1"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED", "RESOLVED_SELLER_FAVOUR"),
      expected: "dispute_won 31 129.90 PP-D-1 capture:CAP1", name: "seller"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED", "CANCELED_BY_BUYER"),
      expected: "dispute_won 31 129.90 PP-D-1 capture:CAP1", name: "canceled"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED", "RESOLVED_BUYER_FAVOUR"),
      expected: "dispute_lost 31 129.90 PP-D-1 capture:CAP1", name: "buyer"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED", "ACCEPTED"),
      expected: "dispute_lost 31 129.90 PP-D-1 capture:CAP1", name: "accepted"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED", "RESOLVED_WITH_PAYOUT"),
      expected: "disputed 31 129.90 PP-D-1 capture:CAP1", name: "unclear"),
    .init(
      type: "CUSTOMER.DISPUTE.RESOLVED", resource: dispute("RESOLVED"),
      expected: "disputed 31 129.90 PP-D-1 capture:CAP1", name: "without an outcome"),
  ]
}

extension PaymentEvent {
  /// What tests of PayPal's events compare.
  var summary: String {
    let start = UnixTime(rfc3339: "2026-09-21T14:00:00Z") ?? UnixTime(seconds: 0)
    let facts = [
      kind.rawValue, String(at.seconds - start.seconds), amount?.decimal ?? "-", subject ?? "-",
    ]
    let rest = [isRunningTotal ? "total" : nil, fee.map { "fee \($0.decimal)" }]
    return (facts + identifiers + rest.compactMap(\.self)).joined(separator: " ")
  }
}

@Suite struct PayPalEventTests {
  private let fixture: PayPalFixture

  init() throws {
    fixture = try PayPalFixture()
    try fixture.keep()
  }

  @Test("a type of event is read as what it tells", arguments: PayPalNews.all)
  func mapping(_ news: PayPalNews) throws {
    let callback = try fixture.verify(PayPalFixture.callback(news.type, news.resource))
    #expect(callback.events.map(\.summary) == [news.expected])
    let event = try #require(callback.events.first)
    #expect(event.id == "WH-1")
    #expect(event.reference == "K7M3")
    #expect(callback.transmission == "t-1")
  }

  @Test("money of a capture is under way until that capture is completed or denied")
  func course() throws {
    let asked = Amount(minorUnits: 12_990, currency: .euro)
    let told = { (type: String, status: JSONValue) in
      try fixture.verify(
        PayPalFixture.callback("PAYMENT.CAPTURE.\(type)", PayPalNews.capture(status))
      ).events.map { event in
        PaymentEvent(
          id: type, kind: event.kind, of: try #require(event.transaction), at: event.at,
          amount: event.amount)
      }
    }
    let pending = try told("PENDING", "PENDING")
    #expect(
      PaymentFold.course([pending, try told("DENIED", "DECLINED")], asked: asked)
        == [[0, 12_990], [0, 0]])
    #expect(
      PaymentFold.course([pending, try told("COMPLETED", "COMPLETED")], asked: asked)
        == [[0, 12_990], [12_990, 0]])
  }

  @Test("a fee in another currency than the capture's is not told")
  func otherFee() throws {
    let members = try #require(PayPalNews.capture("COMPLETED").members)
    let fee: JSONValue = ["paypal_fee": ["currency_code": "USD", "value": "4.12"]]
    let capture = JSONValue.object(
      members.map { $0.name == "seller_receivable_breakdown" ? JSONMember($0.name, fee) : $0 })
    let callback = try PayPalFixture.callback("PAYMENT.CAPTURE.COMPLETED", capture)
    #expect(try fixture.verify(callback).events.map(\.fee) == [nil])
  }

  @Test(
    "an event of no concern is authentic and tells nothing",
    arguments: [
      "PAYMENT.SALE.COMPLETED", "PAYMENT.REFUND.PENDING", "CHECKOUT.ORDER.COMPLETED",
      "BILLING.SUBSCRIPTION.CREATED", "X",
    ])
  func ignored(_ type: String) throws {
    #expect(
      try fixture.verify(PayPalFixture.callback(type, ["amount": ["total": "1"]]))
        == VerifiedCallback(events: [], transmission: "t-1"))
  }

  @Test("a dispute of several payments is told of each, without an amount")
  func severalDisputed() throws {
    let members = try #require(PayPalNews.dispute("OPEN").members)
    let disputed: JSONValue = [
      ["seller_transaction_id": "CAP1"], ["seller_transaction_id": "CAP2"],
    ]
    let dispute = JSONValue.object(
      members.map { $0.name == "disputed_transactions" ? JSONMember($0.name, disputed) : $0 })
    let events = try fixture.verify(
      PayPalFixture.callback("CUSTOMER.DISPUTE.CREATED", dispute)
    ).events
    #expect(events.map(\.id) == ["WH-1", "WH-1:1"])
    #expect(events.map(\.identifiers) == [["capture:CAP1"], ["capture:CAP2"]])
    #expect(events.allSatisfy { $0.amount == nil })
  }

  @Test(
    "a resource that is not as documented is kept as not understood, with the member's path",
    arguments: [
      ("PAYMENT.CAPTURE.COMPLETED", "id", "null"),
      ("PAYMENT.CAPTURE.COMPLETED", "id", #""a/../b""#),
      ("PAYMENT.CAPTURE.COMPLETED", "amount", "null"),
      ("PAYMENT.CAPTURE.COMPLETED", "amount", #"{"total":"129.90","currency":"EUR"}"#),
      ("PAYMENT.CAPTURE.COMPLETED", "update_time", #""yesterday""#),
      ("PAYMENT.CAPTURE.COMPLETED", "custom_id", "7"),
      ("PAYMENT.CAPTURE.COMPLETED", "supplementary_data", "7"),
    ])
  func malformed(_ type: String, _ name: String, _ text: String) throws {
    let value = try JSONValue(parsing: Array(text.utf8))
    let members = try #require(PayPalNews.capture("COMPLETED").members)
    let altered = JSONValue.object(
      members.map { $0.name == name ? JSONMember(name, value) : $0 })
    let verified = try fixture.verify(PayPalFixture.callback(type, altered))
    let told = try #require(verified.notUnderstood)
    #expect(verified.events.isEmpty && told.kind == type && verified.transmission == "t-1")
    #expect(told.reference == (name == "custom_id" ? nil : "K7M3"))
    #expect(told.reason.en.contains("resource.\(name)"))
  }

  @Test("an envelope that moved is not understood, and what is of no concern is passed over in any")
  func envelope() throws {
    for (body, kind) in [
      ("[]", "webhook"), ("{}", "webhook"), ("x", "webhook"), (#"{"id":"1","id":"2"}"#, "webhook"),
      (#"{"event_type":"PAYMENT.CAPTURE.COMPLETED"}"#, "PAYMENT.CAPTURE.COMPLETED"),
      (#"{"event_type":"BILLING.PLAN.CREATED"}"#, nil),
    ] {
      let verified = try fixture.verify(PayPalFixture.callback(body: Array(body.utf8)))
      #expect(verified.events.isEmpty && verified.notUnderstood?.kind == kind, "\(body)")
      #expect(verified.transmission != nil)
    }
  }

  @Test("a refund that names no capture, or a dispute of nothing, is not understood")
  func withoutPayment() throws {
    for (type, resource) in [
      ("PAYMENT.CAPTURE.REFUNDED", PayPalNews.refund("COMPLETED")),
      ("CUSTOMER.DISPUTE.CREATED", PayPalNews.dispute("OPEN")),
    ] {
      let members = try #require(resource.members).filter {
        $0.name != "links" && $0.name != "disputed_transactions"
      }
      let verified = try fixture.verify(PayPalFixture.callback(type, .object(members)))
      #expect(verified.events.isEmpty && verified.notUnderstood?.kind == type)
    }
  }

  /// Every type that PayPal's page "Webhook event names" lists.
  static let types = """
    BILLING.PLAN.ACTIVATED BILLING.PLAN.CREATED BILLING.PLAN.DEACTIVATED BILLING.PLAN.PRICING-CHANGE.ACTIVATED \
    BILLING.PLAN.UPDATED BILLING.SUBSCRIPTION.ACTIVATED BILLING.SUBSCRIPTION.CANCELLED BILLING.SUBSCRIPTION.CREATED \
    BILLING.SUBSCRIPTION.EXPIRED BILLING.SUBSCRIPTION.PAYMENT.FAILED BILLING.SUBSCRIPTION.RE-ACTIVATED \
    BILLING.SUBSCRIPTION.SUSPENDED BILLING.SUBSCRIPTION.UPDATED CATALOG.PRODUCT.CREATED CATALOG.PRODUCT.UPDATED \
    CHECKOUT.CHECKOUT.BUYER-APPROVED CHECKOUT.ORDER.APPROVED CHECKOUT.ORDER.COMPLETED CHECKOUT.ORDER.PROCESSED \
    CHECKOUT.ORDER.SAVED CHECKOUT.ORDER.VOIDED CHECKOUT.PAYMENT-APPROVAL.REVERSED \
    CUSTOMER.ACCOUNT-LIMITATION.ADDED CUSTOMER.ACCOUNT-LIMITATION.ESCALATED CUSTOMER.ACCOUNT-LIMITATION.LIFTED \
    CUSTOMER.ACCOUNT-LIMITATION.UPDATED CUSTOMER.DISPUTE.CREATED CUSTOMER.DISPUTE.RESOLVED \
    CUSTOMER.DISPUTE.UPDATED CUSTOMER.MANAGED-ACCOUNT.ACCOUNT-CREATED \
    CUSTOMER.MANAGED-ACCOUNT.ACCOUNT-STATUS-CHANGED CUSTOMER.MANAGED-ACCOUNT.ACCOUNT-UPDATED \
    CUSTOMER.MANAGED-ACCOUNT.CREATION-FAILED CUSTOMER.MANAGED-ACCOUNT.NEGATIVE-BALANCE-DEBIT-INITIATED \
    CUSTOMER.MANAGED-ACCOUNT.NEGATIVE-BALANCE-NOTIFIED CUSTOMER.MANAGED-ACCOUNT.RISK-ASSESSED \
    CUSTOMER.MERCHANT-INTEGRATION.CAPABILITY-UPDATED CUSTOMER.MERCHANT-INTEGRATION.PRODUCT-SUBSCRIPTION-UPDATED \
    CUSTOMER.MERCHANT-INTEGRATION.SELLER-ALREADY-INTEGRATED CUSTOMER.MERCHANT-INTEGRATION.SELLER-CONSENT-GRANTED \
    CUSTOMER.MERCHANT-INTEGRATION.SELLER-EMAIL-CONFIRMED CUSTOMER.MERCHANT-INTEGRATION.SELLER-ONBOARDING-INITIATED \
    IDENTITY.AUTHORIZATION-CONSENT.REVOKED INVOICING.INVOICE.CANCELLED INVOICING.INVOICE.CREATED \
    INVOICING.INVOICE.PAID INVOICING.INVOICE.REFUNDED INVOICING.INVOICE.SCHEDULED INVOICING.INVOICE.UPDATED \
    MERCHANT.ONBOARDING.COMPLETED MERCHANT.PARTNER-CONSENT.REVOKED PAYMENT.AUTHORIZATION.CREATED \
    PAYMENT.AUTHORIZATION.VOIDED PAYMENT.CAPTURE.COMPLETED PAYMENT.CAPTURE.DECLINED PAYMENT.CAPTURE.DENIED \
    PAYMENT.CAPTURE.PENDING PAYMENT.CAPTURE.REFUNDED PAYMENT.CAPTURE.REVERSED PAYMENT.ORDER.CANCELLED \
    PAYMENT.ORDER.CREATED PAYMENT.PAYOUTS-ITEM.BLOCKED PAYMENT.PAYOUTS-ITEM.CANCELED \
    PAYMENT.PAYOUTS-ITEM.DENIED PAYMENT.PAYOUTS-ITEM.FAILED PAYMENT.PAYOUTS-ITEM.HELD \
    PAYMENT.PAYOUTS-ITEM.REFUNDED PAYMENT.PAYOUTS-ITEM.RETURNED PAYMENT.PAYOUTS-ITEM.SUCCEEDED \
    PAYMENT.PAYOUTS-ITEM.UNCLAIMED PAYMENT.PAYOUTSBATCH.DENIED PAYMENT.PAYOUTSBATCH.PROCESSING \
    PAYMENT.PAYOUTSBATCH.SUCCESS PAYMENT.REFERENCED-PAYOUT-ITEM.COMPLETED \
    PAYMENT.REFERENCED-PAYOUT-ITEM.FAILED PAYMENT.REFUND.FAILED PAYMENT.REFUND.PENDING PAYMENT.SALE.COMPLETED \
    PAYMENT.SALE.DENIED PAYMENT.SALE.PENDING PAYMENT.SALE.REFUNDED PAYMENT.SALE.REVERSED PAYMENTS.PAYMENT.CREATED \
    RISK.DISPUTE.CREATED VAULT.CREDIT-CARD.CREATED VAULT.CREDIT-CARD.DELETED VAULT.CREDIT-CARD.UPDATED \
    VAULT.PAYMENT-TOKEN.CREATED VAULT.PAYMENT-TOKEN.DELETED VAULT.PAYMENT-TOKEN.DELETION-INITIATED
    """.split(separator: " ").map(String.init)

  @Test(
    "no type that PayPal lists is refused; those that are read here are understood",
    arguments: types)
  func listed(_ type: String) throws {
    let known = PayPalNews.all.first { $0.type == type }
    #expect((known != nil) == PayPalEvent.read.contains(type))
    let verified = try fixture.verify(PayPalFixture.callback(type, known?.resource ?? ["id": "X1"]))
    #expect(verified.notUnderstood == nil)
    #expect(verified.events.isEmpty == (known == nil))
    // The same in the shape of an earlier version of the API, or of one to come.
    let older: JSONValue = [
      "id": "X1", "amount": ["total": "7.47", "currency": "EUR"], "state": "completed",
      "parent_payment": "PAY-1",
    ]
    let moved = try fixture.verify(PayPalFixture.callback(type, older))
    #expect(moved.events.isEmpty && (moved.notUnderstood?.kind == type) == (known != nil))
  }

  @Test(
    "a type that is new among those about money is kept as not understood, any other is none of ours",
    arguments: [
      ("PAYMENT.CAPTURE.RETRIED", true), ("CHECKOUT.ORDER.SPLIT", true),
      ("CUSTOMER.DISPUTE.APPEALED", true), ("PAYMENT.REFUND.QUEUED", true),
      ("BILLING.SUBSCRIPTION.PAUSED", false), ("NEW.THING.DONE", false),
    ])
  func new(_ type: String, _ isKept: Bool) throws {
    let verified = try fixture.verify(
      PayPalFixture.callback(type, PayPalNews.capture("COMPLETED")))
    #expect(verified.events.isEmpty && (verified.notUnderstood != nil) == isKept)
    guard let told = verified.notUnderstood else { return }
    #expect(told.kind == type && told.reference == "K7M3")
    #expect(told.identifiers == ["order:ORD1", "capture:CAP1"])
  }
}
