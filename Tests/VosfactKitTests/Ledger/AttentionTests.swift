import Testing

@testable import VosfactKit

@Suite struct AttentionTests {
  let shop: Shop
  let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("120.00")
  }

  private func paid(
    _ id: String, _ reference: String?, _ amount: String = "120.00", at second: Int64 = 0,
    currency: String = "EUR"
  ) throws -> PaymentEvent {
    PaymentEvent(
      id: id, kind: .paid, of: .unnamed, at: Shop.noon + Seconds(second),
      amount: try Amount(amount, currency: #require(Currency(code: currency))),
      reference: reference)
  }

  @Test("a payment for less, in another currency or without an amount settles nothing")
  func mismatch() throws {
    for reference in ["A", "B", "C"] { try shop.attempt(invoice, reference) }
    let nameless = PaymentEvent(id: "3", kind: .paid, of: .unnamed, at: Shop.noon, reference: "C")
    #expect(try shop.receive(paid("1", "A", "119.99")).reason == "amount-mismatch")
    #expect(try shop.receive(paid("2", "B", currency: "USD")).reason == "currency-mismatch")
    let third = try shop.receive(nameless)
    #expect(third.result == .attention)
    #expect(third.reason == "needs-query")
    #expect(third.payment?.status.isSettled == false)
    #expect(try shop.now(invoice).state == .issued)
    #expect(try shop.now(invoice).paid.minorUnits == 0)
    #expect(try shop.needingAttention().sorted() == ["A", "B", "C"])
    #expect(try shop.history(invoice).filter { $0 == "payment.attention" }.count == 3)
  }

  @Test("a payment that is not known is kept and asks for attention")
  func unknown() throws {
    let received = try shop.receive(paid("1", "NNNNNNNNNNNNNNNN"))
    #expect(received.result == .attention)
    #expect(received.reason == "unknown-reference")
    #expect(received.document == nil)
    let payment = try #require(received.payment)
    #expect(try shop.needingAttention() == [payment.reference])
    let entries = try DatabaseContent.rows(
      "SELECT kind FROM journal WHERE subject LIKE 'payment:%' ORDER BY seq", of: shop.database)
    #expect(entries == ["payment.paid", "payment.attention"])
  }

  @Test("an attempt elsewhere that came to nothing is of no concern")
  func ignored() throws {
    let failed = PaymentEvent(
      id: "1", kind: .failed, of: .unnamed, at: Shop.noon, reference: "NOBODY", identifiers: ["p"])
    let received = try shop.receive(failed)
    #expect(received.result == .ignored)
    #expect(received.payment == nil)
    #expect(try shop.needingAttention().isEmpty)
    var all = try shop.kit.payments.list(PaymentFilter())
    #expect(try all.next() == nil)
  }

  @Test("a second payment of a document settles nothing until the first is refunded")
  func double() throws {
    try shop.attempt(invoice, "A")
    try shop.attempt(invoice, "B")
    #expect(try shop.receive(paid("1", "A")).result == .applied)
    let second = try shop.receive(paid("2", "B", at: 5))
    #expect(second.reason == "already-settled")
    #expect(second.payment?.status.isSettled == false)
    #expect(try shop.now(invoice).paid.decimal == "120.00")
    #expect(try shop.needingAttention() == ["B"])

    try shop.receive(
      PaymentEvent(
        id: "3", kind: .refunded, of: .unnamed, at: Shop.noon + Seconds(9), amount: invoice.total,
        reference: "A"))
    #expect(try shop.payment("B").status.isSettled)
    #expect(try shop.payment("B").status.attention == nil)
    #expect(try shop.payment("A").status.state == .refunded)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.now(invoice).paidAt == Shop.noon + Seconds(5))
    #expect(try shop.needingAttention().isEmpty)
  }

  @Test("of two payments the one paid first settles, though it is heard of last")
  func doubleInDisorder() throws {
    try shop.attempt(invoice, "A")
    try shop.attempt(invoice, "B")
    try shop.receive(paid("2", "B", at: 5))
    try shop.receive(paid("1", "A"))
    #expect(try shop.payment("A").status.isSettled)
    #expect(try shop.needingAttention() == ["B"])
  }

  @Test("one movement of money pays one document, whatever reference it comes with again")
  func movedOnce() throws {
    let other = try shop.document("120.00")
    try shop.attempt(invoice, "A")
    try shop.attempt(other, "B")
    for (id, reference) in [("1", "A"), ("2", "B"), ("2", "B")] {
      try shop.receive(
        PaymentEvent(
          id: id, kind: .paid, of: .named("pi_1"), at: Shop.noon, amount: invoice.total,
          reference: reference, identifiers: ["pi_1"]))
    }
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.now(other).state == .issued)
    #expect(try shop.payment("B").status.attention == .needsQuery)
    _ = try shop.kit.payments.resolve(shop.payment("B"), .accept, reason: "one for both")
    #expect(try shop.now(other).state == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }

  @Test("money for a canceled document settles nothing")
  func canceled() throws {
    try shop.attempt(invoice, "A")
    _ = try shop.kit.invoicing.cancel(invoice, neverDelivered: "an error")
    #expect(try shop.receive(paid("1", "A")).reason == "canceled-document")
    #expect(try shop.now(invoice).state == .canceled)
    #expect(try shop.now(invoice).paid.minorUnits == 0)
    #expect(try shop.needingAttention() == ["A"])
  }

  @Test("parts add up until the document is paid, at the time of the one that completes it")
  func parts() throws {
    try shop.attempt(invoice, "A", amount: shop.euros("50.00"))
    try shop.attempt(invoice, "B", amount: shop.euros("70.00"))
    try shop.receive(paid("2", "B", "70.00", at: 3))
    #expect(try shop.now(invoice).state == .partiallyPaid)
    #expect(try shop.now(invoice).balance.decimal == "50.00")
    #expect(try shop.now(invoice).paidAt == nil)
    try shop.receive(paid("1", "A", "50.00", at: 1))
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.now(invoice).paidAt == Shop.noon + Seconds(3))
    #expect(
      try shop.history(invoice) == [
        "document.created", "payment.started", "payment.started", "payment.paid",
        "document.partially-paid", "payment.paid", "document.paid",
      ])
  }

  @Test("what was heard before the attempt was stored is taken over by it")
  func heardBefore() throws {
    try shop.receive(paid("1", "AAAAAAAAAAAAAAAA"))
    #expect(try shop.needingAttention().count == 1)
    try shop.attempt(invoice, "AAAAAAAAAAAAAAAA", knownAs: ["s"])
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.kit.audit.run().isValid)
  }
}
