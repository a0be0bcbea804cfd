import Localization
import Testing

@testable import VosfactKit

/// The three answers to what comes: not authentic, authentic and not ours, authentic and not understood.
@Suite struct AnswersTests {
  let shop: Shop

  init() throws {
    shop = try Shop()
    for (key, value) in [
      ("notifications.attention.enabled", "true"), ("company.email", "seller@example.test"),
    ] {
      try shop.kit.settings.set(Settings.named(key), to: value, at: Shop.noon)
    }
  }

  private func event(
    _ id: String, _ kind: PaymentEvent.Kind, reference: String? = nil, _ names: [String] = []
  ) throws -> PaymentEvent {
    PaymentEvent(
      id: id, kind: kind, of: .named("t"), at: Shop.noon, amount: try shop.euros("120.00"),
      reference: reference, identifiers: names, subject: kind == .paid ? nil : "s")
  }

  private func mails() throws -> Int {
    try DatabaseContent.rows(
      "SELECT 1 FROM outbox WHERE topic = 'mail.attention'", of: shop.database
    )
    .count
  }

  private func count(_ table: String) throws -> Int {
    try DatabaseContent.rows("SELECT 1 FROM \(table)", of: shop.database).count
  }

  @Test("a sale of others on the same account is of no concern, and leaves no trace in a day")
  func others() throws {
    for (id, reference) in [("1", "order-1234"), ("2", "pcp_customer_1234"), ("3", "1234")] {
      for kind in [PaymentEvent.Kind.paid, .refunded, .disputed] {
        let received = try shop.receive(
          event("\(id)\(kind)", kind, reference: reference, ["p\(id)"]))
        #expect(received.result == .ignored)
        #expect(received.payment == nil)
      }
    }
    #expect(try shop.needingAttention().isEmpty)
    #expect(try mails() == 0)
    #expect(try count("payment") == 0)
    #expect(try count("callback") == 9)
    _ = try shop.at(Shop.noon + Seconds(2 * 86_400)).kit.reconciliation().run()
    #expect(try count("callback") == 0)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a refund without our reference waits in silence for its payment, and is given up in a day")
  func early() throws {
    #expect(try shop.receive(event("1", .refunded, ["p"])).result == .ignored)
    #expect(try shop.receive(event("2", .disputed, ["q"])).result == .ignored)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try mails() == 0)
    var listed = try shop.kit.payments.list(PaymentFilter())
    #expect(try listed.next() == nil)
    let later = shop.at(Shop.noon + Seconds(2 * 86_400))
    let report = try later.kit.reconciliation().run()
    #expect(report.expired == 0 && report.asked == 0)
    #expect(try shop.kit.audit.run().isValid)

    // Its payment comes after all.
    let invoice = try later.document()
    try later.attempt(invoice, "A")
    try later.receive(event("3", .paid, reference: "A", ["p"]))
    #expect(try later.now(invoice).amounts.returned == 12_000)
    #expect(try later.payment("A").status.state == .refunded)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("what carries an unknown reference of our form asks for attention")
  func lost() throws {
    let received = try shop.receive(event("1", .paid, reference: "K7M3Q9XT2V8B4NC5", ["p"]))
    #expect(received.reason == "unknown-reference")
    #expect(try mails() == 1)
  }

  /// Takes in what says something that cannot be read.
  private func receive(
    notUnderstood kind: String, _ number: Int, reference: String? = nil
  ) throws -> ReceivedCallback {
    try shop.receiver().receive(
      LineProvider.request([], note: "\(number)", notUnderstood: kind, about: reference))
  }

  @Test("what cannot be read is kept, and somebody is asked to look once a kind")
  func notUnderstood() throws {
    let invoice = try shop.document()
    try shop.attempt(invoice, "A")
    try shop.attempt(invoice, "B")
    for number in 0..<3 {
      let received = try receive(notUnderstood: "brand.new", number)
      #expect(received.result == .attention)
      #expect(received.reason == "not-understood")
    }
    #expect(try mails() == 1)
    #expect(try count("callback WHERE request IS NOT NULL") == 3)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try receive(notUnderstood: "other.kind", 4, reference: "A").payment?.reference == "A")
    #expect(try receive(notUnderstood: "other.kind", 5, reference: "B").payment?.reference == "B")
    #expect(try shop.needingAttention() == ["A"])
    #expect(try mails() == 2)
    #expect(try shop.now(invoice).claim.minorUnits == 12_000)
    _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "seen")
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("a version that can read it takes it in again, and nobody need look any more")
  func replayed() throws {
    let invoice = try shop.document()
    try shop.attempt(invoice, "A")
    _ = try receive(notUnderstood: "brand.new", 1, reference: "A")
    #expect(try shop.needingAttention() == ["A"])
    let kept = try #require(try shop.kit.callbacks.notUnderstood().first)
    let request = try #require(try shop.kit.callbacks.request(of: kept)).request
    let reader = LineProvider(understanding: [try event("9", .paid, reference: "A")])
    let receiver = CallbackIntake(
      payments: shop.kit.payments, provider: reader, name: "line", mode: .simulated)
    let received = try receiver.receive(request, at: kept.receivedAt, isFromOutside: false)
    #expect(received.result == .applied)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.kit.callbacks.notUnderstood().isEmpty)
    #expect(try shop.kit.audit.run().isValid)
  }
}
