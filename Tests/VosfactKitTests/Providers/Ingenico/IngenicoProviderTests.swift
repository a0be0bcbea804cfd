import Localization
import Testing

@testable import VosfactKit

@Suite struct IngenicoProviderTests {
  private let provider: IngenicoProvider
  private let asked = Amount(minorUnits: 12_345, currency: .euro)

  init() throws {
    provider = try IngenicoFixture.provider()
  }

  private func events(_ changes: [String: String?]) throws -> [PaymentEvent] {
    try provider.verify(
      IngenicoFixture.feedback(changes, for: provider), now: IngenicoFixture.now
    ).events
  }

  @Test(
    "each status means what Ingenico's guide says",
    arguments: [
      ("0", PaymentEvent.Kind.pending), ("1", .canceled), ("2", .failed), ("4", .pending),
      ("40", .pending), ("41", .pending), ("46", .pending), ("5", .paid), ("50", .pending),
      ("51", .pending), ("52", .pending), ("55", .pending), ("56", .pending), ("57", .pending),
      ("59", .pending), ("6", .reversed), ("64", .reversed), ("61", nil), ("62", nil),
      ("63", nil), ("7", .reversed), ("75", .reversed), ("71", nil), ("72", nil), ("73", nil),
      ("74", nil), ("8", .refunded), ("85", .refunded), ("81", nil), ("82", nil),
      ("83", .refundFailed), ("84", .disputed), ("9", .paid), ("95", .paid), ("91", .processing),
      ("92", .pending), ("97", .pending), ("98", .pending), ("99", .pending), ("93", .reversed),
      ("94", .refundFailed), ("33", nil),
    ] as [(String, PaymentEvent.Kind?)])
  func status(_ status: String, _ kind: PaymentEvent.Kind?) throws {
    #expect(try events(["STATUS": status]).map(\.kind) == [kind].compactMap(\.self))
  }

  @Test(
    "an accepted order to debit is under way, one whose result is unknown is not",
    arguments: [
      ("41", PaymentEvent.Kind.processing), ("5", .processing), ("50", .processing),
      ("51", .processing), ("91", .processing), ("99", .processing), ("4", .pending),
      ("52", .pending), ("92", .pending), ("9", .paid), ("95", .paid), ("2", .failed),
      ("93", .reversed),
    ])
  func directDebit(_ status: String, _ kind: PaymentEvent.Kind) throws {
    #expect(try events(["STATUS": status, "PM": "Direct Debits DE"]).map(\.kind) == [kind])
  }

  @Test("a debit is under way until it is paid or refused, in whichever order that is told")
  func course() throws {
    let told = { (status: String) in
      try events(["STATUS": status, "PM": "Direct Debits NL", "amount": "123.45"])
    }
    let accepted = try [told("51"), told("91")]
    #expect(
      PaymentFold.course(accepted + [try told("9")], asked: asked)
        == [[0, 12_345], [0, 12_345], [12_345, 0]])
    for status in ["2", "93"] {
      #expect(
        PaymentFold.course(accepted + [try told(status)], asked: asked)
          == [[0, 12_345], [0, 12_345], [0, 0]])
    }
  }

  @Test("an incomplete payment with an error has failed, with that reason")
  func incomplete() throws {
    let event = try #require(try events(["STATUS": "0", "NCERROR": "50001111"]).first)
    #expect(event.kind == .failed && event.reason == "50001111")
  }

  @Test("what was authorised and then cancelled or not captured opens the document again")
  func calledBack() throws {
    let paid = try events(["STATUS": "5"])
    #expect(PaymentFold(paid, asked: asked).state == .paid)
    for status in ["6", "7", "93"] {
      let back = try events(["STATUS": status, "PAYIDSUB": "1"])
      #expect(PaymentFold(paid + back, asked: asked).state == .failed, "\(status)")
    }
  }

  @Test("refunds are counted each by its own number, and one that the bank declined is not")
  func refunds() throws {
    let paid = try events([:])
    let first = try events(["STATUS": "8", "PAYIDSUB": "1", "amount": "23.45"])
    let second = try events(["STATUS": "8", "PAYIDSUB": "2", "amount": "100"])
    let declined = try events(["STATUS": "94", "PAYIDSUB": "2", "amount": "100"])
    let refunded = { (events: [PaymentEvent]) in PaymentFold(events, asked: asked).refunded }
    #expect(refunded(paid + first + first) == 2345)
    #expect(refunded(second + first + paid) == 12_345)
    #expect(refunded(declined + paid + second + first) == 2345)
  }

  @Test("a refund without a number, or a payment without an amount, settles nothing by itself")
  func incompleteMoney() throws {
    #expect(try events(["STATUS": "8", "PAYIDSUB": nil]).first?.amount == nil)
    let event = try #require(try events(["amount": nil, "currency": nil, "TRXDATE": nil]).first)
    let fold = PaymentFold([event], asked: asked)
    #expect(fold.state == .pending && fold.attention == .needsQuery)
    #expect(event.at == UnixTime(startOf: IngenicoFixture.now.date))
  }

  @Test("the same feedback by the customer's browser is a repeat")
  func browser() throws {
    let post = try IngenicoFixture.feedback([:], for: provider)
    let get = try CallbackRequest(
      method: "GET", target: "/callback/ingenico?\(String(decoding: post.body, as: UTF8.self))",
      headers: HTTPHeaders([HTTPHeader]()), body: [])
    let later = IngenicoFixture.now + Seconds(86_400)
    #expect(try provider.verify(get, now: later).events == events([:]))
  }

  @Test(
    "signed fields that are not as documented are kept as not understood",
    arguments: [
      ("orderID", nil), ("orderID", "é"), ("orderID", String(repeating: "A", count: 101)),
      ("PAYID", nil), ("PAYID", "12a"), ("STATUS", nil), ("STATUS", "999"), ("STATUS", "-1"),
      ("amount", "12,5"), ("amount", "1.234"), ("amount", "-1"), ("amount", ".5"),
      ("amount", "1e3"), ("currency", "EURO"), ("TRXDATE", "13/01/26"), ("TRXDATE", "2026-11-23"),
      ("PAYIDSUB", "x"), ("NCERROR", "none"), ("PM", "Credit\u{1B}Card"),
    ] as [(String, String?)])
  func malformed(_ name: String, _ value: String?) throws {
    let verified = try provider.verify(
      IngenicoFixture.feedback([name: value], for: provider), now: IngenicoFixture.now)
    let told = try #require(verified.notUnderstood)
    #expect(verified.events.isEmpty && told.kind.hasPrefix("STATUS "))
    #expect(told.reference == (name == "orderID" ? value : "K7M3Q9XT2V8B4NC5"))
    #expect(told.identifiers == (name == "PAYID" ? [value].compactMap(\.self) : ["3014619998"]))
  }

  @Test("no status is refused, and one that is not documented is kept as not understood")
  func everyStatus() throws {
    let documented = [
      0, 1, 2, 4, 40, 41, 46, 5, 50, 51, 52, 55, 56, 57, 59, 6, 61, 62, 63, 64, 7, 71, 72, 73, 74,
      75, 8, 81,
      82, 83, 84, 85, 9, 91, 92, 93, 94, 95, 97, 98, 99,
    ]
    for status in 0...99 {
      let verified = try provider.verify(
        IngenicoFixture.feedback(["STATUS": String(status)], for: provider),
        now: IngenicoFixture.now)
      #expect((verified.notUnderstood == nil) == documented.contains(status), "\(status)")
      if let told = verified.notUnderstood {
        #expect(told.kind == "STATUS \(status)" && told.reason == .unknownKind)
      }
    }
  }

  @Test(
    "a name that Ingenico has signed counts, whether it is known or was added since",
    arguments: [
      "COMPLETIONID", "REQUESTCOMPLETIONID", "PAYLIBIDREQUEST", "PAYLIBTRANSID", "WALLET", "Added",
      "zadded", "0ADDED",
    ])
  func addedName(_ name: String) throws {
    let told = try events([name: "x1"])
    #expect(try told == events([:]))
    #expect(told.map(\.kind) == [.paid])
    let request = try IngenicoFixture.feedback([name: "x1"], for: provider)
    #expect(IngenicoProvider.resembles(request, now: IngenicoFixture.now))
    for other in ["\(name)=x2", "\(name)=", "", "\(name)2=x1", "\(name)=x1&\(name)=x1"] {
      let text = String(decoding: request.body, as: UTF8.self).replacing("\(name)=x1", with: other)
      let error = #expect(throws: ProviderError.self) { try verified(text) }
      guard case .refused = error else { return #expect(Bool(false), "\(error as Any)") }
    }
  }

  @Test("of what stands unsigned beside a feedback nothing is read, whatever it is called")
  func unsigned() throws {
    let bare = try IngenicoFixture.feedback(
      ["PAYIDSUB": nil, "PM": nil, "NCERROR": nil, "TRXDATE": nil], for: provider)
    let text = String(decoding: bare.body, as: UTF8.self)
    let event = try #require(try verified("\(text)&lang=fr&cart=7").events.first)
    #expect(event.method == nil && event.reason == nil && event.kind == .paid)
    // What is signed in some feedbacks must be so in all of them.
    for name in ["PAYIDSUB=1", "PM=Direct+Debits+DE", "NCERROR=5", "TRXDATE=11%2F23%2F26"] {
      #expect(throws: ProviderError.refused(.forged)) { try verified("\(text)&\(name)") }
    }
    for name in ["PAYIDSUB=1", "NCERROR=5"] {
      #expect(throws: ProviderError.refused(.forged)) { try verified("\(text)&\(name)&lang=fr") }
    }
  }

  @Test("names that were signed since and what stands unsigned may come together")
  func signedSince() throws {
    let added = try IngenicoFixture.feedback(["ADDED": "x1", "ZADDED": "x2"], for: provider)
    let text = String(decoding: added.body, as: UTF8.self)
    for unsigned in [
      "", "&lang=fr", "&wallet=a&lang=fr", "&lang=fr&aaa=1&zzz=2", "&lang=fr&lang=en",
    ] {
      #expect(try verified("\(text)\(unsigned)").events.map(\.kind) == [.paid], "\(unsigned)")
    }
    #expect(throws: ProviderError.refused(.forged)) {
      try verified("\(text.replacing("x1", with: "x9"))&lang=fr")
    }
    // Of one name two values are signed by neither.
    #expect(throws: ProviderError.refused(.forged)) { try verified("\(text)&added=x1") }
    // However many there are, few are tried.
    let many = (0..<900).map { "&u\($0)=1" }.joined()
    #expect(throws: ProviderError.refused(.forged)) { try verified("\(text)\(many)") }
  }

  private func verified(_ body: String) throws -> VerifiedCallback {
    let request = try CallbackRequest(
      method: "POST", target: "/callback/ingenico", headers: HTTPHeaders([HTTPHeader]()),
      body: Array(body.utf8))
    return try provider.verify(request, now: IngenicoFixture.now)
  }

  @Test("what is no form, or an escape cut short, is refused", arguments: ["", "a=%", "{}"])
  func noForm(_ body: String) throws {
    let request = try CallbackRequest(
      method: "POST", target: "/callback/ingenico", headers: HTTPHeaders([HTTPHeader]()),
      body: Array(body.utf8))
    #expect(throws: ProviderError.refused(.notSigned)) {
      try provider.verify(request, now: IngenicoFixture.now)
    }
  }

  @Test("without what it needs it is not enabled, and says what is missing")
  func missing() throws {
    let kit = Kit(database: try .inMemory(), environment: [:], clock: { IngenicoFixture.now })
    let missing = ["pspid", "sha-in", "sha-out", "api-user", "api-password"]
    #expect(throws: ProviderError.notConfigured(provider: "ingenico", missing: missing)) {
      try kit.providers.named("ingenico").enable(.test)
    }
  }
}
