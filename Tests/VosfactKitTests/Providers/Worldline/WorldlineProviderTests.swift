import Localization
import Testing

@testable import VosfactKit

@Suite struct WorldlineProviderTests {
  private let provider: WorldlineProvider
  private let asked = WorldlineFixture.amount
  private let now = WorldlineFixture.now

  init() throws {
    provider = try WorldlineFixture.provider()
  }

  private func verify(
    _ event: JSONValue, after seconds: Int64 = 0
  ) throws -> VerifiedCallback {
    let request = try provider.webhookSignature.request(bringing: event.utf8)
    return try provider.verify(request, now: now + Seconds(seconds))
  }

  private func events(_ event: JSONValue) throws -> [PaymentEvent] { try verify(event).events }

  private func refusal(_ body: () throws -> VerifiedCallback) -> ProviderError.Refusal? {
    do {
      _ = try body()
      return nil
    } catch ProviderError.refused(let refusal) {
      return refusal
    } catch {
      return nil
    }
  }

  private typealias Event = WorldlineFixture

  @Test(
    "each status of a payment means what Worldline's guide says",
    arguments: [
      ("CREATED", 0, PaymentEvent.Kind.pending), ("REDIRECTED", 46, .pending),
      ("PENDING_PAYMENT", 41, .pending), ("AUTHORIZATION_REQUESTED", 51, .pending),
      ("PENDING_COMPLETION", nil, .pending), ("PENDING_CAPTURE", 5, .authorized),
      ("PENDING_APPROVAL", nil, .authorized), ("PENDING_FRAUD_APPROVAL", nil, .authorized),
      ("CAPTURE_REQUESTED", 4, .processing), ("CAPTURE_REQUESTED", 91, .processing),
      ("CAPTURE_REQUESTED", 92, .pending), ("CAPTURED", 9, .paid), ("CAPTURED", nil, .paid),
      ("PAID", 1000, .paid), ("REJECTED", 2, .failed), ("REJECTED", 83, .refundFailed),
      ("REJECTED_CAPTURE", 93, .reversed), ("CANCELLED", 1, .canceled), ("CANCELLED", 6, .canceled),
      ("CANCELLED", 7, .reversed), ("CANCELLED", 75, .reversed), ("CANCELLED", nil, .canceled),
      ("REVERSED", nil, .reversed), ("REFUND_REQUESTED", 81, nil),
      ("REFUND_REQUESTED", 8, .refunded),
      ("REFUNDED", 8, .refunded), ("REJECTED_REFUND", nil, .refundFailed),
      ("CHARGEBACK_NOTIFICATION", nil, .disputed), ("CHARGEBACKED", nil, .disputed),
      ("CHARGEBACK_REVERSED", nil, .disputeWon), ("ACCOUNT_VERIFIED", nil, nil),
      ("CANCELLATION_REQUESTED", 61, nil),
    ] as [(String, Int64?, PaymentEvent.Kind?)])
  func payments(_ status: String, _ code: Int64?, _ kind: PaymentEvent.Kind?) throws {
    let found = try events(
      Event.event("payment.\(status.lowercased())", status, code: code, id: "3254564310_1"))
    #expect(found.map(\.kind) == [kind].compactMap(\.self))
    #expect(found.allSatisfy { $0.movement == .named("3254564310") })
  }

  @Test(
    "a debit that is accepted is under way, and comes or fails",
    arguments: [
      "PENDING_PAYMENT", "AUTHORIZATION_REQUESTED", "PENDING_CAPTURE", "CAPTURE_REQUESTED",
    ])
  func debits(_ status: String) throws {
    let debit: [String: JSONValue] = [
      "paymentMethod": "directDebit",
      "sepaDirectDebitPaymentMethodSpecificOutput": ["paymentProductId": 771],
    ]
    let told = { (event: String, status: String, code: Int64) in
      try events(
        Event.event("payment.x", status, code: code, event: event, output: debit))
    }
    let begun = try told("e1", status, 51)
    #expect(begun.map(\.kind) == [.processing] && begun[0].method == "sepa_debit")
    let came = try told("e2", "CAPTURED", 9)
    let failed = try told("e3", "REJECTED_CAPTURE", 93)
    let whole = asked.minorUnits
    #expect(PaymentFold.course([begun, came], asked: asked) == [[0, whole], [whole, 0]])
    #expect(PaymentFold.course([begun, failed], asked: asked) == [[0, whole], [0, 0]])
    #expect(PaymentFold.course([came, failed], asked: asked) == [[whole, 0], [0, 0]])
  }

  @Test(
    "each status of a refund means what Worldline's guide says, the number first",
    arguments: [
      ("refund.refund_requested", "REFUND_REQUESTED", 81, nil),
      ("refund.refund_requested", "REFUND_REQUESTED", 8, PaymentEvent.Kind.refunded),
      ("payment.refunded", "REFUNDED", 8, .refunded),
      ("refund.refunded", "REFUNDED", nil, .refunded),
      ("refund.captured", "CAPTURED", nil, .refunded),
      ("refund.rejected", "REJECTED", 83, .refundFailed),
      ("refund.rejected", "REJECTED", nil, .refundFailed),
      ("refund.cancelled", "CANCELLED", nil, .refundFailed),
      ("refund.created", "CREATED", nil, nil),
      ("refund.pending_approval", "PENDING_APPROVAL", nil, nil),
      ("refund.refund_requested", "REFUND_REQUESTED", 82, nil),
    ] as [(String, String, Int64?, PaymentEvent.Kind?)])
  func refunds(
    _ type: String, _ status: String, _ code: Int64?, _ kind: PaymentEvent.Kind?
  ) throws {
    let found = try events(
      Event.event(type, status, code: code, id: "3254564310_2", isRefund: true, amount: 2000))
    #expect(found.map(\.kind) == [kind].compactMap(\.self))
    guard let event = found.first else { return }
    #expect(event.subject == "3254564310_2" && event.amount?.minorUnits == 2000)
    #expect(event.movement == .named("3254564310"))
  }

  @Test("refunds are counted each by its own operation, in any order, and one that failed is not")
  func refunded() throws {
    let refund = { (event: String, id: String, status: String, code: Int64, amount: Int64) in
      try events(
        Event.event(
          "payment.refunded", status, code: code, id: id, event: event, isRefund: true,
          amount: amount))
    }
    let paid = try events(Event.event(event: "e0"))
    let first = try refund("e1", "3254564310_1", "REFUNDED", 8, 2990)
    let again = try refund("e2", "3254564310_1", "REFUND_REQUESTED", 8, 2990)
    let rest = try refund("e3", "3254564310_2", "REFUNDED", 8, 10_000)
    let failed = try refund("e4", "3254564310_2", "REJECTED", 83, 10_000)
    #expect(PaymentFold(again + paid + first, asked: asked).refunded == 2990)
    #expect(PaymentFold(rest + first + paid, asked: asked).state == .refunded)
    #expect(PaymentFold(failed + rest + first + paid, asked: asked).refunded == 2990)
  }

  @Test("a payment that is only said to be refunded is asked about, as a part may be meant")
  func vague() throws {
    let event = try #require(
      try events(Event.event("payment.refunded", "REFUNDED", code: 8)).first)
    #expect(event.kind == .refunded && event.amount == nil)
    #expect(provider.isAskedBeforeSettling)
  }

  @Test("what was acquired counts where it is told, and the reference, page and means are read")
  func members() throws {
    let event = try #require(
      try events(
        Event.event(output: [
          "acquiredAmount": ["amount": 12_000, "currencyCode": "EUR"],
          "paymentMethod": "redirect",
          "redirectPaymentMethodSpecificOutput": ["paymentProductId": 840],
        ])
      ).first)
    #expect(event.amount?.minorUnits == 12_000 && event.method == "paypal")
    #expect(event.reference == WorldlineFixture.reference)
    #expect(event.identifiers == ["3254564310"])
    let none = try #require(
      try events(Event.event(output: ["acquiredAmount": ["amount": 0, "currencyCode": "EUR"]]))
        .first)
    #expect(none.amount == asked)
  }

  @Test(
    "an id is a payment's number and an operation's, in either form",
    arguments: [
      ("3254564310_0", "3254564310", "0"), ("3254564310_12", "3254564310", "12"),
      ("3254564310", "3254564310", "0"), ("9000003254564310000", "3254564310", "0"),
      ("9000003254564310002", "3254564310", "2"), ("900000325456431000", "325456431", "0"),
      ("00000200000143570012", "00000200000143570012", "0"),
    ])
  func ids(_ text: String, _ payment: String, _ operation: String) {
    let id = WorldlineID(text)
    #expect(id?.payment == payment && id?.operation == operation)
  }

  @Test("no id is anything else", arguments: ["", "_", "1_", "_1", "1_2_3", "a_0", "1/0", "1_a"])
  func noIDs(_ text: String) { #expect(WorldlineID(text) == nil) }

  @Test("another account's event is authentic, and of no concern")
  func otherAccount() throws {
    #expect(try events(Event.event(changing: ["merchantId": "OTHER"])).isEmpty)
  }

  @Test(
    "what is about no payment of a customer's is of no concern",
    arguments: [
      ("payout.account_credited", "payout"), ("token.created", "token"),
      ("paymentlink.created", "paymentLink"), ("batch.done", "directBatch"),
    ])
  func noConcern(_ type: String, _ member: String) throws {
    let event = Event.event(
      type, changing: ["payment": nil, member: ["id": "x", "status": "CREATED"]])
    #expect(try events(event).isEmpty)
  }

  @Test(
    "what is not understood is told apart from what is not authentic",
    arguments: [
      Event.event("payment.frozen", "FROZEN"),
      Event.event("refund.frozen", "FROZEN", code: nil, isRefund: true),
      Event.event("dispute.created", changing: ["payment": nil, "dispute": ["id": "1"]]),
      Event.event(id: "no id"), Event.event(changing: ["payment": ["id": "1_0"]]),
      Event.event(output: ["amountOfMoney": ["amount": "12", "currencyCode": "EUR"]]),
      Event.event(output: ["amountOfMoney": ["amount": 12, "currencyCode": "EURO"]]),
      Event.event(output: ["references": ["merchantReference": 7]]),
    ])
  func notUnderstood(_ event: JSONValue) throws {
    let verified = try verify(event)
    #expect(verified.events.isEmpty && verified.reply == nil)
    let told = try #require(verified.notUnderstood)
    #expect(told.kind == event["type"]?.string)
  }

  @Test("of what is not understood the reference and the payment are kept, as far as they are told")
  func kept() throws {
    let frozen = try verify(Event.event("payment.frozen", "FROZEN")).notUnderstood
    #expect(frozen?.reference == WorldlineFixture.reference)
    #expect(frozen?.identifiers == ["3254564310"])
    let dispute = Event.event(
      "dispute.created", changing: ["payment": nil, "dispute": ["id": "1"]])
    #expect(try verify(dispute).notUnderstood?.identifiers == [])
  }

  @Test(
    "an envelope that is not as documented is kept as not understood",
    arguments: [
      ("id", nil), ("id", ""), ("type", nil), ("created", nil), ("created", "yesterday"),
      ("created", 1_790_000_000), ("merchantId", nil), ("merchantId", 7),
    ] as [(String, JSONValue?)])
  func envelope(_ name: String, _ value: JSONValue?) throws {
    let altered = { (name: String, value: JSONValue?, event: JSONValue) in
      let members = event.members?.filter { $0.name != name } ?? []
      return JSONValue.object(members + [value.map { JSONMember(name, $0) }].compactMap(\.self))
    }
    let event = altered(name, value, Event.event())
    let told = try verify(event).notUnderstood
    #expect(told?.kind == (name == "type" ? "webhook" : Event.event()["type"]?.string))
    #expect(told?.reference == WorldlineFixture.reference)
    // Another account's is told by what can be read, and so is an old one.
    if name != "merchantId" {
      #expect(try verify(altered("merchantId", "other", event)) == VerifiedCallback(events: []))
    }
    if name != "created" {
      #expect(refusal { try verify(event, after: 30 * 86_400) }?.name == "stale")
    }
  }

  @Test(
    "a signed body that is no event is kept as not understood",
    arguments: ["", "x", "[]", "{}", #"{"id":"1","id":"2"}"#])
  func noEvent(_ body: String) throws {
    let request = try provider.webhookSignature.request(bringing: Array(body.utf8))
    #expect(try provider.verify(request, now: now).notUnderstood?.kind == "webhook")
  }

  @Test("the time may be written with or without a colon in the zone, and with parts of a second")
  func times() throws {
    for text in [
      "2026-09-21T14:13:20Z", "2026-09-21T16:13:20.9529667+02:00", "2026-09-21T16:13:20.040+0200",
      "2026-09-21T16:13:20+0200",
    ] {
      #expect(
        try events(Event.event(changing: ["created": .string(text)])).first?.at == now, "\(text)")
    }
  }

  @Test("an event is taken for two weeks, and an hour ahead of the clock, and no longer")
  func age() throws {
    let event = Event.event()
    for seconds in [-3600, 0, 36 * 3600, 14 * 86_400] as [Int64] {
      #expect(try verify(event, after: seconds).events.count == 1)
    }
    #expect(refusal { try verify(event, after: 14 * 86_400 + 1) } == .stale(at: now))
    #expect(refusal { try verify(event, after: -3601) } == .fromTheFuture(at: now))
  }

  @Test("the question whether the address is ours is answered by what was asked")
  func question() throws {
    let ask = { (headers: [(String, String)]) throws in
      try CallbackRequest(
        method: "GET", target: "/callback/worldline",
        headers: HTTPHeaders(headers.map { (name: $0.0, value: $0.1) }), body: [])
    }
    let name = "X-GCS-Webhooks-Endpoint-Verification"
    let asked = "3aa9bd2d-8c4f-4ef0-a7c1-a54fcb4f3a1c"
    let answer = try provider.verify(ask([(name, asked)]), now: now)
    #expect(answer.reply == asked && answer.events.isEmpty)
    for headers in [
      [], [(name, "")], [(name, "<b>")], [(name, String(repeating: "a", count: 256))],
      [(name, "a"), (name, "b")],
    ] {
      #expect(refusal { try provider.verify(ask(headers), now: now) } == .notSigned)
    }
    #expect(try !WorldlineProvider.resembles(ask([(name, asked)]), now: now))
  }

  @Test(
    "what a key cannot hold is refused when it is set",
    arguments: [
      ("merchant-id", "SEL/LER"), ("merchant-id", "SEL LER"), ("merchant-id", "../x"),
      ("key-id", "a b"), ("key-id", "a:b"), ("webhook-key-id", "é"),
    ])
  func values(_ key: String, _ value: String) {
    let error = #expect(throws: ProviderError.self) {
      try WorldlineFixture.provider(.test, [key: value])
    }
    guard case .badValue("worldline", key, _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }

  @Test("the two secrets must differ, and every key is needed but in simulated mode")
  func keys() throws {
    let secret = WorldlineFixture.keys["secret"] ?? ""
    #expect(
      throws: ProviderError.sameSecret(provider: "worldline", keys: ["secret", "webhook-secret"])
    ) { try WorldlineFixture.provider(.test, ["webhook-secret": secret]) }
    let kit = Kit(database: try .inMemory(), environment: [:], clock: { WorldlineFixture.now })
    let configuration = try kit.providers.named("worldline")
    #expect(
      throws: ProviderError.notConfigured(
        provider: "worldline",
        missing: ["merchant-id", "key-id", "secret", "webhook-key-id", "webhook-secret"])
    ) { try configuration.enable(.test) }
    try configuration.enable(.simulated)
  }

  @Test("an amount of nothing or of thirteen digits is refused, every other written in minor units")
  func amounts() throws {
    for units in [0, -1, 1_000_000_000_000] as [Int64] {
      #expect(throws: ProviderError.self) {
        try WorldlineProvider.check(Amount(minorUnits: units, currency: .euro))
      }
    }
    for (code, units) in [("EUR", 12_345), ("JPY", 1200), ("KWD", 1_234)] as [(String, Int64)] {
      let amount = Amount(minorUnits: units, currency: try #require(Currency(code: code)))
      let written = try WorldlineAmount.written(amount)
      #expect(written == ["amount": .integer(units), "currencyCode": .string(code)])
      #expect(WorldlineAmount.amount(written) == amount)
    }
  }
}
