import Localization
import Testing

@testable import VosfactKit

/// The stand-in lets Worldline's own library judge what it is sent.
private let library = PythonCounterpart(package: "onlinepayments", script: "worldline_api")

@Suite(
  .waiting,
  .enabled(
    if: library.canTest && ExternalTool.canTest(with: "curl"),
    "needs curl and Worldline's library for Python in .build-python"))
struct WorldlineAPITests {
  private let worldline: ProviderStandIn
  private let provider: WorldlineProvider
  private let transport = ImpatientTransport()
  private let number = "3254564310"

  init() throws {
    worldline = try ProviderStandIn("worldline")
    provider = try WorldlineFixture.provider(apiBase: worldline.base)
  }

  private func start(
    _ attempt: PaymentAttempt = .sample(startedAt: WorldlineFixture.now)
  ) throws -> KnownPayment {
    let started = try provider.start(attempt, over: transport)
    _ = try worldline.received()
    return KnownPayment(
      reference: attempt.reference, amount: attempt.amount,
      providerReference: started.providerReference, identifiers: started.identifiers,
      startedAt: attempt.startedAt, method: nil)
  }

  /// Has something happen at the stand-in.
  private func tell(_ path: String, _ body: JSONValue) throws {
    _ = try transport.send(HTTPRequest(.post, "\(worldline.base)/_\(path)", body: body.utf8))
    _ = try worldline.received()
  }

  /// Has the customer try to pay on the page, and the page end.
  private func pay(
    _ payment: KnownPayment, _ status: String = "CAPTURED", _ code: Int64 = 9,
    id: String = "3254564310_0", page: String = "PAYMENT_CREATED"
  ) throws {
    let name = JSONValue.string(payment.providerReference ?? "")
    try tell(
      "payment",
      ["page": name, "id": .string(id), "status": .string(status), "code": .integer(code)])
    try tell("page", ["page": name, "status": .string(page)])
  }

  private func operate(
    _ status: String, _ code: Int64, _ amount: Int64, at time: String? = nil
  ) throws {
    try tell(
      "operation",
      .present([
        ("payment", .string("\(number)_0")), ("status", .string(status)), ("code", .integer(code)),
        ("amount", .integer(amount)), ("at", time.map { .string($0) }),
      ]))
  }

  private func status(_ payment: KnownPayment) throws -> [PaymentEvent] {
    try provider.status(of: payment, over: transport, now: WorldlineFixture.now)
  }

  private func refund(
    _ payment: KnownPayment, _ amount: Int64, _ reference: String
  ) throws -> RefundAnswer {
    try provider.refund(
      RefundRequest(
        reference: reference, amount: Amount(minorUnits: amount, currency: .euro), isRest: false,
        requestedAt: WorldlineFixture.now),
      of: payment, over: transport)
  }

  @Test("a page is opened as Worldline documents it, once however often it is asked for")
  func open() throws {
    let attempt = PaymentAttempt.sample(
      buyer: Buyer(name: "Zoé d’Été", email: "zoe@example.org", city: "Liège", country: "BE"),
      startedAt: WorldlineFixture.now)
    let started = try provider.start(attempt, over: transport)
    #expect(started.next == .redirect(url: "\(worldline.base)/hostedcheckout/4501638560"))
    #expect(started.providerReference == "4501638560")
    #expect(started.identifiers == ["hostedcheckout/4501638560"])
    #expect(started.pageEndsAt == attempt.expiresAt)
    #expect(try provider.start(attempt, over: transport) == started)
    let request = try #require(try worldline.received().first)
    #expect(request["method"] == "POST" && request["path"] == "/v2/SELLER/hostedcheckouts")
    #expect(request["headers"]?["x-gcs-idempotence-key"]?.string == attempt.reference)
    #expect(request["headers"]?["content-type"] == "application/json")
    #expect(request["headers"]?["date"] == "Mon, 21 Sep 2026 14:13:20 GMT")
    let body = try JSONValue(parsing: Array(request["body"]?.string.map { Array($0.utf8) } ?? []))
    #expect(
      body == [
        "order": [
          "amountOfMoney": ["amount": 12_990, "currencyCode": "EUR"],
          "customer": [
            "billingAddress": ["countryCode": "BE"],
            "contactDetails": ["emailAddress": "zoe@example.org"],
          ],
          "references": ["merchantReference": "K7M3Q9XT2V8B4NC5"],
        ],
        "hostedCheckoutSpecificInput": [
          "locale": "fr_FR", "returnUrl": .string(attempt.returnAddress), "sessionTimeout": 60,
          "showResultPage": false,
        ],
        "cardPaymentMethodSpecificInput": ["authorizationMode": "SALE"],
        "mobilePaymentMethodSpecificInput": ["authorizationMode": "SALE"],
        "redirectPaymentMethodSpecificInput": ["requiresApproval": false],
        "feedbacks": ["webhooksUrls": ["https://pay.example/callback/worldline"]],
      ])
  }

  @Test(
    "a page is open as long as the attempt, from ten minutes to a day",
    arguments: [(60, 10), (3600, 60), (3601, 61), (86_400, 1440), (864_000, 1440)]
      as [(Int64, Int64)])
  func lifetime(_ seconds: Int64, _ minutes: Int64) throws {
    let attempt = PaymentAttempt.sample(
      language: "en", buyer: Buyer(name: "A", email: "\(String(repeating: "a", count: 70))@x.fr"),
      startedAt: WorldlineFixture.now, lifetime: seconds)
    let checkout = try WorldlineCheckout(attempt)
    let input = checkout.body["hostedCheckoutSpecificInput"]
    #expect(input?["sessionTimeout"] == .integer(minutes) && input?["locale"] == "en_GB")
    #expect(checkout.end == WorldlineFixture.now + Seconds(minutes * 60))
    #expect(checkout.body["order"]?["customer"] == [:])
  }

  @Test("an open page tells nothing; a payment on it is told, the same each time")
  func status() throws {
    let payment = try start()
    #expect(try status(payment).isEmpty)
    try pay(payment, "REDIRECTED", 46, page: "IN_PROGRESS")
    #expect(try status(payment).map(\.kind) == [.pending])
    try pay(payment)
    let events = try status(payment)
    #expect(events.map(\.kind) == [.paid])
    #expect(events[0].transaction?.name == number)
    #expect(events[0].identifiers == [number] + payment.identifiers)
    #expect(events[0].reference == payment.reference && events[0].method == "card")
    #expect(events[0].at == payment.startedAt)
    #expect(try status(payment) == events)
    #expect(PaymentFold(events, asked: payment.amount).state == .paid)
    let paths = try worldline.received().compactMap { $0["path"]?.string }
    #expect(
      Set(paths) == [
        "/v2/SELLER/hostedcheckouts/4501638560", "/v2/SELLER/payments/\(number)_0/details",
      ])
  }

  @Test("of a page that ended without a payment the attempt is canceled, the same each time")
  func ended() throws {
    let payment = try start()
    try tell(
      "page",
      ["page": .string(payment.providerReference ?? ""), "status": "CANCELLED_BY_CONSUMER"])
    let events = try status(payment)
    #expect(events.map(\.kind) == [.canceled] && events[0].transaction == nil)
    #expect(try status(payment) == events)
    // One that was tried before failed.
    try pay(payment, "REJECTED", 2, page: "CANCELLED_BY_CONSUMER")
    #expect(try status(payment).map(\.kind) == [.failed])
  }

  @Test("a page that is forgotten tells nothing, but the payments that are known are asked about")
  func forgotten() throws {
    let payment = try start()
    try pay(payment)
    var lost = payment
    lost.identifiers = ["hostedcheckout/99"]
    #expect(try status(lost).isEmpty)
    lost.identifiers.append(number)
    #expect(try status(lost).map(\.kind) == [.paid])
    lost.identifiers = []
    #expect(try status(lost).isEmpty)
  }

  @Test("each try of the customer's is a payment of its own")
  func tries() throws {
    var payment = try start()
    try pay(payment, "REJECTED", 2, id: "3254564309_0", page: "IN_PROGRESS")
    payment.identifiers.append("3254564309")
    try pay(payment)
    let events = try status(payment)
    #expect(events.map(\.kind) == [.failed, .paid])
    #expect(Set(events.map(\.movement)).count == 2)
    #expect(PaymentFold(events, asked: payment.amount).state == .paid)
  }

  @Test("an authorisation is captured, given back in part, and what failed is not; times are kept")
  func operations() throws {
    let payment = try start()
    try pay(payment, "PENDING_CAPTURE", 5)
    #expect(try status(payment).map(\.kind) == [.authorized])
    try operate("CAPTURED", 9, 12_990, at: "2026-09-21T16:20:00.000+02:00")
    try operate("REFUNDED", 8, 2990, at: "2026-09-22T16:20:00.000+02:00")
    try operate("REJECTED", 83, 1000)
    let events = try status(payment)
    #expect(events.map(\.kind) == [.authorized, .paid, .refunded, .refundFailed])
    #expect(events[1].at.description == "2026-09-21T14:20:00Z")
    #expect(events[2].subject == "\(number)_2" && events[3].subject == "\(number)_3")
    let fold = PaymentFold(events.reversed(), asked: payment.amount)
    #expect(fold.state == .partiallyRefunded && fold.refunded == 2990)
    #expect(Set(events.map(\.id)).count == 4)
  }

  @Test("a refund is asked for once, and found when it is done")
  func refunds() throws {
    let payment = try start()
    try pay(payment)
    let answer = try refund(payment, 345, "REFUND1")
    #expect(try refund(payment, 345, "REFUND1") == answer)
    #expect(answer == RefundAnswer(providerReference: "\(number)_1", events: []))
    let request = try #require(try worldline.received().last)
    #expect(request["path"]?.string == "/v2/SELLER/payments/\(number)_0/refund")
    #expect(request["headers"]?["x-gcs-idempotence-key"] == "REFUND1")
    #expect(try status(payment).map(\.kind) == [.paid])
    #expect(throws: ProviderError.self) { try refund(payment, 346, "REFUND1") }
  }

  @Test("what was not paid cannot be given back, and a refund that is declined says so")
  func noRefund() throws {
    let payment = try start()
    let unpaid = #expect(throws: ProviderError.self) { try refund(payment, 1, "R1") }
    #expect(unpaid == WorldlineProvider.nothingPaid(of: payment.reference))
    try pay(payment)
    let declined: JSONValue = [
      "id": "3254564310_1", "status": "REJECTED",
      "statusOutput": ["statusCode": 83, "errors": [["errorCode": "50001127"]]],
    ]
    try worldline.answer([["status": 201, "body": declined, "for": "/refund"]])
    let error = #expect(throws: ProviderError.self) { try refund(payment, 1, "R2") }
    #expect(error == WorldlineProvider.rejected("50001127"))
  }

  @Test("a webhook stands alone, unless it does not say how much was given back")
  func confirm() throws {
    let payment = try start()
    try pay(payment)
    try operate("REFUNDED", 8, 2990)
    let confirmed = { (event: JSONValue) throws -> [PaymentEvent]? in
      let request = try provider.webhookSignature.request(bringing: event.utf8)
      let callback = try provider.verify(request, now: WorldlineFixture.now)
      return try provider.confirm(callback, of: payment, over: transport, now: .now)
    }
    #expect(try confirmed(WorldlineFixture.event()) == nil)
    let vague = WorldlineFixture.event("payment.refunded", "REFUNDED", code: 8)
    #expect(try confirmed(vague)?.map(\.kind) == [.paid, .refunded])
  }

  @Test("by what customers can pay is told by its products, as far as they are known here")
  func means() throws {
    let taken = try provider.api((any MeansTeller).self, transport)?.takenMeans()
    #expect(taken?.means == [.card, .paypal, .wallet, .bankDebit, .payByBank])
    #expect(taken?.schemes == [.cb, .visa, .mastercard])
  }

  @Test("good credentials are told from wrong ones, whose secret is not repeated")
  func credentials() throws {
    try provider.checkCredentials(over: transport)
    for changes in [
      ["secret": "wr0ngwr0ngwr0ngwr0ng"], ["key-id": "other"], ["merchant-id": "OTHER"],
    ] {
      let wrong = try WorldlineFixture.provider(.test, changes, apiBase: worldline.base)
      let error = #expect(throws: ProviderError.self) {
        try wrong.checkCredentials(over: transport)
      }
      guard case .rejected = error else { return #expect(Bool(false), "\(error as Any)") }
      #expect(error?.text.en.contains("wr0ng") == false)
      #expect(error?.text.en.contains("900") == true)
    }
  }

  @Test(
    "an answer that is none is told, and never with the secret",
    arguments: [
      ["status": 403, "body": "no"], ["status": 500, "body": [:]],
      ["status": 200, "body": "<html>"], ["status": 200, "body": [:]],
      ["status": 200, "body": ["status": 7]],
      [
        "status": 200,
        "body": ["status": "PAYMENT_CREATED", "createdPaymentOutput": ["payment": ["id": "a"]]],
      ],
      [
        "status": 400,
        "body": [
          "errors": [
            ["errorCode": "50001111", "message": "q7Zk1mTqXw3rVb8yNc5uHg2eJd9sLf6aPo4iRt0vKxE="]
          ]
        ],
      ],
    ] as [JSONValue])
  func failures(_ answer: JSONValue) throws {
    let payment = try start()
    try worldline.answer(Array(repeating: answer, count: 4))
    let error = try #require(throws: ProviderError.self) { try status(payment) }
    #expect(!error.text.en.contains("q7Zk1m") && !error.text.fr.contains("q7Zk1m"))
    switch error {
    case .rejected, .unreadable, .unreachable: break
    default: Issue.record("\(error)")
    }
  }

  @Test("the payment of another page, or another payment's operations, are told")
  func others() throws {
    let payment = try start()
    try pay(payment)
    try worldline.answer([
      ["status": 200, "body": ["id": "1_0", "status": "CAPTURED"], "for": "/details"]
    ])
    let error = #expect(throws: ProviderError.self) { try status(payment) }
    guard case .unreadable = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("a customer is sent to no page but a secure one", arguments: ["http", "javascript"])
  func elsewhere(_ scheme: String) throws {
    let opened: JSONValue = [
      "hostedCheckoutId": "1", "redirectUrl": .string("\(scheme)://worldline.example/i"),
    ]
    try worldline.answer([["status": 201, "body": opened]])
    let error = #expect(throws: ProviderError.self) { try start() }
    guard case .unreadable = error else { return #expect(Bool(false), "\(error as Any)") }
  }

  @Test("a server that is busy is asked again, one that hangs is unreachable")
  func busy() throws {
    let payment = try start()
    try worldline.answer([["status": 429, "body": [:], "headers": ["Retry-After": "0"]]])
    #expect(try status(payment).isEmpty)
    try worldline.answer(Array(repeating: ["hold": true], count: 4))
    let error = try #require(throws: ProviderError.self) { try status(payment) }
    guard case .unreachable = error else { return #expect(Bool(false), "\(error)") }
  }
}
