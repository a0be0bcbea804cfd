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
    _ identifiers: [String] = []
  ) throws {
    let event = PaymentEvent(
      id: id, kind: kind, of: .named(transaction), at: StripeShop.noon,
      amount: Amount(minorUnits: 12_000, currency: .euro), reference: reference,
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
    // Simulated refunds name no transaction, so that this one is of the first as well.
    try post("3", .refunded, of: "pi_2", reference: payment.reference)
    let after = try named(payment.reference)
    #expect(after.status.state == .refunded && after.status.refunded == 12_000)
    #expect(try kit.audit.run().isValid)
  }

  @Test(
    "a payment that nothing of ours asked for is refunded itself, and may turn out to be ours later"
  )
  func unmatched() throws {
    try post("1", of: "pi_1", reference: nil, ["pi_1"])
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
