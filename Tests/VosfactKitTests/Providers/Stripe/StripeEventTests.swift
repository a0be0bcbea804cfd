import Localization
import Testing

@testable import VosfactKit

/// A message of Stripe's, and what it must be read as.
struct StripeMessage: Sendable, CustomTestStringConvertible {
  let type: String
  let object: JSONValue
  let expected: [PaymentEvent]

  var testDescription: String { "\(type) \(object.text)" }

  /// An event of id `evt_1`, one second before the fixture's moment.
  static func event(
    _ kind: PaymentEvent.Kind, _ units: Int64?, fee: Int64? = nil, reference: String? = nil,
    _ identifiers: [String], subject: String? = nil, isRunningTotal: Bool = false,
    method: String? = nil, reason: String? = nil
  ) -> PaymentEvent {
    PaymentEvent(
      id: "evt_1", kind: kind,
      of: TransactionReference(identifiers.first { $0.hasPrefix("pi_") }),
      at: StripeFixture.now - Seconds(1),
      amount: units.map { Amount(minorUnits: $0, currency: .euro) },
      fee: fee.map { Amount(minorUnits: $0, currency: .euro) }, reference: reference,
      identifiers: identifiers, subject: subject, isRunningTotal: isRunningTotal, method: method,
      reason: reason)
  }

  func body(isLive: Bool = false) -> [UInt8] {
    let json: JSONValue = [
      "id": "evt_1", "object": "event", "created": .integer(StripeFixture.now.seconds - 1),
      "livemode": .bool(isLive), "type": .string(type), "data": ["object": object],
    ]
    return Array(json.text.utf8)
  }

  static func session(
    _ payment: JSONValue, intent: JSONValue = "pi_1", methods: JSONValue = ["card"]
  ) -> JSONValue {
    [
      "id": "cs_test_1", "object": "checkout.session", "amount_total": 12_990, "currency": "eur",
      "client_reference_id": "K7M3", "metadata": ["reference": "K7M3"], "mode": "payment",
      "payment_intent": intent, "payment_method_types": methods, "payment_status": payment,
    ]
  }

  static func intent(_ more: JSONMember...) -> JSONValue {
    .object(
      [
        JSONMember("id", "pi_1"), .init("object", "payment_intent"), .init("amount", 12_990),
        .init("amount_received", 12_980), .init("currency", "eur"), .init("latest_charge", "ch_1"),
        .init("metadata", ["reference": "K7M3"]),
        .init("payment_method_types", ["card", "sepa_debit"]),
      ] + more)
  }

  static func charge(_ refunded: Int64) -> JSONValue {
    [
      "id": "ch_1", "object": "charge", "amount": 12_990, "amount_refunded": .integer(refunded),
      "currency": "eur", "metadata": ["reference": "K7M3"], "payment_intent": "pi_1",
      "payment_method_details": ["type": "sepa_debit"],
    ]
  }

  static func refund(_ status: JSONValue) -> JSONValue {
    [
      "id": "re_1", "object": "refund", "amount": 500, "currency": "eur", "charge": "ch_1",
      "payment_intent": "pi_1", "status": status, "failure_reason": "lost_or_stolen_card",
    ]
  }

  static func dispute(_ status: JSONValue, fees: [JSONValue] = []) -> JSONValue {
    [
      "balance_transactions": .array(fees),
      "id": "dp_1", "object": "dispute", "amount": 12_990, "currency": "eur", "charge": "ch_1",
      "payment_intent": ["id": "pi_1", "object": "payment_intent"], "status": status,
      "reason": "fraudulent", "metadata": [:],
    ]
  }

  static let all: [StripeMessage] =
    sessions + intents + refunds + disputes

  private static let sessions: [StripeMessage] = {
    let names = ["cs_test_1", "pi_1"]
    let told = { (kind: PaymentEvent.Kind) in
      [event(kind, 12_990, reference: "K7M3", names, method: "card")]
    }
    return [
      .init(type: "checkout.session.completed", object: session("paid"), expected: told(.paid)),
      .init(
        type: "checkout.session.completed", object: session("no_payment_required"),
        expected: told(.paid)),
      .init(
        type: "checkout.session.completed", object: session("unpaid"), expected: told(.processing)),
      .init(
        type: "checkout.session.async_payment_succeeded", object: session("paid"),
        expected: told(.paid)),
      .init(
        type: "checkout.session.async_payment_failed", object: session("unpaid"),
        expected: told(.failed)),
      .init(
        type: "checkout.session.expired",
        object: session("unpaid", intent: nil, methods: ["card", "paypal"]),
        expected: [event(.expired, 12_990, reference: "K7M3", ["cs_test_1"])]),
      .init(
        type: "checkout.session.completed",
        object: session("paid", intent: ["id": "pi_1", "object": "payment_intent"]),
        expected: told(.paid)),
      .init(
        type: "checkout.session.completed",
        object: ["object": "checkout.session", "mode": "subscription"], expected: []),
    ]
  }()

  private static let intents: [StripeMessage] = {
    let names = ["pi_1", "ch_1"]
    return [
      .init(
        type: "payment_intent.succeeded", object: intent(),
        expected: [event(.paid, 12_980, reference: "K7M3", names)]),
      .init(
        type: "payment_intent.processing", object: intent(),
        expected: [event(.processing, 12_990, reference: "K7M3", names)]),
      .init(
        type: "payment_intent.payment_failed",
        object: intent(
          .init(
            "last_payment_error",
            ["code": "card_declined", "decline_code": "insufficient_funds"])),
        expected: [
          event(.pending, 12_990, reference: "K7M3", names, reason: "insufficient_funds")
        ]),
      .init(
        type: "payment_intent.payment_failed",
        object: intent(
          .init(
            "last_payment_error",
            ["code": "card_declined", "payment_method": ["type": "sepa_debit"]])),
        expected: [event(.failed, 12_990, reference: "K7M3", names, reason: "card_declined")]),
      .init(
        type: "payment_intent.payment_failed", object: intent(),
        expected: [event(.failed, 12_990, reference: "K7M3", names)]),
      .init(
        type: "payment_intent.canceled",
        object: intent(.init("cancellation_reason", "abandoned")),
        expected: [event(.canceled, 12_990, reference: "K7M3", names, reason: "abandoned")]),
      .init(type: "payment_intent.created", object: intent(), expected: []),
    ]
  }()

  private static let refunds: [StripeMessage] = {
    let names = ["pi_1", "ch_1"]
    let failure = [
      event(.refundFailed, 500, names, subject: "re_1", reason: "lost_or_stolen_card")
    ]
    let total = { (units: Int64) in
      [
        event(
          .refunded, units, reference: "K7M3", names, isRunningTotal: true, method: "sepa_debit")
      ]
    }
    return [
      .init(type: "charge.refunded", object: charge(12_990), expected: total(12_990)),
      .init(type: "charge.refunded", object: charge(500), expected: total(500)),
      .init(type: "refund.failed", object: refund("failed"), expected: failure),
      .init(type: "refund.updated", object: refund("canceled"), expected: failure),
      .init(type: "charge.refund.updated", object: refund("failed"), expected: failure),
      .init(type: "refund.updated", object: refund("succeeded"), expected: []),
      .init(type: "refund.created", object: refund("pending"), expected: []),
    ]
  }()

  private static let disputes: [StripeMessage] = {
    let told = { (kind: PaymentEvent.Kind, units: Int64, fee: Int64?) in
      [event(kind, units, fee: fee, ["pi_1", "ch_1"], subject: "dp_1", reason: "fraudulent")]
    }
    let fees: [JSONValue] = [
      ["currency": "eur", "fee": 1500], ["currency": "usd", "fee": 99], ["currency": "eur"],
    ]
    return [
      .init(
        type: "charge.dispute.created", object: dispute("needs_response"),
        expected: told(.disputed, 12_990, nil)),
      .init(
        type: "charge.dispute.created", object: dispute("warning_needs_response"),
        expected: told(.disputed, 0, nil)),
      .init(
        type: "charge.dispute.updated", object: dispute("warning_under_review"),
        expected: told(.disputed, 0, nil)),
      .init(
        type: "charge.dispute.updated", object: dispute("under_review", fees: fees),
        expected: told(.disputed, 12_990, 1500)),
      .init(
        type: "charge.dispute.funds_withdrawn", object: dispute("needs_response"),
        expected: told(.disputed, 12_990, nil)),
      .init(
        type: "charge.dispute.closed", object: dispute("won"),
        expected: told(.disputeWon, 12_990, nil)),
      .init(
        type: "charge.dispute.closed", object: dispute("warning_closed"),
        expected: told(.disputeWon, 0, nil)),
      .init(
        type: "charge.dispute.closed", object: dispute("lost", fees: fees),
        expected: told(.disputeLost, 12_990, 1500)),
      .init(
        type: "charge.dispute.funds_reinstated", object: dispute("won"),
        expected: told(.disputeWon, 12_990, nil)),
      .init(type: "customer.created", object: ["object": "customer"], expected: []),
      .init(type: "of.no.known.kind", object: nil, expected: []),
    ]
  }()
}

@Suite struct StripeEventTests {
  private let now = StripeFixture.now

  private func verified(
    _ body: [UInt8], _ mode: ProviderMode = .test
  ) throws -> VerifiedCallback {
    let provider = try StripeFixture.provider(mode)
    let request = try StripeSimulation.request(body, signedWith: provider.webhookSecrets, at: now)
    return try provider.verify(request, now: now)
  }

  private func verify(
    _ body: [UInt8], _ mode: ProviderMode = .test
  ) throws -> [PaymentEvent] {
    try verified(body, mode).events
  }

  @Test("a message is read as what happened to the payment", arguments: StripeMessage.all)
  func mapping(_ message: StripeMessage) throws {
    #expect(try verify(message.body()) == message.expected.map(\.onItsPage))
  }

  @Test("an accepted debit is under way until that intent fails or is paid, and no other")
  func underWay() throws {
    let asked = Amount(minorUnits: 12_990, currency: .euro)
    let read = { (type: String, object: JSONValue, id: String, seconds: Int64) in
      let body = StripeMessage(type: type, object: object, expected: []).body()
      return try verify(body).map { event in
        PaymentEvent(
          id: id, kind: event.kind, of: try #require(event.transaction),
          at: event.at + Seconds(seconds), amount: event.amount)
      }
    }
    let session = StripeMessage.session("unpaid")
    let accepted = try read("checkout.session.completed", session, "1", 0)
    let processing = try read("payment_intent.processing", StripeMessage.intent(), "2", 1)
    let failed = try read("checkout.session.async_payment_failed", session, "3", 9)
    let paid = try read("checkout.session.async_payment_succeeded", session, "4", 9)
    #expect(
      PaymentFold.course([accepted, processing, failed], asked: asked)
        == [[0, 12_990], [0, 12_990], [0, 0]])
    #expect(
      PaymentFold.course([accepted, processing, paid], asked: asked)
        == [[0, 12_990], [0, 12_990], [12_990, 0]])
    let other = try read(
      "payment_intent.payment_failed",
      ["id": "pi_2", "object": "payment_intent", "amount": 12_990, "currency": "eur"], "5", 9)
    #expect(PaymentFold(accepted + other, asked: asked).underWay == 12_990)
  }

  @Test(
    "a message of test money is refused in live mode, and of real money in the others",
    arguments: ProviderMode.allCases, [true, false])
  func mode(_ mode: ProviderMode, _ isLive: Bool) throws {
    let body = StripeMessage.all[0].body(isLive: isLive)
    if isLive == (mode == .live) {
      #expect(try verify(body, mode).count == 1)
    } else {
      #expect(throws: ProviderError.refused(.wrongMode(expected: mode))) { try verify(body, mode) }
    }
  }

  @Test("an amount that cannot be written is left out, so that the payment asks for attention")
  func unknownCurrency() throws {
    let object: JSONValue = [
      "id": "pi_1", "object": "payment_intent", "amount_received": 1, "currency": "usdc",
    ]
    let events = try verify(
      StripeMessage(type: "payment_intent.succeeded", object: object, expected: []).body())
    #expect(events.map(\.kind) == [.paid])
    #expect(events.first?.amount == nil)
  }

  @Test(
    "a signed body that is no event is not understood, and its fault told",
    arguments: [
      ("", "JSON"), ("{", "JSON"), ("{\"id\":\"evt_1\",\"id\":\"evt_2\"}", "JSON"),
      ("null", "event"),
      ("[]", "event"), ("{}", "event"), (#"{"object":"v2.core.event"}"#, "event.id"),
      (#"{"object":"event"}"#, "event.id"), (#"{"object":"event","id":1}"#, "event.id"),
      (#"{"object":"event","id":"x"}"#, "event.id"),
      (#"{"object":"event","id":"evt_1"}"#, "event.type"),
    ])
  func notAnEvent(_ body: String, _ fault: String) throws {
    let told = try #require(try verified(Array(body.utf8)).notUnderstood)
    #expect(told.kind == "webhook")
    #expect(told.reason.en.contains(fault))
    #expect(told.reason.fr.contains(fault))
  }

  @Test(
    "an envelope that moved is kept as not understood, with the payment that the event is about",
    arguments: [
      ("id", "ev-1"), ("id", nil), ("object", "events"), ("object", nil),
      ("created", "2026-09-21T14:00:00Z"), ("created", .number("1.5")), ("livemode", nil),
      ("livemode", 0),
      ("account", ["id": "acct_1"]),
    ] as [(String, JSONValue?)])
  func envelope(_ name: String, _ value: JSONValue?) throws {
    let envelope = { (type: String, isLive: Bool) throws -> [UInt8] in
      let whole = StripeMessage(type: type, object: StripeMessage.intent(), expected: [])
      let members = try JSONValue(parsing: whole.body(isLive: isLive)).members ?? []
      let kept = members.filter { $0.name != name }
      return JSONValue.object(kept + [value.map { JSONMember(name, $0) }].compactMap(\.self)).utf8
    }
    let told = try verified(envelope("payment_intent.succeeded", false)).notUnderstood
    #expect(told?.kind == "payment_intent.succeeded" && told?.reference == "K7M3")
    #expect(told?.identifiers.contains("pi_1") == true)
    // What is of no concern asks nobody to look, however it is written.
    #expect(try verified(envelope("customer.created", false)) == VerifiedCallback(events: []))
    guard name != "livemode" else { return }
    // The other mode's is told by what can be read.
    #expect(throws: ProviderError.refused(.wrongMode(expected: .test))) {
      try verified(envelope("payment_intent.succeeded", true))
    }
  }

  @Test("a signed body that is not UTF-8 is not understood")
  func notUTF8() throws {
    var body = StripeMessage.all[0].body()
    body[20] = 0xff
    #expect(try verified(body).notUnderstood?.kind == "webhook")
  }

  @Test(
    "an object that is not as documented is authentic and not understood, its member told by its path",
    arguments: [
      ("checkout.session.completed", #"{"object":"charge"}"#, "data.object"),
      ("checkout.session.completed", #"{"object":"checkout.session"}"#, "data.object.mode"),
      (
        "checkout.session.completed",
        #"{"object":"checkout.session","mode":"payment","payment_status":"other"}"#,
        "data.object.payment_status"
      ),
      (
        "payment_intent.succeeded",
        #"{"object":"payment_intent","id":"pi_1","amount_received":"1","currency":"eur"}"#,
        "data.object.amount_received"
      ),
      (
        "payment_intent.succeeded",
        #"{"object":"payment_intent","id":"pi_1","amount_received":1}"#, "data.object.currency"
      ),
      (
        "payment_intent.succeeded",
        #"{"object":"payment_intent","id":"pi_1","metadata":"x"}"#, "data.object.metadata"
      ),
      (
        "charge.refunded", #"{"object":"charge","payment_intent":[]}"#, "data.object.payment_intent"
      ),
      ("refund.updated", #"{"object":"refund"}"#, "data.object.status"),
      ("charge.dispute.closed", #"{"object":"dispute","status":null}"#, "data.object.status"),
    ])
  func malformed(_ type: String, _ object: String, _ path: String) throws {
    let object = try JSONValue(parsing: Array(object.utf8))
    let body = StripeMessage(type: type, object: object, expected: []).body()
    let verified = try verified(body)
    #expect(verified.events.isEmpty)
    #expect(verified.notUnderstood?.kind == type)
    #expect(verified.notUnderstood?.reason == .wrongMember(path))
  }

  @Test("no cut of a message, signed as it is, breaks the reader", arguments: StripeMessage.all)
  func cut(_ message: StripeMessage) throws {
    let body = message.body()
    let provider = try StripeFixture.provider()
    for count in 0..<body.count {
      let request = try StripeSimulation.request(
        Array(body.prefix(count)), signedWith: provider.webhookSecrets, at: now)
      #expect(try provider.verify(request, now: now).notUnderstood?.kind == "webhook")
    }
  }
}
