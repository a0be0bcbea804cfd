import Localization
import Testing

@testable import VosfactKit

/// The stand-in needs Python's package `cryptography`.
private let cryptography = PythonCounterpart(package: "cryptography", script: "bitpay_api")

@Suite(
  .waiting,
  .enabled(
    if: cryptography.canTest && ExternalTool.canTest(with: "curl"),
    "needs curl and Python's package cryptography in .build-python"))
struct BitPayAPITests {
  private let bitpay: ProviderStandIn
  private let provider: BitPayProvider
  private let transport = ImpatientTransport()

  init() throws {
    let key = try #require(BitPayRequestVector.all.first).private_key_pem
    bitpay = try ProviderStandIn("bitpay")
    provider = try BitPayFixture.provider(merchantKey: key, apiBase: bitpay.base)
  }

  private func start(_ attempt: PaymentAttempt = .sample()) throws -> KnownPayment {
    let started = try provider.start(attempt, over: transport)
    return KnownPayment(
      reference: attempt.reference, amount: attempt.amount,
      providerReference: started.providerReference, identifiers: started.identifiers,
      startedAt: attempt.startedAt, method: nil)
  }

  private func change(_ payment: KnownPayment, _ changes: JSONMember...) throws {
    let id = JSONMember("id", .string(payment.providerReference ?? ""))
    let body = Array(JSONValue.object([id] + changes).text.utf8)
    _ = try transport.send(HTTPRequest(.post, "\(bitpay.base)/_invoice", body: body))
    _ = try bitpay.received()
  }

  private func status(_ payment: KnownPayment) throws -> [PaymentEvent] {
    try provider.status(of: payment, over: transport, now: BitPayFixture.now)
  }

  private func refund(_ payment: KnownPayment, _ amount: Int64, _ reference: String) throws
    -> RefundAnswer
  {
    try provider.refund(
      RefundRequest(
        reference: reference, amount: Amount(minorUnits: amount, currency: .euro), isRest: false,
        requestedAt: BitPayFixture.now),
      of: payment, over: transport)
  }

  @Test("an invoice is opened as BitPay documents it, once however often it is asked for")
  func open() throws {
    let attempt = PaymentAttempt.sample(
      buyer: Buyer(name: "Zoé d’Été", email: "zoe@example.org", city: "Liège", country: "BE"))
    let started = try provider.start(attempt, over: transport)
    #expect(started.next == .redirect(url: "\(bitpay.base)/invoice?id=Invoice1"))
    #expect(started.providerReference == "Invoice1" && started.identifiers == ["Invoice1"])
    #expect(started.pageEndsAt == BitPayFixture.now + Seconds(300))
    #expect(try provider.start(attempt, over: transport) == started)
    let request = try #require(try bitpay.received().first)
    #expect(request["method"] == "POST" && request["path"] == "/invoices")
    let body = try JSONValue(parsing: Array(request["body"]?.string.map { Array($0.utf8) } ?? []))
    #expect(
      body == [
        "token": .string(BitPayFixture.token), "price": .number("129.9"), "currency": "EUR",
        "orderId": "K7M3Q9XT2V8B4NC5", "guid": .string(BitPayOrder.guid(of: attempt.reference)),
        "itemDesc": .string(attempt.title),
        "notificationURL": "https://pay.example/callback/bitpay", "extendedNotifications": true,
        "fullNotifications": true, "redirectURL": .string(attempt.returnAddress),
        "closeURL": .string(attempt.payAddress),
        "buyer": [
          "name": "Zoé d’Été", "email": "zoe@example.org", "locality": "Liège", "country": "BE",
          "notify": false,
        ],
      ])
  }

  @Test("a second start gives the page of the first, until that has ended")
  func ended() throws {
    let shop = try Shop(at: BitPayFixture.now)
    let kit = shop.kit
    try kit.settings.set(.onlinePaymentsEnabled, to: "true", at: kit.now)
    try kit.settings.set(.payLinkBase, to: "https://shop.test", at: kit.now)
    try kit.payLinks.addFirstKey()
    let token = Secret(bytes: Array(BitPayFixture.token.utf8))
    let configuration = try kit.providers.named("bitpay")
    try kit.transaction {
      try SecretStore(database: shop.database, environment: [:])
        .add(token, to: configuration.storedSecret("token"))
    }
    try configuration.set(configuration.key("api-base"), to: bitpay.base)
    try configuration.enable(.test)
    let document = try shop.document()
    let start = { (seconds: Int64) in
      try shop.at(BitPayFixture.now + Seconds(seconds)).kit.payments.start(document, with: "bitpay")
    }
    let first = try start(0)
    #expect(try start(299).payment == first.payment)
    let second = try start(300)
    #expect(second.next == .redirect(url: "\(bitpay.base)/invoice?id=Invoice2"))
    #expect(second.payment.reference != first.payment.reference)
  }

  @Test("the invoice says how the payment stands, the same each time")
  func status() throws {
    let payment = try start()
    #expect(try status(payment).map(\.kind) == [.pending])
    try change(
      payment, JSONMember("status", "confirmed"), JSONMember("exceptionStatus", "paidOver"))
    let events = try status(payment)
    #expect(events.map(\.kind) == [.paid])
    #expect(try status(payment) == events)
    #expect(PaymentFold(events, asked: payment.amount).state == .paid)
  }

  @Test("an invoice of another order than ours settles nothing", arguments: ["OTHER", nil])
  func otherOrder(_ order: String?) throws {
    let payment = try start()
    try change(payment, JSONMember("status", "confirmed"), JSONMember("orderId", .optional(order)))
    #expect(throws: BitPayProvider.unusable("data.orderId")) { try status(payment) }
    // What nothing of ours asked for is told as it is.
    var others = payment
    others.isOurs = false
    #expect(try status(others).map(\.reference) == [order])
  }

  @Test("money that the network has seen, or a part that BitPay holds, is under way")
  func underWay() throws {
    let payment = try start()
    let fold = { () throws -> PaymentFold in
      PaymentFold(try status(payment), asked: payment.amount)
    }
    try change(
      payment, JSONMember("exceptionStatus", "paidPartial"), JSONMember("amountPaid", 1000),
      JSONMember("transactionCurrency", "BTC"), JSONMember("paymentTotals", ["BTC": 1299]))
    let part = try fold()
    #expect(part.underWay == 10_000 && part.attention == .amountMismatch)
    try change(payment, JSONMember("status", "expired"))
    #expect(try fold().underWay == 0)
    try change(payment, JSONMember("status", "paid"), JSONMember("exceptionStatus", false))
    #expect(try fold().underWay == 12_990)
    try change(payment, JSONMember("status", "invalid"))
    #expect(try fold().underWay == 0)
  }

  @Test("a callback settles nothing but what the invoice says")
  func confirm() throws {
    let payment = try start()
    let callback = try provider.verify(
      provider.simulate(
        .paid, of: payment, amount: payment.amount, now: BitPayFixture.now, random: .system),
      now: BitPayFixture.now)
    #expect(provider.isAskedBeforeSettling)
    let confirmed = { try provider.confirm(callback, of: payment, over: transport, now: .now) }
    #expect(try confirmed()?.map(\.kind) == [.pending])
    try change(payment, JSONMember("status", "complete"))
    #expect(try confirmed()?.map(\.kind) == [.paid])
  }

  @Test("a refund is signed, made once, and found again; what goes back of itself is none of ours")
  func refunds() throws {
    let payment = try start()
    try change(payment, JSONMember("status", "complete"))
    let answer = try refund(payment, 345, "REFUND1")
    #expect(try refund(payment, 345, "REFUND1") == answer)
    #expect(answer.providerReference == "Refund1")
    _ = try refund(payment, 20, "REFUND2")
    #expect(PaymentFold(try status(payment), asked: payment.amount).refunded == 365)
    let other = KnownPayment(
      reference: "OTHER", amount: payment.amount, providerReference: payment.providerReference,
      identifiers: [], startedAt: payment.startedAt, method: nil, isOurs: false)
    #expect(try status(other).map(\.kind) == [.paid])
  }

  @Test("without a merchant's key the invoice says what went back, but for what was paid too much")
  func shown() throws {
    let payment = try start()
    let poor = try BitPayFixture.provider(apiBase: bitpay.base)
    let refunded = { () throws -> Int64 in
      let events = try poor.status(of: payment, over: transport, now: BitPayFixture.now)
      return PaymentFold(events + events, asked: payment.amount).refunded
    }
    try change(
      payment, JSONMember("status", "complete"),
      JSONMember(
        "refundInfo",
        [
          [
            "supportRequest": "A1", "currency": "EUR",
            "amounts": ["EUR": 20, "BTC": .number("0.1")],
          ],
          ["supportRequest": "A2", "currency": "EUR", "amounts": ["EUR": .number("3.45")]],
        ]))
    #expect(try refunded() == 2345)
    try change(payment, JSONMember("exceptionStatus", "paidOver"))
    #expect(try refunded() == 0)
  }

  @Test("without a merchant's key a refund says what is missing")
  func noMerchant() throws {
    let payment = try start()
    let poor = try BitPayFixture.provider(apiBase: bitpay.base)
    #expect(
      throws: ProviderError.notConfigured(
        provider: "bitpay", missing: ["merchant-token", "merchant-private-key"])
    ) {
      try poor.refund(
        RefundRequest(
          reference: "R", amount: payment.amount, isRest: true, requestedAt: BitPayFixture.now),
        of: payment, over: transport)
    }
  }

  @Test("good credentials are told from wrong ones, which are not repeated")
  func credentials() throws {
    try provider.checkCredentials(over: transport)
    let wrong = try BitPayFixture.provider(tokens: ["wr0ngT0ken"], apiBase: bitpay.base)
    let error = #expect(throws: ProviderError.self) {
      try wrong.checkCredentials(over: transport)
    }
    guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
    #expect(error?.text.en.contains("Unauthorized") == true)
    #expect(error?.text.en.contains("wr0ngT0ken") == false)
  }

  @Test(
    "an answer that is none is told, and never with the token",
    arguments: [
      ["status": 401, "body": "no"], ["status": 500, "body": [:]],
      ["status": 200, "body": "<html>"], ["status": 200, "body": ["data": []]],
      ["status": 200, "body": ["data": ["id": "Other"]]],
      [
        "status": 200,
        "body": [
          "data": [
            "id": "Other", "status": "confirmed", "price": .number("129.9"), "currency": "EUR",
            "orderId": "K7M3Q9XT2V8B4NC5", "invoiceTime": 1_795_463_400_000,
          ]
        ],
      ],
      ["status": 200, "body": ["status": "error", "code": "010207", "error": "Invalid"]],
      ["status": 422, "body": ["errors": [["error": "Missing", "param": "price"]]]],
    ] as [JSONValue])
  func failures(_ answer: JSONValue) throws {
    let payment = try start()
    try bitpay.answer(Array(repeating: answer, count: 4))
    let error = try #require(throws: ProviderError.self) { try status(payment) }
    #expect(!error.text.en.contains("4Muq") && !error.text.fr.contains("4Muq"))
    switch error {
    case .rejected, .unreadable, .unreachable: break
    default: Issue.record("\(error)")
    }
  }

  @Test("a customer is sent to no page but a secure one", arguments: ["http", "javascript"])
  func elsewhere(_ scheme: String) throws {
    let opened: JSONValue = ["id": "Invoice9", "url": .string("\(scheme)://bitpay.example/i")]
    try bitpay.answer([["status": 200, "body": ["data": opened]]])
    let error = #expect(throws: ProviderError.self) { try start() }
    guard case .unreadable = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("a server that is busy is asked again, one that hangs is unreachable")
  func busy() throws {
    let payment = try start()
    try bitpay.answer([["status": 429, "body": [:], "headers": ["Retry-After": "0"]]])
    #expect(try status(payment).map(\.kind) == [.pending])
    try bitpay.answer(Array(repeating: ["hold": true], count: 4))
    let error = try #require(throws: ProviderError.self) { try status(payment) }
    guard case .unreachable = error else { return #expect(Bool(false), "\(error)") }
    #expect(!error.text.en.contains("4Muq"))
  }
}
