import Localization
import Testing

@testable import VosfactKit

@Suite struct BitPayProviderTests {
  private let provider: BitPayProvider
  private let asked = Amount(minorUnits: 12_345, currency: .euro)

  init() throws {
    provider = try BitPayFixture.provider()
  }

  private func events(
    _ name: String, _ status: String, _ changes: [String: JSONValue] = [:]
  ) throws -> [PaymentEvent] {
    try events(name, data(status, changes))
  }

  /// An invoice in that state, with these members instead.
  private func data(_ status: String, _ changes: [String: JSONValue] = [:]) -> JSONValue {
    var data: [String: JSONValue] = [
      "id": .string(BitPayFixture.invoice), "status": .string(status), "price": .number("123.45"),
      "currency": "EUR", "orderId": "K7M3Q9XT2V8B4NC5", "invoiceTime": 1_795_463_400_000,
      "exceptionStatus": false,
    ]
    data.merge(changes) { $1 }
    return .object(data.map { JSONMember($0.key, $0.value) })
  }

  private func events(_ name: String, _ data: JSONValue) throws -> [PaymentEvent] {
    try verified(name, data).events
  }

  private func verified(_ name: String, _ data: JSONValue) throws -> VerifiedCallback {
    let body: JSONValue = [
      "event": ["name": .string(name), "timestamp": 1_795_464_000_000], "data": data,
    ]
    let request = try BitPaySimulation.request(
      Array(body.text.utf8), signedWith: Secret(bytes: Array(BitPayFixture.token.utf8)))
    return try provider.verify(request, now: BitPayFixture.now)
  }

  @Test(
    "each event and status means what BitPay's guide says",
    arguments: [
      ("invoice_created", "new", PaymentEvent.Kind.pending),
      ("invoice_paidInFull", "paid", .processing), ("invoice_confirmed", "confirmed", .paid),
      ("invoice_completed", "complete", .paid), ("invoice_expired", "expired", .expired),
      ("invoice_failedToConfirm", "invalid", .failed), ("invoice_declined", "declined", .failed),
      ("invoice_refundComplete", "complete", .refunded),
      ("invoice_manuallyNotified", "confirmed", .paid), ("invoice_latePayment", "complete", .paid),
      ("invoice_somethingNew", "new state", nil),
    ] as [(String, String, PaymentEvent.Kind?)])
  func kinds(_ name: String, _ status: String, _ kind: PaymentEvent.Kind?) throws {
    #expect(try events(name, status).map(\.kind) == [kind].compactMap(\.self))
  }

  @Test(
    "an invoice that was called off is canceled, whatever its status",
    arguments: ["expired", "invalid"])
  func canceled(_ status: String) throws {
    #expect(try events("invoice_expired", status, ["isCancelled": true]).map(\.kind) == [.canceled])
  }

  @Test("a payment that failed to confirm may be completed later, in any order")
  func late() throws {
    let failed = try events("invoice_failedToConfirm", "invalid")
    let completed = try events("invoice_completed", "complete")
    #expect(PaymentFold(failed, asked: asked).state == .failed)
    #expect(PaymentFold(completed + failed, asked: asked).state == .paid)
    #expect(PaymentFold(failed + completed, asked: asked).state == .paid)
  }

  @Test("a part that came before the end leaves the payment unpaid, and says why")
  func partial() throws {
    let event = try #require(
      try events("invoice_expired", "expired", ["exceptionStatus": "paidPartial"]).first)
    #expect(event.kind == .expired && event.reason == "paidPartial")
  }

  @Test("a part leaves an open invoice pending, and one paid too late or too much is paid")
  func exceptions() throws {
    let told = { (name: String, status: String, exception: JSONValue) in
      try events(name, status, ["exceptionStatus": exception])
    }
    let part = try told("invoice_manuallyNotified", "new", "paidPartial")
    #expect(PaymentFold(part, asked: asked).state == .pending)
    let over = try told("invoice_confirmed", "confirmed", "paidOver")
    #expect(PaymentFold(part + over, asked: asked).net == asked.minorUnits)
    let expired = try told("invoice_expired", "expired", "paidPartial")
    let late = try told("invoice_latePayment", "complete", "paidLate")
    #expect(PaymentFold(expired, asked: asked).state == .expired)
    #expect(PaymentFold(late + expired, asked: asked).state == .paid)
  }

  private func part(_ paid: String, of total: String = "12345000") -> [String: JSONValue] {
    [
      "exceptionStatus": "paidPartial", "transactionCurrency": "BTC", "amountPaid": .number(paid),
      "paymentTotals": ["BTC": .number(total), "ETH": 1],
    ]
  }

  @Test(
    "the part that BitPay holds is as much of the price as the coins are of those asked for",
    arguments: [
      ("10000000", "12345000", 10_000), ("4115000", "12345000", 4115), ("1", "3", 4115),
      ("100000000000000000000", "123450000000000000000", 10_000), ("0", "3", nil), ("3", "3", nil),
      ("1.5", "3", nil), ("-1", "3", nil), ("1", "0", nil),
    ] as [(String, String, Int64?)])
  func held(_ paid: String, _ total: String, _ units: Int64?) throws {
    let event = try #require(
      try events("invoice_manuallyNotified", "new", part(paid, of: total)).first)
    #expect(event.kind == (units == nil ? .pending : .processing))
    #expect(event.amount?.minorUnits == units ?? asked.minorUnits)
  }

  @Test(
    "a part is no more than that when BitPay confirms it, and nothing where it does not tell how much",
    arguments: ["confirmed", "complete"])
  func confirmedPart(_ status: String) throws {
    let some = try #require(try events("invoice_confirmed", status, part("5000000")).first)
    let more = try #require(try events("invoice_confirmed", status, part("10000000")).first)
    #expect(some.kind == .paid && some.amount?.minorUnits == 5000 && some.id != more.id)
    let fold = PaymentFold([some], asked: asked)
    #expect(fold.attention == .amountMismatch)
    let untold = try events("invoice_confirmed", status, ["exceptionStatus": "paidPartial"])
    #expect(untold.map(\.amount) == [nil])
    #expect(PaymentFold(untold, asked: asked).attention == .needsQuery)
  }

  @Test("what BitPay holds is under way until the rest comes, or it sends it back")
  func course() throws {
    let some = try events("invoice_manuallyNotified", "new", part("5000000"))
    let more = try events("invoice_manuallyNotified", "new", part("10000000"))
    #expect(some[0].id != more[0].id)
    #expect(PaymentFold(more, asked: asked).attention == .amountMismatch)
    let ends = [
      try events("invoice_expired", "expired", part("10000000")),
      try events("invoice_refundComplete", "new", part("10000000")),
      try events("invoice_declined", "declined"),
    ]
    for end in ends {
      #expect(
        PaymentFold.course([some, more, end], asked: asked) == [[0, 5000], [0, 10_000], [0, 0]])
      #expect(PaymentFold(more + end, asked: asked).attention == nil)
    }
    let seen = try events("invoice_paidInFull", "paid")
    let confirmed = try events("invoice_confirmed", "confirmed")
    #expect(
      PaymentFold.course([more, seen, confirmed], asked: asked)
        == [[0, 10_000], [0, 12_345], [12_345, 0]])
  }

  @Test("what came too much and goes back leaves the payment paid")
  func surplus() throws {
    let over: [String: JSONValue] = ["exceptionStatus": "paidOver"]
    let paid = try events("invoice_confirmed", "confirmed", over)
    let back = try events("invoice_refundComplete", "complete", over)
    let fold = PaymentFold(paid + back, asked: asked)
    #expect(fold.state == .paid && fold.net == asked.minorUnits && fold.attention == nil)
  }

  @Test("refunds are counted each by its own id, and one that failed is not")
  func refunds() throws {
    func refund(
      _ id: String, _ status: String, _ amount: String, type: JSONValue = "partial"
    ) throws -> [PaymentEvent] {
      try events(
        "refund_\(status)",
        [
          "id": .string(id), "invoice": .string(BitPayFixture.invoice), "status": .string(status),
          "amount": .number(amount), "currency": "EUR", "reference": "K7M3Q9XT2V8B4NC5",
          "requestDate": "2026-11-23T20:50:00.000Z", "type": type,
        ])
    }
    let paid = try events("invoice_confirmed", "confirmed")
    let first = try refund("R1", "success", "23.45")
    let second = try refund("R2", "success", "100")
    let failed = try refund("R2", "failure", "100")
    for (type, kind) in [("overpayment", nil), ("underpayment", PaymentEvent.Kind.expired)] {
      #expect(
        try refund("R4", "success", "1", type: .string(type)).map(\.kind)
          == [kind].compactMap(\.self))
    }
    #expect(try refund("R3", "created", "1").isEmpty && refund("R3", "pending", "1").isEmpty)
    #expect(PaymentFold(paid + first + first, asked: asked).refunded == 2345)
    #expect(PaymentFold(second + paid + first, asked: asked).state == .refunded)
    #expect(PaymentFold(failed + second + paid + first, asked: asked).refunded == 2345)
  }

  @Test(
    "signed members that are not as documented are kept as not understood",
    arguments: [
      ("id", "a/b"), ("id", nil), ("id", ""), ("status", 1), ("price", "123.45"),
      ("price", .number("123.456")), ("price", .number("-1")), ("price", .number("1e2")),
      ("currency", "EURO"), ("invoiceTime", "now"), ("invoiceTime", -1), ("orderId", 7),
    ] as [(String, JSONValue)])
  func malformed(_ name: String, _ value: JSONValue) throws {
    let verified = try verified("invoice_confirmed", data("confirmed", [name: value]))
    #expect(verified.events.isEmpty && verified.notUnderstood?.kind == "invoice_confirmed")
  }

  @Test(
    "no event that BitPay's guide lists is refused, and each is understood in every state",
    arguments: [
      "invoice_created", "invoice_paidInFull", "invoice_confirmed", "invoice_completed",
      "invoice_expired", "invoice_failedToConfirm", "invoice_declined", "invoice_refundComplete",
      "invoice_manuallyNotified", "invoice_latePayment", "invoice_adjustmentComplete",
    ])
  func everyEvent(_ name: String) throws {
    for status in ["new", "paid", "confirmed", "complete", "expired", "invalid", "declined"] {
      for exception in [false, "paidPartial", "paidOver", "paidLate"] as [JSONValue] {
        let verified = try verified(name, data(status, ["exceptionStatus": exception]))
        #expect(verified.notUnderstood == nil && verified.events.count == 1, "\(status)")
      }
    }
    let new = try verified(name, data("settling"))
    #expect(new.events.isEmpty && new.notUnderstood?.reference == "K7M3Q9XT2V8B4NC5")
    #expect(new.notUnderstood?.identifiers == [BitPayFixture.invoice])
  }

  @Test(
    "a refund is understood in every state that is known, and none is refused",
    arguments: [
      "preview", "created", "pending", "canceled", "cancelled", "success", "failure", "new state",
    ])
  func everyRefund(_ status: String) throws {
    let verified = try verified(
      "refund_\(status)",
      [
        "id": "R1", "invoice": .string(BitPayFixture.invoice), "status": .string(status),
        "amount": .number("23.45"), "currency": "EUR", "requestDate": "2026-11-23T20:50:00.000Z",
      ])
    #expect((verified.notUnderstood != nil) == (status == "new state"))
  }

  @Test(
    "what is about the seller's own money is none of ours",
    arguments: [
      "payout_funded", "payoutGroup_created", "recipient_invited", "settlement_completed",
    ])
  func others(_ name: String) throws {
    #expect(try verified(name, ["id": "X"]) == VerifiedCallback(events: []))
  }

  @Test(
    "the old form of its callbacks, flat and without an event, is kept as not understood, and settles nothing"
  )
  func old() throws {
    let body = Array("{\"id\":\"\(BitPayFixture.invoice)\",\"status\":\"confirmed\"}".utf8)
    let request = try BitPaySimulation.request(
      body, signedWith: Secret(bytes: Array(BitPayFixture.token.utf8)))
    let verified = try provider.verify(request, now: BitPayFixture.now)
    #expect(verified.events.isEmpty && verified.notUnderstood?.kind == "webhook")
  }

  @Test("an empty token, or a private key of another kind, is not taken")
  func configuration() throws {
    let kit = Kit(database: try .inMemory(), environment: [:], clock: { BitPayFixture.now })
    #expect(throws: ProviderError.notConfigured(provider: "bitpay", missing: ["token"])) {
      try kit.providers.named("bitpay").enable(.test)
    }
    let error = #expect(throws: ProviderError.self) {
      try BitPayFixture.provider(merchantKey: String(repeating: "no key", count: 16))
    }
    guard case .badValue("bitpay", "merchant-private-key", _) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }

  @Test("an amount of nothing is refused, every other is written as it is")
  func amounts() throws {
    #expect(throws: ProviderError.self) {
      try BitPayProvider.check(Amount(minorUnits: 0, currency: .euro))
    }
    let yen = try #require(Currency(code: "JPY"))
    #expect(try BitPayAmount.written(Amount(minorUnits: 1200, currency: yen)) == .number("1200"))
    #expect(try BitPayAmount.written(asked) == .number("123.45"))
    #expect(BitPayAmount.amount(.number("123.5"), currency: "EUR")?.minorUnits == 12_350)
    #expect(BitPayAmount.amount(.number("123.5"), currency: "JPY") == nil)
  }
}
