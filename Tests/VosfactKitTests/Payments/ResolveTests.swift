import Localization
import Testing

@testable import VosfactKit

@Suite struct ResolveTests {
  let shop: Shop
  let invoice: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("120.00")
  }

  private func paid(
    _ id: String, _ reference: String, _ amount: String = "120.00", at second: Int64 = 0,
    currency: String = "EUR"
  ) throws -> PaymentEvent {
    PaymentEvent(
      id: id, kind: .paid, of: .unnamed, at: Shop.noon + Seconds(second),
      amount: try Amount(amount, currency: #require(Currency(code: currency))),
      reference: reference)
  }

  @discardableResult
  private func resolve(
    _ reference: String, _ decision: Resolution.Decision, for document: Document? = nil,
    because reason: String = "looked at"
  ) throws -> Payment {
    try shop.kit.payments.resolve(
      shop.payment(reference), decision, document: document, reason: reason
    ).payment
  }

  private func expectSound() throws {
    let report = try shop.kit.audit.run()
    #expect(report.isValid, "\(report.reason?.en ?? "")")
  }

  @Test("another amount that is accepted counts as it came", arguments: ["119.99", "130.00"])
  func amountAccepted(amount: String) throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", amount))
    let payment = try resolve("A", .accept)
    #expect(payment.status.attention == nil)
    #expect(payment.status.isSettled)
    #expect(try shop.now(invoice).paid.decimal == amount)
    #expect(try shop.now(invoice).state == (amount == "130.00" ? .paid : .partiallyPaid))
    #expect(try shop.history(invoice).contains("payment.resolved"))
    try expectSound()
  }

  @Test("another amount that is rejected never counts, and asks no more")
  func amountRejected() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", "1.00"))
    #expect(try resolve("A", .reject).status.attention == nil)
    #expect(try shop.now(invoice).paid.minorUnits == 0)
    try expectSound()
  }

  @Test("what is heard after a decision asks for attention anew")
  func heardLater() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", "1.00"))
    try resolve("A", .reject)
    try shop.receive(paid("2", "A", "2.00", at: 5))
    #expect(try shop.needingAttention() == ["A"])
    try shop.receive(paid("3", "A", at: 9))
    #expect(try shop.now(invoice).state == .paid)
    try resolve("A", .reject)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.now(invoice).state == .paid)
    try expectSound()
  }

  @Test("a payment of which no amount was told counts in full once it is accepted")
  func withoutAmount() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(
      PaymentEvent(id: "1", kind: .paid, of: .unnamed, at: Shop.noon, reference: "A"))
    try resolve("A", .accept)
    #expect(try shop.now(invoice).state == .paid)
    try expectSound()
  }

  @Test("money in another currency counts as what was asked once it is accepted")
  func otherCurrency() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", currency: "USD"))
    #expect(try shop.needingAttention() == ["A"])
    try resolve("A", .reject)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.now(invoice).state == .issued)
    try resolve("A", .accept)
    #expect(try shop.now(invoice).state == .paid)
    try expectSound()
  }

  @Test("money for a canceled document can be rejected only")
  func canceledDocument() throws {
    try shop.attempt(invoice, "A")
    _ = try shop.kit.invoicing.cancel(invoice, neverDelivered: "an error")
    try shop.receive(paid("1", "A"))
    #expect(throws: ResolutionError.notAcceptable(reference: "A", .canceledDocument)) {
      try resolve("A", .accept)
    }
    try resolve("A", .reject)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.now(invoice).paid.minorUnits == 0)
    try expectSound()
  }

  @Test("a payment that the provider took twice counts once, until the second is accepted")
  func takenTwice() throws {
    try shop.attempt(invoice, "A")
    for (second, transaction) in [(Int64(0), "first"), (5, "second")] {
      try shop.receive(
        PaymentEvent(
          id: transaction, kind: .paid, of: .unnamed, at: Shop.noon + Seconds(second),
          amount: invoice.total,
          reference: "A", subject: transaction))
    }
    #expect(try shop.payment("A").status.attention == .alreadySettled)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try resolve("A", .reject).status.isSettled)
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.now(invoice).paid == invoice.total)
    try resolve("A", .accept)
    #expect(try shop.now(invoice).paid.decimal == "240.00")
    try expectSound()
  }

  @Test("a double payment that is accepted counts on top of the first")
  func doubleAccepted() throws {
    try shop.attempt(invoice, "A")
    try shop.attempt(invoice, "B")
    try shop.receive(paid("1", "A"))
    try shop.receive(paid("2", "B", at: 5))
    try resolve("B", .accept)
    #expect(try shop.now(invoice).paid.decimal == "240.00")
    #expect(try shop.now(invoice).balance.decimal == "-120.00")
    #expect(try shop.now(invoice).paidAt == Shop.noon)
    try expectSound()
  }

  @Test("a double payment that is rejected takes the place of the first once that is refunded")
  func doubleRejected() throws {
    try shop.attempt(invoice, "A")
    try shop.attempt(invoice, "B")
    try shop.receive(paid("1", "A"))
    try shop.receive(paid("2", "B", at: 5))
    try resolve("B", .reject)
    try shop.receive(
      PaymentEvent(
        id: "3", kind: .refunded, of: .unnamed, at: Shop.noon + Seconds(9), amount: invoice.total,
        reference: "A"))
    #expect(try shop.now(invoice).paid == invoice.total)
    #expect(try shop.payment("B").status.isSettled)
    #expect(try shop.needingAttention().isEmpty)
    try expectSound()
  }

  @Test("a payment of unknown reference counts for the document that it was for")
  func assigned() throws {
    let unmatched = try #require(try shop.receive(paid("1", "P0RTA0P0RTA0P0RT")).payment)
    #expect(throws: ResolutionError.documentMissing(reference: unmatched.reference)) {
      try resolve(unmatched.reference, .accept)
    }
    try resolve(unmatched.reference, .accept, for: invoice)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try shop.history(invoice).contains("payment.paid"))
    #expect(try shop.needingAttention().isEmpty)
    try expectSound()

    // What its provider tells later reaches the document.
    try shop.receive(
      PaymentEvent(
        id: "2", kind: .refunded, of: .unnamed, at: Shop.noon + Seconds(9), amount: invoice.total,
        reference: "P0RTA0P0RTA0P0RT"))
    #expect(try shop.now(invoice).paid.minorUnits == 0)
    let other = try shop.document("120.00")
    #expect(throws: ResolutionError.assigned(reference: unmatched.reference)) {
      try resolve(unmatched.reference, .accept, for: other)
    }
    try expectSound()
  }

  @Test("a payment of unknown reference is refused for a document in another currency")
  func assignedElsewhere() throws {
    let unmatched = try #require(
      try shop.receive(paid("1", "P0RTA0P0RTA0P0RT", currency: "USD")).payment)
    #expect(throws: ResolutionError.self) {
      try resolve(unmatched.reference, .accept, for: invoice)
    }
    #expect(try shop.needingAttention() == [unmatched.reference])
    try expectSound()
  }

  @Test("a payment of unknown reference that is rejected is listed no more, until more is heard")
  func strangerRejected() throws {
    let unmatched = try #require(try shop.receive(paid("1", "P0RTA0P0RTA0P0RT")).payment)
    try resolve(unmatched.reference, .reject)
    #expect(try shop.needingAttention().isEmpty)
    try expectSound()
    try shop.receive(
      PaymentEvent(
        id: "2", kind: .disputed, of: .unnamed, at: Shop.noon + Seconds(9), amount: invoice.total,
        reference: "P0RTA0P0RTA0P0RT", subject: "d"))
    #expect(try shop.needingAttention() == [unmatched.reference])
    try expectSound()
  }

  @Test("a rejected unmatched that turns out to be a payment of ours counts as any other")
  func strangerMerged() throws {
    let unmatched = try #require(
      try shop.receive(
        PaymentEvent(
          id: "1", kind: .paid, of: .unnamed, at: Shop.noon, amount: invoice.total,
          reference: "P0RTA0P0RTA0P0RT", identifiers: ["intent"])
      ).payment)
    try resolve(unmatched.reference, .reject)
    try shop.attempt(invoice, "A")
    try shop.receive(
      PaymentEvent(
        id: "2", kind: .pending, of: .unnamed, at: Shop.noon, reference: "A",
        identifiers: ["intent"]))
    #expect(try shop.now(invoice).state == .paid)
    try expectSound()
  }

  @Test("the same decision again changes nothing, and another takes its place")
  func again() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", "100.00"))
    try resolve("A", .reject)
    let entries = try shop.history(invoice)
    #expect(
      try shop.kit.payments.resolve(shop.payment("A"), .reject, reason: "again").isRepeated)
    #expect(try shop.history(invoice) == entries)
    try resolve("A", .accept)
    #expect(try shop.now(invoice).paid.decimal == "100.00")
    #expect(
      try shop.kit.payments.resolutions(of: shop.payment("A")).map(\.decision)
        == [.reject, .accept])
    try expectSound()
  }

  @Test("a payment that asks for nothing, and a reason that does not show, are refused")
  func refused() throws {
    try shop.attempt(invoice, "A")
    #expect(throws: ResolutionError.nothingToResolve(reference: "A")) { try resolve("A", .accept) }
    try shop.receive(paid("1", "A", "1.00"))
    for reason in ["", " ", "a\u{1B}[2J", String(repeating: "a", count: 501)] {
      #expect(throws: Fault.badReason) { try resolve("A", .reject, because: reason) }
    }
    #expect(throws: ResolutionError.documentNotAsked(reference: "A")) {
      try resolve("A", .reject, for: invoice)
    }
    #expect(try shop.needingAttention() == ["A"])
  }

  @Test("the order in which events arrive after a decision leaves no trace")
  func order() throws {
    let later = [
      try paid("2", "A", at: 5),
      PaymentEvent(
        id: "3", kind: .refunded, of: .unnamed, at: Shop.noon + Seconds(9),
        amount: try shop.euros("20.00"),
        reference: "A", subject: "r"),
      PaymentEvent(
        id: "4", kind: .disputed, of: .unnamed, at: Shop.noon + Seconds(11), reference: "A",
        subject: "d"),
    ]
    var outcomes: Set<String> = []
    for places in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let shop = try Shop()
      let invoice = try shop.document("120.00")
      try shop.attempt(invoice, "A")
      try shop.receive(paid("1", "A", "100.00"))
      _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "agreed")
      for place in places { try shop.receive(later[place]) }
      let status = try shop.payment("A").status
      outcomes.insert("\(status) \(try shop.now(invoice).paid.decimal)")
    }
    #expect(outcomes.count == 1)
  }

  @Test(
    "a decision that was altered, removed or made up shows",
    arguments: [
      "UPDATE resolution SET decision = 'reject'", "UPDATE resolution SET events = '[]'",
      "UPDATE resolution SET reason = 'other'", "UPDATE resolution SET at = at + 1",
      "UPDATE resolution SET attention = 'needs-query'", "DELETE FROM resolution",
      "INSERT INTO resolution SELECT 9, payment, attention, 'reject', events, document, reason, at, journal FROM resolution",
    ])
  func altered(statement: String) throws {
    try shop.attempt(invoice, "A")
    try shop.receive(paid("1", "A", "100.00"))
    try resolve("A", .accept)
    try expectSound()
    try DatabaseContent.execute(statement, on: shop.database)
    #expect(try !shop.kit.audit.run().isValid)
  }
}
