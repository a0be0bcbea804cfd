import Localization
import Testing

@testable import VosfactKit

@Suite struct NoticesTests {
  /// A combination of all that decides who is told.
  struct Choice: CustomTestStringConvertible, Sendable {
    var thanks = false
    var receipts = false
    var attention = false
    var hasAddress = false
    /// The events that each webhook listens to.
    var webhooks: [[WebhookEvent]] = []

    var testDescription: String {
      "thanks \(thanks), receipts \(receipts), attention \(attention), address \(hasAddress), \(webhooks)"
    }

    static let all: [Choice] = {
      let webhooks: [[[WebhookEvent]]] = [
        [], [[.paymentPaid]], [[.documentPaid, .paymentRefunded]],
        [WebhookEvent.allCases, [.paymentAttention]],
      ]
      return (0..<16).flatMap { bits in
        webhooks.map { webhooks in
          Choice(
            thanks: bits & 1 != 0, receipts: bits & 2 != 0, attention: bits & 4 != 0,
            hasAddress: bits & 8 != 0, webhooks: webhooks)
        }
      }
    }()
  }

  private func shop(_ choice: Choice) throws -> Shop {
    let shop = try Shop()
    let settings = shop.kit.settings
    try settings.set(.thankCustomer, to: String(choice.thanks), at: Shop.noon)
    try settings.set(.refundReceipts, to: String(choice.receipts), at: Shop.noon)
    try settings.set(.attentionNotices, to: String(choice.attention), at: Shop.noon)
    try settings.set(.attentionAddress, to: "chief@dupont.example", at: Shop.noon)
    for (number, events) in choice.webhooks.enumerated() {
      _ = try shop.kit.webhooks.add(
        "https://shop.test/\(number)", events: events, secret: .value(shop.kit.webhooks.newSecret())
      )
    }
    return shop
  }

  /// What waits, a word for each message: the kind of a mail, or the number of the webhook and what it is told.
  private func queued(_ shop: Shop) throws -> [String] {
    var words: [String] = []
    var list = try shop.kit.outbox.list(OutboxFilter())
    while let message = try list.next() {
      words.append(
        message.webhook.map { "\($0) \(message.subject ?? "")" } ?? message.topic.rawValue)
    }
    return words.sorted()
  }

  /// What should wait after `events`, with `mails` beside.
  private func expected(
    _ choice: Choice, _ events: [WebhookEvent], _ mails: (OutboxTopic, Bool)...
  ) -> [String] {
    let calls = choice.webhooks.enumerated().flatMap { number, listened in
      events.filter(listened.contains).map { "\(number + 1) \($0.rawValue)" }
    }
    return (calls + mails.filter(\.1).map(\.0.rawValue)).sorted()
  }

  private func event(
    _ kind: PaymentEvent.Kind, _ amount: String = "120.00", id: String, after seconds: Int64 = 0
  ) throws -> PaymentEvent {
    PaymentEvent(
      id: id, kind: kind, of: .unnamed, at: Shop.noon + Seconds(seconds),
      amount: try Amount(amount, currency: .euro), reference: "A")
  }

  @Test(
    "a callback that settles queues exactly what the settings say, and its repeat nothing",
    arguments: Choice.all)
  func settling(_ choice: Choice) throws {
    let shop = try shop(choice)
    let invoice = try shop.document(email: choice.hasAddress ? "aline@example.org" : nil)
    try shop.attempt(invoice, "A")
    let first = expected(choice, [.documentCreated])
    #expect(try queued(shop) == first)

    let paid = try event(.paid, id: "1")
    for _ in 0..<3 { try shop.receive(paid) }
    let thanks = choice.thanks && choice.hasAddress
    let settled = expected(
      choice, [.documentCreated, .paymentPaid, .documentPaid], (.paid, thanks))
    #expect(try queued(shop) == settled)
    // The document's history tells of the mail.
    #expect(try shop.history(invoice).contains("customer.notified") == thanks)

    let refund = try event(.refunded, "20.00", id: "2", after: 60)
    for _ in 0..<2 { try shop.receive(refund) }
    let receipt = choice.receipts && choice.hasAddress
    #expect(
      try queued(shop)
        == expected(
          choice, [.documentCreated, .paymentPaid, .documentPaid, .paymentRefunded],
          (.paid, thanks), (.refunded, receipt)))
  }

  @Test(
    "a callback that settles nothing asks for attention, and thanks nobody", arguments: Choice.all)
  func attention(_ choice: Choice) throws {
    let shop = try shop(choice)
    try shop.attempt(shop.document(email: choice.hasAddress ? "aline@example.org" : nil), "A")
    let less = try event(.paid, "12.00", id: "1")
    for _ in 0..<2 { try shop.receive(less) }
    #expect(
      try queued(shop)
        == expected(
          choice, [.documentCreated, .paymentAttention], (.attention, choice.attention)))
  }

  @Test(
    "a payment is told of as it goes: heard of, come to nothing, paid late, disputed and won",
    arguments: [
      ([(.pending, 1)], [.paymentPending]), ([(.pending, 1), (.authorized, 2)], [.paymentPending]),
      ([(.failed, 1)], [.paymentFailed]), ([(.failed, 1), (.expired, 2)], [.paymentFailed]),
      ([(.failed, 1), (.paid, 2)], [.paymentFailed, .paymentPaid, .documentPaid]),
      // What is heard late of an earlier moment changes nothing.
      ([(.paid, 2), (.pending, 1)], [.paymentPaid, .documentPaid]),
      ([(.paid, 2), (.failed, 1)], [.paymentPaid, .documentPaid]),
      (
        [(.paid, 1), (.reversed, 2)], [.paymentPaid, .documentPaid, .paymentFailed]
      ),
      (
        [(.paid, 1), (.disputed, 2), (.disputeWon, 3)],
        [.paymentPaid, .documentPaid, .paymentDisputed, .paymentAttention, .paymentDisputed]
      ),
    ] as [([(PaymentEvent.Kind, Int64)], [WebhookEvent])])
  func course(_ events: [(PaymentEvent.Kind, Int64)], _ told: [WebhookEvent]) throws {
    let shop = try shop(Choice(webhooks: [WebhookEvent.allCases]))
    try shop.attempt(shop.document(), "A")
    for (kind, second) in events {
      for _ in 0..<2 {
        try shop.receive(event(kind, id: "\(kind.rawValue) \(second)", after: second))
      }
    }
    #expect(
      try queued(shop) == (["1 document.created"] + told.map { "1 \($0.rawValue)" }).sorted())
  }

  @Test("an import tells nobody of what was paid long ago, and a rehearsal queues nothing")
  func silent() throws {
    let shop = try shop(Choice(thanks: true, hasAddress: true, webhooks: [WebhookEvent.allCases]))
    let invoice = try shop.document(email: "aline@example.org")
    let before = try queued(shop)
    try shop.attempt(invoice, "A")
    let receiver = shop.receiver()
    let request = try LineProvider.request([event(.paid, id: "1")])
    try shop.kit.transaction(rehearsing: true) { _ = try receiver.receive(request) }
    #expect(try queued(shop) == before)
    try shop.kit.transaction {
      var account = Account(document: invoice, entries: [])
      try shop.kit.payments.ledger.post(
        receipt: invoice.total, to: &account, reference: "RECEIPT", at: Shop.noon,
        method: "transfer", eventID: "import:1", notifying: false)
    }
    #expect(try queued(shop) == before)
  }

  @Test(
    "the seller reads at once whether what needs attention is money",
    arguments: [ProviderMode.simulated, .test, .live])
  func unrealAttention(_ mode: ProviderMode) throws {
    let shop = try shop(Choice(attention: true))
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    let invoice = try shop.document()
    // What the document received says nothing of the payment that is told of.
    try shop.attempt(invoice, "B", mode: .simulated)
    try shop.receive(
      PaymentEvent(
        id: "0", kind: .paid, of: .named("b"), at: Shop.noon, amount: invoice.total,
        reference: "B"))
    #expect(try shop.now(invoice).isUnreal)
    try shop.attempt(invoice, "A", mode: mode)
    try shop.receive(event(.paid, "12.00", id: "1"), mode: mode)
    let mail = try shop.kit.mailComposer().mail(of: #require(try shop.kit.outbox.last()))
    #expect(mail.text.contains("A"))
    #expect(mail.subject.hasPrefix("[sans argent réel] À examiner") == !mode.isReal)
    #expect(mail.text.contains(ProviderMode.unrealNotice.fr) == !mode.isReal)
  }

  @Test("a mail that cannot be delivered is told of with the mark of its payment")
  func unrealFailure() throws {
    let shop = try shop(Choice(thanks: true, attention: true))
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    try shop.attempt(shop.document(email: "aline@example.org"), "A")
    try shop.receive(event(.paid, id: "1"))
    let thanks = try #require(try shop.kit.outbox.last())
    try shop.kit.transaction {
      try shop.kit.notices.failed(thanks, because: Text(en: "no such box", fr: "inconnu"))
    }
    let mail = try shop.kit.mailComposer().mail(of: #require(try shop.kit.outbox.last()))
    #expect(mail.subject.hasPrefix("[sans argent réel] À examiner"))
  }

  @Test("a debit that fails beside what was paid asks for nothing more")
  func failedBesidePaid() throws {
    let shop = try shop(Choice())
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    try shop.kit.settings.set(.failureNotices, to: "true", at: Shop.noon)
    for isPaid in [false, true] {
      let invoice = try shop.document(email: "aline@example.org")
      let (debit, card) = ("DEBIT\(isPaid ? 1 : 0)", "CARD\(isPaid ? 1 : 0)")
      for reference in [debit, card] { try shop.attempt(invoice, reference, mode: .live) }
      func tell(_ kind: PaymentEvent.Kind, _ reference: String, _ second: Int64) throws {
        try shop.receive(
          PaymentEvent(
            id: "\(kind) \(reference)", kind: kind, of: .named(reference),
            at: Shop.noon + Seconds(second), amount: invoice.total, reference: reference),
          mode: .live)
      }
      try tell(.processing, debit, 1)
      if isPaid { try tell(.paid, card, 2) }
      try tell(.failed, debit, 3)
      let mail = try shop.kit.mailComposer().mail(of: #require(try shop.kit.outbox.last()))
      #expect(mail.text.contains("payment of 120.00 EUR"))
      #expect(mail.text.contains("120.00 EUR is to be paid") == !isPaid)
      #expect(mail.text.contains("is to be paid") == !isPaid)
    }
  }

  @Test("who paid more than was asked reads what came, and that the rest is to his credit")
  func thanksForMore() throws {
    let shop = try shop(Choice(thanks: true))
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    for (amount, surplus) in [("120.00", nil), ("150.00", "30.00 EUR")] as [(String, String?)] {
      let invoice = try shop.document(email: "aline@example.org")
      _ = try shop.kit.payments.record(
        ManualReceipt(
          method: .transfer, amount: amount, date: nil, reference: nil, isOverpayment: true),
        for: [invoice])
      let mail = try shop.kit.mailComposer().mail(of: #require(try shop.kit.outbox.last()))
      #expect(mail.text.contains("your payment of \(amount) EUR"))
      #expect(mail.text.contains("to your credit") == (surplus != nil))
      if let surplus { #expect(mail.text.contains("Thank you.\n\(surplus) of it is more")) }
    }
  }

  @Test("what cannot be queued undoes the callback that would have caused it")
  func oneTransaction() throws {
    let shop = try shop(Choice(thanks: true, hasAddress: true))
    try shop.attempt(shop.document(email: "aline@example.org"), "A")
    let before = try DatabaseContent.whole(shop.database)
    try DatabaseContent.execute(
      "CREATE TRIGGER obstacle BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END",
      on: shop.database)
    #expect(throws: StorageError.self) { try shop.receive(event(.paid, id: "1")) }
    try DatabaseContent.execute("DROP TRIGGER obstacle", on: shop.database)
    #expect(try DatabaseContent.whole(shop.database) == before)
    try shop.receive(event(.paid, id: "1"))
    #expect(try queued(shop) == ["mail.paid"])
  }

  @Test(
    "who enters details on the pay page is written to once, if that is on; who starts a payment otherwise is not",
    arguments: [true, false])
  func detailsEntered(_ isOn: Bool) throws {
    let shop = try Shop()
    let settings = shop.kit.settings
    try settings.set(.detailsEnteredNotices, to: String(isOn), at: Shop.noon)
    try settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
    try settings.set(.payLinkBase, to: "https://pay.test", at: Shop.noon)
    try shop.kit.providers.named("stripe").enable(.simulated)
    let invoice = try shop.document(email: "aline@example.org")
    _ = try shop.kit.payments.start(invoice, with: "stripe")
    #expect(try queued(shop).isEmpty)
    for country in [nil, "FR", "FR", "BE"] {
      _ = try shop.kit.payments.start(invoice, with: "stripe", payer: Payer(country: country))
    }
    #expect(try queued(shop) == (isOn ? ["mail.details-entered"] : []))
    // Without an address nobody can be written to.
    _ = try shop.kit.payments.start(shop.document(), with: "stripe", payer: Payer())
    #expect(try queued(shop).count == (isOn ? 1 : 0))
  }

  @Test(
    "a purchase that makes no document thanks its customer all the same, in the customer's language"
  )
  func purchase() throws {
    let shop = try shop(Choice(thanks: true, receipts: true))
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    try shop.purchase(
      shop.product(), "A", by: shop.customer("Zoé", "zoe@client.test"), making: nil)
    for _ in 0..<2 { try shop.pay("A") }
    #expect(try queued(shop) == ["mail.paid"])
    let message = try #require(try shop.kit.outbox.last())
    let mail = try shop.kit.mailComposer().mail(of: message)
    #expect(mail.subject == "[sans argent réel] Paiement reçu : Premium")
    #expect(mail.to.map(\.address) == ["zoe@client.test"])
    #expect(mail.text.contains("10,00") && mail.text.contains("Bonjour Zoé"))
  }
}
