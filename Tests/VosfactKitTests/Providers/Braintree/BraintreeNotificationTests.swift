import Testing

@testable import VosfactKit

/// A notification of Braintree's, and what it must be read as.
struct BraintreeMessage: Sendable, CustomTestStringConvertible {
  let kind: String
  let subject: String
  /// Kind, amount, reference, names and subject of the event; `nil` if there is none.
  let expected: String?

  var testDescription: String { "\(kind) \(subject)" }

  static let sale = transaction("sale", "<refunded-transaction-id nil=\"true\"/>")
  static let credit = transaction(
    "credit", "<refunded-transaction-id>sale0001</refunded-transaction-id>", id: "cred0001")

  /// Some notifications leave out what kind of transaction theirs is.
  static let untyped = credit.replacing("<type>credit</type>", with: "")

  private static func transaction(_ type: String, _ more: String, id: String = "sale0001") -> String
  {
    """
    <transaction><id>\(id)</id><type>\(type)</type><amount>100</amount>\
    <currency-iso-code>EUR</currency-iso-code><order-id>K7M3</order-id>\(more)\
    <payment-instrument-type>us_bank_account</payment-instrument-type></transaction>
    """
  }

  static let dispute = """
    <dispute><id>disp0001</id><amount-disputed>40.0</amount-disputed>\
    <currency-iso-code>EUR</currency-iso-code><reason>fraud</reason>\
    <transaction><id>sale0001</id><order-id nil="true"/></transaction></dispute>
    """

  static func local(_ name: String, _ more: String = "") -> String {
    "<\(name)><payment-id>PAY-1</payment-id>\(more)</\(name)>"
  }

  static let all: [BraintreeMessage] =
    [
      .init(
        kind: "transaction_settled", subject: sale, expected: "paid 100.00 K7M3 sale0001 sale0001"),
      .init(
        kind: "transaction_settled", subject: credit,
        expected: "refunded 100.00 K7M3 sale0001 cred0001"),
      .init(
        kind: "transaction_settlement_declined", subject: sale,
        expected: "reversed 100.00 K7M3 sale0001 sale0001"),
      .init(
        kind: "transaction_settlement_declined", subject: credit,
        expected: "refund_failed 100.00 K7M3 sale0001 cred0001"),
      .init(
        kind: "refund_failed", subject: credit,
        expected: "refund_failed 100.00 K7M3 sale0001 cred0001"),
      .init(
        kind: "refund_failed", subject: untyped,
        expected: "refund_failed 100.00 K7M3 sale0001 cred0001"),
      .init(
        kind: "local_payment_completed",
        subject: local("local-payment", sale.replacing("<type>sale</type>", with: "")),
        expected: "processing 100.00 K7M3 PAY-1,sale0001 -"),
      .init(
        kind: "local_payment_completed", subject: local("local-payment"),
        expected: "processing - - PAY-1 -"),
      .init(
        kind: "local_payment_completed", subject: local("local-payment", sale),
        expected: "processing 100.00 K7M3 PAY-1,sale0001 -"),
      .init(
        kind: "local_payment_funded", subject: local("local-payment-funded", sale),
        expected: "paid 100.00 K7M3 PAY-1,sale0001 sale0001"),
      .init(
        kind: "local_payment_expired", subject: local("local-payment-expired"),
        expected: "expired - - PAY-1 -"),
      .init(
        kind: "local_payment_reversed", subject: local("local-payment-reversed"),
        expected: "reversed - - PAY-1 -"),
      .init(
        kind: "transaction_disbursed",
        subject: sale.replacing("<type>", with: "<status>settled</status><type>"),
        expected: "paid 100.00 K7M3 sale0001 sale0001"),
      .init(kind: "transaction_disbursed", subject: sale, expected: nil),
      .init(
        kind: "transaction_disbursed",
        subject: credit.replacing("<type>", with: "<status>settled</status><type>"), expected: nil),
    ] + disputes + retrievals + ignored

  private static let disputes = [
    ("dispute_opened", "disputed"), ("dispute_under_review", "disputed"),
    ("dispute_disputed", "disputed"), ("dispute_expired", "disputed"),
    ("dispute_lost", "dispute_lost"), ("dispute_accepted", "dispute_lost"),
    ("dispute_auto_accepted", "dispute_lost"), ("dispute_won", "dispute_won"),
  ].map { kind, told in
    BraintreeMessage(
      kind: kind, subject: dispute, expected: "\(told) 40.00 - sale0001 disp0001")
  }

  /// A retrieval takes nothing, whatever it ends with.
  private static let retrievals = [
    ("dispute_opened", "disputed"), ("dispute_expired", "dispute_won"),
    ("dispute_lost", "dispute_won"), ("dispute_won", "dispute_won"),
  ].map { kind, told in
    BraintreeMessage(
      kind: kind, subject: dispute.replacing("<reason>", with: "<kind>retrieval</kind><reason>"),
      expected: "\(told) 0.00 - sale0001 disp0001")
  }

  private static let ignored = [
    "transaction_disbursed", "disbursement", "subscription_charged_successfully", "check",
  ].map {
    BraintreeMessage(kind: $0, subject: "<check type=\"boolean\">true</check>", expected: nil)
  }
}

@Suite struct BraintreeNotificationTests {
  private func read(_ message: BraintreeMessage) throws -> [PaymentEvent] {
    let provider = try BraintreeFixture.provider()
    let request = try BraintreeFixture.notification(
      message.kind, message.subject, for: provider)
    return try provider.verify(request, now: BraintreeFixture.now).events
  }

  @Test("a notification is read as what it tells", arguments: BraintreeMessage.all)
  func told(_ message: BraintreeMessage) throws {
    let events = try read(message)
    #expect(
      events.map { event in
        [
          event.kind.rawValue, event.amount?.decimal ?? "-", event.reference ?? "-",
          event.identifiers.joined(separator: ","), event.subject ?? "-",
        ].joined(separator: " ")
      } == [message.expected].compactMap(\.self))
    #expect(events.allSatisfy { $0.at.description == "2026-09-21T14:13:20Z" })
  }

  @Test("a local payment is under way until it is funded, expires or goes back")
  func course() throws {
    let asked = Amount(minorUnits: 10_000, currency: .euro)
    for completed in [
      BraintreeMessage.local("local-payment", BraintreeMessage.sale),
      BraintreeMessage.local("local-payment"),
    ] {
      let accepted = try read(
        .init(kind: "local_payment_completed", subject: completed, expected: nil))
      let funded = try read(
        .init(
          kind: "local_payment_funded",
          subject: BraintreeMessage.local("local-payment-funded", BraintreeMessage.sale),
          expected: nil))
      #expect(
        PaymentFold.course([accepted, funded], asked: asked) == [[0, 10_000], [10_000, 0]])
      for end in ["expired", "reversed"] {
        let ended = try read(
          .init(
            kind: "local_payment_\(end)", subject: BraintreeMessage.local("local-payment-\(end)"),
            expected: nil))
        #expect(PaymentFold.course([accepted, ended], asked: asked) == [[0, 10_000], [0, 0]])
      }
    }
  }

  @Test("the same notification has the same id again, another has another")
  func ids() throws {
    let all = try BraintreeMessage.all.flatMap(read)
    #expect(try BraintreeMessage.all.flatMap(read) == all)
    #expect(Set(all.map(\.id)).count == all.count)
  }

  @Test("an amount without its currency is no amount, so that the provider is asked")
  func noCurrency() throws {
    let sale = BraintreeMessage.sale.replacing(
      "<currency-iso-code>EUR</currency-iso-code>", with: "")
    let events = try read(.init(kind: "transaction_settled", subject: sale, expected: nil))
    #expect(events.map(\.kind) == [.paid])
    #expect(events.first?.amount == nil)
  }

  @Test(
    "a subject that is not as documented is kept as not understood",
    arguments: [
      ("transaction_settled", ""), ("transaction_settled", "<transaction/>"),
      ("transaction_settled", BraintreeMessage.sale + BraintreeMessage.sale),
      (
        "transaction_settled",
        BraintreeMessage.sale.replacing("<type>sale</type>", with: "<type>gift</type>")
      ),
      ("dispute_opened", BraintreeMessage.sale), ("local_payment_completed", ""),
      ("local_payment_funded", BraintreeMessage.local("local-payment-funded")),
      (
        "transaction_settled",
        BraintreeMessage.sale.replacing("sale0001", with: String(repeating: "x", count: 256))
      ),
    ])
  func malformed(_ kind: String, _ subject: String) throws {
    let provider = try BraintreeFixture.provider()
    let verified = try provider.verify(
      BraintreeFixture.notification(kind, subject, for: provider), now: BraintreeFixture.now)
    #expect(verified.events.isEmpty && verified.notUnderstood?.kind == kind)
  }

  @Test("a kind that is new is kept as not understood, with the payment that it is about")
  func newKind() throws {
    let provider = try BraintreeFixture.provider()
    let subject = "<something><more>\(BraintreeMessage.sale)</more></something>"
    let verified = try provider.verify(
      BraintreeFixture.notification("transaction_revived", subject, for: provider),
      now: BraintreeFixture.now)
    #expect(
      verified
        == VerifiedCallback(
          NotUnderstood(
            kind: "transaction_revived", reason: .unknownKind, reference: "K7M3",
            identifiers: ["sale0001"])))
  }

  @Test(
    "what the address signs for whoever asks is no notification",
    arguments: [
      "20f9f8ed05f77439fe955c977e4c8a53", "20f9f8ed05f77439fe955", "20f9f8ed05f77439fe955c97",
    ])
  func ownAnswer(_ digits: String) throws {
    let provider = try BraintreeFixture.provider()
    let answer = try provider.signature.answer(
      to: FormFields([(name: "bt_challenge", value: digits)]))
    let request = try BraintreeFixture.request([
      (name: "bt_signature", value: answer), (name: "bt_payload", value: digits),
    ])
    #expect(throws: ProviderError.refused(.ownMessage)) {
      try provider.verify(request, now: BraintreeFixture.now)
    }
  }

  @Test(
    "a signed payload that is no notification is kept as not understood",
    arguments: [
      ("", "webhook"), ("{}", "webhook"), ("<notification/>", "webhook"),
      ("<!DOCTYPE x><notification/>", "webhook"), ("<a><b></a>", "webhook"),
      ("<notification><kind><![CDATA[check]]></kind></notification>", "webhook"),
      ("<notification><kind>dispute_won</kind></notification>", "dispute_won"),
    ])
  func noNotification(_ payload: String, _ kind: String) throws {
    let provider = try BraintreeFixture.provider()
    let request = try BraintreeFixture.notification(payload, for: provider)
    let verified = try provider.verify(request, now: BraintreeFixture.now)
    #expect(verified.events.isEmpty && verified.notUnderstood?.kind == kind)
  }

  @Test("another merchant's notification is refused, though it is not as documented otherwise")
  func otherMerchant() throws {
    let provider = try BraintreeFixture.provider()
    let request = try BraintreeFixture.notification(
      "<notification><source-merchant-id>other</source-merchant-id></notification>", for: provider)
    #expect(throws: ProviderError.refused(.wrongMode(expected: .test))) {
      try provider.verify(request, now: BraintreeFixture.now)
    }
  }

  @Test("a notification about another merchant is refused, one about ours is taken")
  func merchant() throws {
    let provider = try BraintreeFixture.provider()
    let request = { (merchant: String) in
      try BraintreeFixture.notification(
        "transaction_settled", BraintreeMessage.sale,
        more: "<source-merchant-id>\(merchant)</source-merchant-id>", for: provider)
    }
    let ours = try provider.verify(request("shop"), now: BraintreeFixture.now)
    #expect(ours.events.map(\.kind) == [.paid])
    let theirs = try request("other")
    #expect(throws: ProviderError.refused(.wrongMode(expected: .test))) {
      try provider.verify(theirs, now: BraintreeFixture.now)
    }
  }
}
