import Testing

@testable import VosfactKit

@Suite struct PayZenProviderTests {
  private let provider: PayZenProvider

  init() throws {
    provider = try PayZenFixture.provider()
  }

  private func events(_ changes: [String: String?]) throws -> [PaymentEvent] {
    try provider.verify(
      PayZenFixture.notification(changes, for: provider), now: PayZenFixture.now
    ).events
  }

  @Test(
    "each status of a payment means what PayZen's guide says",
    arguments: [
      ("AUTHORISED", PaymentEvent.Kind.paid), ("CAPTURED", .paid), ("ACCEPTED", .paid),
      ("AUTHORISED_TO_VALIDATE", .pending), ("WAITING_AUTHORISATION", .pending),
      ("WAITING_AUTHORISATION_TO_VALIDATE", .pending), ("UNDER_VERIFICATION", .pending),
      ("INITIAL", .pending), ("PRE_AUTHORISED", .pending), ("WAITING_FOR_PAYMENT", .pending),
      ("SUSPENDED", .pending), ("PENDING", .pending), ("CAPTURE_PENDING", .pending),
      ("PARTIALLY_AUTHORISED", .pending), ("REFUSED", .failed), ("ERROR", .failed),
      ("CAPTURE_FAILED", .reversed), ("EXPIRED", .expired), ("ABANDONED", .canceled),
      ("CANCELLED", .canceled), ("CANCELED", .canceled), ("NOT_CREATED", .canceled),
      ("SOMETHING_NEW", nil),
    ] as [(String, PaymentEvent.Kind?)])
  func debit(_ status: String, _ kind: PaymentEvent.Kind?) throws {
    #expect(try events(["vads_trans_status": status]).map(\.kind) == [kind].compactMap(\.self))
  }

  @Test(
    "each status of a direct debit that was only accepted says that its money is under way",
    arguments: [
      ("AUTHORISED", PaymentEvent.Kind.processing), ("AUTHORISED_TO_VALIDATE", .processing),
      ("WAITING_AUTHORISATION", .processing), ("UNDER_VERIFICATION", .processing),
      ("WAITING_FOR_PAYMENT", .pending), ("INITIAL", .pending), ("CAPTURED", .paid),
      ("REFUSED", .reversed), ("CAPTURE_FAILED", .reversed), ("CANCELLED", .canceled),
      ("EXPIRED", .expired),
    ])
  func directDebit(_ status: String, _ kind: PaymentEvent.Kind) throws {
    let event = try #require(
      try events(["vads_trans_status": status, "vads_card_brand": "SDD"]).first)
    #expect(event.kind == kind)
    #expect(event.method == "sepa_debit" && event.transaction?.name == event.identifiers.first)
  }

  @Test("a direct debit is under way until it is captured, and a refusal undoes it even then")
  func course() throws {
    let told = try ["AUTHORISED", "CAPTURED", "REFUSED"].map { status in
      try events(["vads_trans_status": status, "vads_card_brand": "SDD"])
    }
    let asked = Amount(minorUnits: 12_345, currency: .euro)
    #expect(PaymentFold.course(told, asked: asked) == [[0, 12_345], [12_345, 0], [0, 0]])
    let refused = [told[0], told[2]]
    #expect(PaymentFold.course(refused, asked: asked) == [[0, 12_345], [0, 0]])
    #expect(PaymentFold(refused.flatMap(\.self), asked: asked).state == .failed)
  }

  @Test(
    "each status of a refund means what PayZen's guide says",
    arguments: [
      ("AUTHORISED", PaymentEvent.Kind.refunded), ("CAPTURED", .refunded),
      ("REFUSED", .refundFailed), ("REFUND_TO_RETRY", nil), ("WAITING_AUTHORISATION", nil),
    ] as [(String, PaymentEvent.Kind?)])
  func credit(_ status: String, _ kind: PaymentEvent.Kind?) throws {
    let found = try events(["vads_trans_status": status, "vads_operation_type": "CREDIT"])
    #expect(found.map(\.kind) == [kind].compactMap(\.self))
    // A refund is known by its own id, which is no name of the payment.
    #expect(found.allSatisfy { $0.subject == "275cbf08cf8ae211757783a7d8d1c039" })
    #expect(found.allSatisfy { $0.identifiers.isEmpty })
  }

  @Test("a card that is only looked at is of no concern")
  func verification() throws {
    #expect(try events(["vads_operation_type": "VERIFICATION"]).isEmpty)
  }

  @Test("a notification that is sent again says the same, whatever made PayZen send it")
  func sentAgain() throws {
    let told = try events(["vads_url_check_src": "PAY", "vads_hash": "a"])
    #expect(told.map(\.kind) == [.paid])
    for source in ["BO", "BATCH_AUTO", "RETRY"] {
      #expect(try events(["vads_url_check_src": source, "vads_hash": "b"]) == told)
    }
  }

  @Test(
    "what was authorised and then called back or not captured opens the document again",
    arguments: ["CANCELLED", "CAPTURE_FAILED"])
  func calledBack(_ status: String) throws {
    let paid = try events([:])
    let back = try events(["vads_trans_status": status, "vads_auth_result": "00"])
    let asked = Amount(minorUnits: 12_345, currency: .euro)
    #expect(PaymentFold(paid, asked: asked).state == .paid)
    #expect(PaymentFold(paid + back, asked: asked).state == .failed)
  }

  @Test("a customer who left before there was a transaction is told by the attempt's number")
  func abandoned() throws {
    let event = try #require(
      try events([
        "vads_trans_status": "ABANDONED", "vads_trans_uuid": nil, "vads_operation_type": nil,
      ]).first)
    #expect(event.identifiers == ["2026-11-23/541495"])
  }

  @Test(
    "a word that is not known is kept as not understood",
    arguments: [
      ["vads_trans_status": "NEW_STATE"], ["vads_operation_type": "NEW"],
      ["vads_operation_type": "CREDIT", "vads_trans_status": "NEW"],
    ] as [[String: String?]])
  func unknownWord(_ changes: [String: String?]) throws {
    let verified = try provider.verify(
      PayZenFixture.notification(changes, for: provider), now: PayZenFixture.now)
    #expect(verified.events.isEmpty && verified.notUnderstood != nil)
    #expect(verified.reply?.hasPrefix("OK") == true)
  }

  @Test(
    "what is not as documented is refused, as the names of fields are not signed",
    arguments: [
      ["vads_trans_date": "20261323200000"], ["vads_trans_date": "now"], ["vads_amount": nil],
      ["vads_trans_status": ""], ["vads_trans_id": nil], ["vads_operation_type": nil],
      ["vads_trans_uuid": nil],
      ["vads_operation_type": nil, "vads_trans_uuid": nil], ["vads_auth_result": nil],
      ["vads_effective_creation_date": nil],
    ] as [[String: String?]])
  func malformed(_ changes: [String: String?]) throws {
    let error = #expect(throws: ProviderError.self) { try events(changes) }
    guard case .refused(.malformed) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }

  @Test("what is of no order, as a card that is registered, is none of ours")
  func registration() throws {
    for changes in [
      ["vads_order_id": nil],
      [
        "vads_page_action": "REGISTER", "vads_order_id": nil, "vads_trans_status": nil,
        "vads_trans_id": nil, "vads_trans_uuid": nil, "vads_trans_date": nil,
        "vads_operation_type": "VERIFICATION", "vads_identifier_status": "CREATED",
      ],
    ] as [[String: String?]] {
      let verified = try provider.verify(
        PayZenFixture.notification(changes, for: provider), now: PayZenFixture.now)
      #expect(verified == VerifiedCallback(events: [], reply: "OK-vosfact"))
    }
  }

  @Test("what does not say in which mode it is is refused")
  func noMode() throws {
    let error = #expect(throws: ProviderError.self) { try events(["vads_ctx_mode": "LIVE"]) }
    guard case .refused(.malformed) = error else {
      return #expect(Bool(false), "\(error as Any)")
    }
  }

  @Test(
    "no status of any operation that PayZen's guide has is refused, and all are understood",
    arguments: ["DEBIT", "CREDIT", "VERIFICATION"])
  func everyStatus(_ operation: String) throws {
    for status in """
    ABANDONED ACCEPTED AUTHORISED AUTHORISED_TO_VALIDATE CANCELED CANCELLED CAPTURED CAPTURE_FAILED CAPTURE_PENDING \
    ERROR EXPIRED INITIAL NOT_CREATED PARTIALLY_AUTHORISED PENDING PRE_AUTHORISED REFUND_TO_RETRY REFUSED SUSPENDED \
    UNDER_VERIFICATION WAITING_AUTHORISATION WAITING_AUTHORISATION_TO_VALIDATE WAITING_FOR_PAYMENT
    """.split(separator: " ").map(String.init)
    where operation != "DEBIT" || status != "REFUND_TO_RETRY" {
      for brand in ["CB", "SDD"] {
        let verified = try provider.verify(
          PayZenFixture.notification(
            [
              "vads_operation_type": operation, "vads_trans_status": status,
              "vads_card_brand": brand,
            ], for: provider), now: PayZenFixture.now)
        #expect(verified.notUnderstood == nil, "\(operation) \(status)")
      }
    }
  }

  @Test("an amount in a currency that PayZen does not have is not known", arguments: ["999", "1"])
  func unknownCurrency(_ number: String) throws {
    #expect(try events(["vads_currency": number]).first?.amount == nil)
  }

  @Test("another shop's callback, or another mode's, is refused")
  func otherShop() throws {
    for changes in [["vads_site_id": "87654321"], ["vads_ctx_mode": "PRODUCTION"]] {
      #expect(throws: ProviderError.refused(.wrongMode(expected: .test))) { try events(changes) }
    }
  }

  /// The message of the newer channel that says `answer`.
  private func answer(_ answer: String) throws -> CallbackRequest {
    let key = Array("testpassword_DEMO123".utf8)
    let hash = try #require(HMAC(.sha256, key: key)?.code(of: Array(answer.utf8))).hexadecimal
    let fields = [
      (name: "kr-hash-algorithm", value: "sha256_hmac"), (name: "kr-hash-key", value: "password"),
      (name: "kr-hash", value: hash), (name: "kr-answer", value: answer),
    ]
    return try CallbackRequest(
      method: "POST", target: "/callback/payzen", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody(fields).bytes)
  }

  @Test(
    "a signed message of the newer channel that is not as documented is kept as not understood",
    arguments: [
      "", "{", "[]", "{}", #"{"orderDetails":{"mode":"LIVE"},"shopId":"12345678"}"#,
      #"{"orderDetails":{"mode":"TEST"},"transactions":[]}"#,
      #"{"orderDetails":{"mode":"TEST"},"shopId":"12345678"}"#,
      #"{"orderDetails":{"mode":"TEST"},"shopId":"12345678","transactions":[1]}"#,
      #"{"orderDetails":{"mode":"TEST"},"shopId":"12345678","transactions":[{"operationType":"NEW"}]}"#,
      #"""
      {"orderDetails":{"mode":"TEST"},"shopId":"12345678","transactions":[{"operationType":"DEBIT",\#
      "uuid":"../275cbf08cf8ae211757783a7d8d1","currency":"EUR"}]}
      """#,
    ])
  func malformedAnswer(_ answer: String) throws {
    let callback = try self.answer(answer)
    let verified = try provider.verify(callback, now: PayZenFixture.now)
    #expect(verified.events.isEmpty && verified.notUnderstood?.kind == "kr-answer")
    #expect(verified.reply == "OK-vosfact")
  }

  @Test(
    "of the newer channel another shop's message, or another mode's, is refused however it is written",
    arguments: [
      #"{"shopId":"87654321"}"#, #"{"orderDetails":{"mode":"PRODUCTION"}}"#,
      #"{"orderDetails":{"mode":"TEST"},"shopId":"87654321","transactions":[]}"#,
    ])
  func otherShopsAnswer(_ answer: String) throws {
    let callback = try self.answer(answer)
    #expect(throws: ProviderError.refused(.wrongMode(expected: .test))) {
      try provider.verify(callback, now: PayZenFixture.now)
    }
  }

  @Test("the newer channel is refused when its keys are not set")
  func unsetKeys() throws {
    let vector = try #require(PayZenVector.all.first { $0.name == "rest-return-hmac-key" })
    let provider = try PayZenFixture.provider(hmacKey: nil)
    #expect(throws: ProviderError.refused(.notSigned)) {
      try provider.verify(vector.request(), now: PayZenFixture.now)
    }
  }

  @Test("a shop's number has eight digits", arguments: ["1234567", "123456789", "1234567a", ""])
  func siteID(_ text: String) throws {
    #expect(throws: ProviderError.self) { try PayZenFixture.provider(site: text) }
  }

  @Test("live and test mode say what is missing; simulated mode needs nothing")
  func missing() throws {
    #expect(
      throws: ProviderError.notConfigured(
        provider: "payzen", missing: ["site-id", "key"])
    ) { try PayZenFixture.provider(.live, site: nil, key: nil, password: nil) }
    // Without it payments ask for attention.
    _ = try PayZenFixture.provider(.live, password: nil, hmacKey: nil)
    _ = try PayZenFixture.provider(.simulated, site: nil, key: nil, password: nil, hmacKey: nil)
  }

  @Test(
    "PayZen takes an amount, or says why not",
    arguments: [
      ("12.30", "EUR", true), ("1200", "JPY", true), ("1200", "IDR", true),
      ("1200.50", "IDR", false), ("1.234", "KWD", true), ("1", "KPW", false), ("0", "EUR", false),
    ])
  func amounts(_ text: String, _ code: String, _ isTaken: Bool) throws {
    let amount = try Amount(text, currency: #require(Currency(code: code)))
    if isTaken {
      try PayZenProvider.check(amount)
    } else {
      let error = #expect(throws: ProviderError.self) { try PayZenProvider.check(amount) }
      guard case .unsupportedAmount = error else {
        return #expect(Bool(false), "\(error as Any)")
      }
    }
  }

  @Test(
    "a simulated callback is what PayZen would send",
    arguments: [
      (SimulatedOutcome.paid, PaymentEvent.Kind.paid), (.pending, .pending),
      (.processing, .processing), (.failed, .failed), (.expired, .expired), (.canceled, .canceled),
      (.refunded, .refunded),
    ])
  func simulation(_ outcome: SimulatedOutcome, _ kind: PaymentEvent.Kind) throws {
    let payment = PayZenFixture.payment()
    let request = try provider.simulate(
      outcome, of: payment, amount: payment.amount, now: PayZenFixture.now, random: .system)
    let event = try #require(try provider.verify(request, now: PayZenFixture.now).events.first)
    #expect(event.kind == kind)
    #expect(event.amount == payment.amount)
    #expect(event.reference == payment.reference)
  }

  @Test(
    "a simulated debit that is under way goes on as the same transaction",
    arguments: [
      (SimulatedOutcome.paid, PaymentEvent.Kind.paid), (.failed, .reversed), (.expired, .expired),
    ])
  func simulatedDebit(_ outcome: SimulatedOutcome, _ kind: PaymentEvent.Kind) throws {
    var payment = PayZenFixture.payment()
    payment.underWay = String(repeating: "a", count: 32)
    let request = try provider.simulate(
      outcome, of: payment, amount: payment.amount, now: PayZenFixture.now, random: .system)
    let event = try #require(try provider.verify(request, now: PayZenFixture.now).events.first)
    #expect(event.kind == kind && event.transaction?.name == payment.underWay)
  }

  @Test(
    "PayZen never tells of a dispute",
    arguments: SimulatedOutcome.allCases.filter(\.isAboutDispute))
  func disputed(_ outcome: SimulatedOutcome) throws {
    #expect(throws: ProviderError.neverSends(provider: "payzen", outcome: outcome.rawValue)) {
      try provider.simulate(
        outcome, of: PayZenFixture.payment(), amount: PayZenFixture.payment().amount,
        now: PayZenFixture.now, random: .system)
    }
  }

  @Test("random changes of a genuine callback never break the reader")
  func mutations() throws {
    var generator = SeededGenerator(seed: 7)
    let genuine = try PayZenFixture.notification([:], for: provider)
    for _ in 0..<2000 {
      var body = genuine.body
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<body.count, using: &generator)
        body[place] = UInt8.random(in: 0...255, using: &generator)
      }
      let altered = try CallbackRequest(
        method: "POST", target: "/", headers: genuine.headers, body: body)
      if let verified = try? provider.verify(altered, now: PayZenFixture.now) {
        #expect(verified.events.allSatisfy { $0.amount?.minorUnits ?? 0 == 12_345 })
      }
    }
  }
}
