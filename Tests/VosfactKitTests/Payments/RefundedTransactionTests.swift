import Testing

@testable import VosfactKit

/// Refunds where the customer's money is not in the one transaction that was expected.
@Suite struct RefundedTransactionTests {
  let shop: StripeShop
  private var kit: Kit { shop.kit }

  init() throws {
    shop = try StripeShop(.simulated)
  }

  private func post(
    _ id: String, _ kind: PaymentEvent.Kind = .paid, of transaction: String, reference: String?,
    _ identifiers: [String] = [], units: Int64 = 12_000
  ) throws {
    let event = PaymentEvent(
      id: id, kind: kind, of: .named(transaction), at: StripeShop.noon,
      amount: Amount(minorUnits: units, currency: .euro), reference: reference,
      identifiers: identifiers)
    _ = try kit.transaction {
      let ledger = kit.payments.ledger
      return try ledger.post(
        ledger.compare([ToldEvent(event)], from: "stripe"), from: "stripe", in: .simulated)
    }
  }

  private func named(_ reference: String) throws -> Payment { try kit.payments.named(reference) }

  @Test("a refund of one of two charges ends, and the other one counts and can be given back too")
  func twoCharges() throws {
    let payment = try shop.start()
    try post("1", of: "pi_1", reference: payment.reference)
    try post("2", of: "pi_2", reference: payment.reference)
    #expect(try named(payment.reference).status.attention == .alreadySettled)
    let first = try kit.payments.refund(named(payment.reference))
    #expect(first.refund.state == .done)
    #expect(first.payment.status.state == .paid && first.payment.status.attention == nil)
    let second = try kit.payments.refund(named(payment.reference))
    #expect(second.refund.state == .done)
    let after = second.payment
    #expect(after.status.state == .refunded && after.status.refunded == 24_000)
    #expect(after.status.attention == nil && after.status.received == 0)
    #expect(try kit.audit.run().isValid)
  }

  @Test("money that waits for a decision is given back before one, and none is left to take")
  func undecided() throws {
    let payment = try shop.start()
    try post("1", of: "pi_1", reference: payment.reference, units: 15_000)
    #expect(try named(payment.reference).status.attention == .amountMismatch)
    let part = try kit.payments.refund(
      named(payment.reference), amount: Amount("50.00", currency: .euro))
    #expect(part.refund.state == .done)
    #expect(part.payment.status.attention == .amountMismatch)
    #expect(part.payment.status.refunded == 5000 && part.payment.status.received == 10_000)
    let rest = try kit.payments.refund(named(payment.reference))
    #expect(rest.refund.amount.decimal == "100.00")
    #expect(rest.payment.status.state == .refunded && rest.payment.status.attention == nil)
    #expect(throws: RefundError.self) { try kit.payments.refund(named(payment.reference)) }
    #expect(throws: ResolutionError.self) {
      try kit.payments.resolve(named(payment.reference), .accept, reason: "late")
    }
    let document = try #require(try kit.payments.document(of: payment))
    #expect(document.claim == document.total && document.returned.minorUnits == 0)
    #expect(try kit.audit.run().isValid)
  }

  @Test("a double payment is given back before anything was decided about it")
  func double() throws {
    let payment = try shop.start()
    try post("1", of: "pi_1", reference: payment.reference)
    let document = try #require(try kit.payments.document(of: payment))
    let other = try Shop(kit: kit).attempt(document, "B", mode: .simulated)
    let event = PaymentEvent(
      id: "2", kind: .paid, of: .named("t"), at: StripeShop.noon + Seconds(5),
      amount: document.total, reference: other.reference)
    try Shop(kit: kit).receive(event)
    #expect(try named("B").status.attention == .alreadySettled)
    try Shop(kit: kit).receive(
      PaymentEvent(
        id: "3", kind: .refunded, of: .named("t"), at: StripeShop.noon + Seconds(9),
        amount: document.total, reference: other.reference, subject: "r"))
    #expect(try named("B").status.attention == nil)
    #expect(try kit.payments.document(of: payment)?.state == .paid)
    #expect(try kit.audit.run().isValid)
  }

  @Test(
    "a payment that nothing of ours asked for is refunded itself, and may turn out to be ours later"
  )
  func unmatched() throws {
    try post("1", of: "pi_1", reference: "XXXXXXXXXXXXXXXX", ["pi_1"])
    var filter = PaymentFilter()
    filter.needsAttention = true
    var list = try kit.payments.list(filter)
    let unmatched = try #require(try list.next())
    let refunded = try kit.payments.refund(unmatched)
    #expect(refunded.refund.state == .done)
    #expect(refunded.payment.status.state == .refunded)
    let payment = try shop.start()
    try post("2", .pending, of: "pi_1", reference: payment.reference, ["pi_1"])
    let tied = try named(payment.reference)
    #expect(tied.status.state == .refunded)
    #expect(try kit.payments.refunds(of: tied).map(\.state) == [.done])
    #expect(try kit.audit.run().isValid)
  }
}
