import Testing

@testable import VosfactKit

/// How many statements each way of posting takes, `BEGIN` and `COMMIT` included: an account is read once, and what
/// changed is written once.
@Suite struct StatementTests {
  let shop: StripeShop
  let payment: Payment
  private var kit: Kit { shop.kit }

  init() throws {
    shop = try StripeShop(.simulated)
    payment = try shop.start()
  }

  private func count(_ limit: Int, _ body: () throws -> Void) rethrows {
    let texts = try StatementCount.texts(on: kit.database, body)
    #expect(texts.count == limit, "\(texts.count):\n\(texts.joined(separator: "\n"))")
  }

  private func pay() throws {
    let request = try kit.payments.simulate(.paid, of: payment)
    _ = try kit.payments.receiver(for: "stripe").receive(request)
  }

  private func query() throws -> StatusQuery {
    StatusQuery(
      payments: kit.payments, provider: try kit.providers.provider("stripe"), name: "stripe",
      mode: .simulated)
  }

  @Test("a callback that settles an invoice, the reading of its provider's configuration included")
  func callback() throws {
    let request = try kit.payments.simulate(.paid, of: payment)
    try count(20) {
      let received = try kit.payments.receiver(for: "stripe").receive(request)
      #expect(received.payment?.status.state == .paid)
    }
  }

  @Test("the same callback again") func repeated() throws {
    let request = try kit.payments.simulate(.paid, of: payment)
    let receiver = try kit.payments.receiver(for: "stripe")
    _ = try receiver.receive(request)
    try count(3) {
      let received = try receiver.receive(request)
      #expect(received.result == .repeated)
    }
  }

  @Test("an answer to a status query") func answer() throws {
    let query = try query()
    let paid = PaymentEvent(
      id: "query", kind: .paid, of: .named("pi_1"), at: StripeShop.noon, amount: payment.amount,
      reference: payment.reference)
    try count(18) {
      let after = try kit.transaction { try query.post([paid], about: payment) }
      #expect(after.status.state == .paid)
    }
  }

  @Test("an attempt that is given up, by a reconciliation with nothing else to do")
  func expiry() throws {
    let kit = shop.kit(after: 10_000_000)
    try count(28) {
      let report = try kit.reconciliation().run()
      #expect(report.expired == 1)
    }
  }

  @Test("a receipt by hand") func receipt() throws {
    let document = try #require(try kit.payments.document(of: payment))
    let receipt = ManualReceipt(method: .transfer, amount: nil, date: nil, reference: "R-1")
    try count(18) {
      let recorded = try kit.payments.record(receipt, for: [document])
      #expect(recorded.payments.first?.status.state == .paid)
    }
  }

  @Test("a refund") func refund() throws {
    try pay()
    try count(39) {
      let refund = try kit.payments.refund(kit.payments.named(payment.reference))
      #expect(refund.payment.status.state == .refunded)
    }
  }

  @Test("a resolution") func resolution() throws {
    let other = try kit.payments.start(
      #require(try kit.payments.document(of: payment)), with: "stripe", amount: nil)
    try pay()
    let second = PaymentEvent(
      id: "second", kind: .paid, of: .named("pi_2"), at: StripeShop.noon + Seconds(1),
      amount: payment.amount, reference: payment.reference)
    let asking = try kit.transaction { try query().post([second], about: payment) }
    #expect(asking.status.attention == .alreadySettled && other.payment.key == payment.key)
    try count(14) {
      let resolved = try kit.payments.resolve(asking, .reject, reason: "given back")
      #expect(resolved.payment.status.attention == nil)
    }
  }

  @Test("a start") func start() throws {
    let document = try kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;120.00;0")]))
    try count(19) { _ = try kit.payments.start(document, with: "stripe") }
  }

  @Test("a purchase, paid") func purchase() throws {
    let shop = Shop(kit: kit)
    let product = try shop.product()
    let started = try kit.payments.start(
      product, for: Customer(name: "Aline", email: "a@example.org", country: nil, asking: .off),
      with: "stripe")
    let request = try kit.payments.simulate(.paid, of: started.payment)
    try count(34) {
      let received = try kit.payments.receiver(for: "stripe").receive(request)
      #expect(received.payment?.status.state == .paid)
    }
  }
}
