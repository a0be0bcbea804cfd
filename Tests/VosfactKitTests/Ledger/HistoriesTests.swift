import Testing

@testable import VosfactKit

/// What each history of money comes to, in every order in which it can be told, and told twice.
@Suite struct HistoriesTests {
  /// A history of one or several payments for a document of 120.00, and what it gives.
  struct History: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// What came, each with the payment that it is about.
    let events: [(payment: String, event: PaymentEvent)]
    /// What somebody decided then.
    var decisions: [(payment: String, Resolution.Decision)] = []
    /// What a credit note took back then, a minute after noon, in euros.
    var credited: Int64? = nil
    /// What came after that.
    var later: [(payment: String, event: PaymentEvent)] = []
    /// Received, balance, under way, returned, disputed, claim.
    let amounts: [Int64]
    let state: DocumentState
    /// The states of the payments, in the order of their references.
    let payments: [PaymentState]
    var attention: [Attention?] = []
  }

  private static let dollar = Currency(code: "USD") ?? .euro

  private static func event(
    _ payment: String, _ second: Int64, _ kind: PaymentEvent.Kind, _ units: Int64? = 120,
    of transaction: String = "t", about subject: String? = nil, currency: Currency = .euro,
    fee: Int64? = nil
  ) -> (payment: String, event: PaymentEvent) {
    (
      payment,
      PaymentEvent(
        id: "\(payment)-\(transaction)-\(kind.rawValue)-\(subject ?? "")-\(second)", kind: kind,
        of: .named("\(payment)-\(transaction)"), at: Shop.noon + Seconds(second),
        amount: units.map { Amount(minorUnits: $0 * 100, currency: currency) },
        fee: fee.map { Amount(minorUnits: $0, currency: .euro) }, reference: payment,
        subject: subject)
    )
  }

  private static func attempt(
    _ payment: String, _ second: Int64, _ kind: PaymentEvent.AttemptKind
  ) -> (payment: String, event: PaymentEvent) {
    (
      payment,
      PaymentEvent(
        id: "\(payment)-\(second)-attempt", attempt: kind, at: Shop.noon + Seconds(second),
        reference: payment)
    )
  }

  static let histories: [History] = [
    History(
      testDescription: "debit accepted, pending for days",
      events: [event("A", 1, .processing)], amounts: [0, 120, 120, 0, 0, 0], state: .issued,
      payments: [.pending]),
    History(
      testDescription: "debit that failed",
      events: [event("A", 1, .processing), event("A", 2, .failed)],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.failed]),
    History(
      testDescription: "debit that came",
      events: [event("A", 1, .processing), event("A", 2, .paid)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "authorized, not captured", events: [event("A", 1, .authorized)],
      amounts: [0, 120, 120, 0, 0, 0], state: .issued, payments: [.authorized]),
    History(
      testDescription: "page opened and left", events: [attempt("A", 1, .pending)],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.pending]),
    History(
      testDescription: "declined try", events: [event("A", 1, .failed)],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.failed]),
    History(
      testDescription: "expired, then paid",
      events: [attempt("A", 1, .expired), event("A", 2, .paid)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "paid, 50 given back",
      events: [event("A", 1, .paid), event("A", 2, .refunded, 50, about: "r")],
      amounts: [70, 50, 0, 50, 0, 0], state: .partiallyPaid, payments: [.partiallyRefunded]),
    History(
      testDescription: "all given back",
      events: [event("A", 1, .paid), event("A", 2, .refunded, about: "r")],
      amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.refunded]),
    History(
      testDescription: "paid twice, nothing decided",
      events: [event("A", 1, .paid), event("B", 2, .paid)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid, .paid],
      attention: [nil, .alreadySettled]),
    History(
      testDescription: "paid twice, accepted",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .accept)],
      amounts: [240, -120, 0, 0, 0, 0], state: .paid, payments: [.paid, .paid]),
    History(
      testDescription: "paid twice, rejected",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid, .paid]),
    History(
      testDescription: "paid twice, rejected, then the first given back",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .refunded, about: "r")], amounts: [120, 0, 0, 0, 0, 0], state: .paid,
      payments: [.refunded, .paid]),
    History(
      testDescription: "paid twice, rejected, then the second given back",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("B", 3, .refunded, about: "r")], amounts: [120, 0, 0, 0, 0, 0], state: .paid,
      payments: [.paid, .refunded]),
    History(
      testDescription: "paid twice, rejected, then both given back",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .refunded, about: "r"), event("B", 4, .refunded, about: "q")],
      amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.refunded, .refunded]),
    History(
      testDescription: "paid twice, rejected, then 50 of the first given back",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .refunded, 50, about: "r")], amounts: [70, 50, 0, 50, 0, 0],
      state: .partiallyPaid, payments: [.partiallyRefunded, .paid]),
    History(
      testDescription: "paid twice, rejected, then the first taken back by the bank",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .reversed)], amounts: [120, 0, 0, 0, 0, 0], state: .paid,
      payments: [.failed, .paid]),
    History(
      testDescription: "paid twice, rejected, then a dispute of the first won",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .disputed, about: "d"), event("A", 4, .disputeWon, about: "d")],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid, .paid]),
    History(
      testDescription: "paid twice, rejected, the first given back, and paid once more",
      events: [event("A", 1, .paid), event("B", 2, .paid)], decisions: [("B", .reject)],
      later: [event("A", 3, .refunded, about: "r"), event("C", 4, .paid)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.refunded, .paid, .paid]),
    History(
      testDescription: "two transactions of one attempt, rejected, then the first given back",
      events: [event("A", 1, .paid), event("A", 2, .paid, of: "u")], decisions: [("A", .reject)],
      later: [event("A", 3, .refunded, about: "r")], amounts: [120, 0, 0, 0, 0, 0], state: .paid,
      payments: [.paid]),
    History(
      testDescription: "paid twice, the first given back",
      events: [
        event("A", 1, .paid), event("B", 2, .paid), event("A", 3, .refunded, about: "r"),
      ], amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.refunded, .paid]),
    History(
      testDescription: "paid twice, the second given back",
      events: [
        event("A", 1, .paid), event("B", 2, .paid), event("B", 3, .refunded, about: "r"),
      ], amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid, .refunded]),
    History(
      testDescription: "two transactions of one attempt",
      events: [event("A", 1, .paid), event("A", 2, .paid, of: "u")],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid],
      attention: [.alreadySettled]),
    History(
      testDescription: "two transactions of one attempt, one given back",
      events: [
        event("A", 1, .paid), event("A", 2, .paid, of: "u"),
        event("A", 3, .refunded, of: "u", about: "r"),
      ], amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "100 of 120 accepted, then 120",
      events: [event("A", 1, .paid, 100), event("B", 2, .paid)], decisions: [("A", .accept)],
      amounts: [100, 20, 20, 0, 0, 0], state: .partiallyPaid, payments: [.paid, .paid],
      attention: [nil, .alreadySettled]),
    History(
      testDescription: "100 of 120 accepted, then 120, given back undecided",
      events: [event("A", 1, .paid, 100), event("B", 2, .paid)], decisions: [("A", .accept)],
      later: [event("B", 3, .refunded, about: "r")], amounts: [100, 20, 0, 0, 0, 20],
      state: .partiallyPaid, payments: [.paid, .refunded]),
    History(
      testDescription: "100 of 120 accepted, then 120, given back undecided in two parts",
      events: [event("A", 1, .paid, 100), event("B", 2, .paid)], decisions: [("A", .accept)],
      later: [
        event("B", 3, .refunded, 110, about: "r"), event("B", 4, .refunded, 10, about: "q"),
      ], amounts: [100, 20, 0, 20, 0, 0], state: .partiallyPaid, payments: [.paid, .refunded]),
    History(
      testDescription: "paid, 50 given back, then a credit note of 50",
      events: [event("A", 1, .paid), event("A", 2, .refunded, 50, about: "r")], credited: 50,
      amounts: [70, 0, 0, 0, 0, 0], state: .paid, payments: [.partiallyRefunded]),
    History(
      testDescription: "paid, a credit note of 120, nothing given back yet",
      events: [event("A", 1, .paid)], credited: 120, amounts: [120, -120, 0, 0, 0, 0],
      state: .paid, payments: [.paid]),
    History(
      testDescription: "paid, a credit note of 120, then all given back",
      events: [event("A", 1, .paid)], credited: 120,
      later: [event("A", 90, .refunded, about: "r")], amounts: [0, 0, 0, 0, 0, 0],
      state: .credited, payments: [.refunded]),
    History(
      testDescription: "paid, all given back, then a credit note of 120",
      events: [event("A", 1, .paid), event("A", 2, .refunded, about: "r")], credited: 120,
      amounts: [0, 0, 0, 0, 0, 0], state: .credited, payments: [.refunded]),
    History(
      testDescription: "a credit note of 120, never paid", events: [attempt("A", 1, .pending)],
      credited: 120, amounts: [0, 0, 0, 0, 0, 0], state: .credited, payments: [.pending]),
    History(
      testDescription: "a credit note of 50, then paid in full all the same",
      events: [attempt("A", 1, .pending)], credited: 50, later: [event("A", 90, .paid)],
      amounts: [0, 70, 70, 0, 0, 0], state: .issued, payments: [.paid],
      attention: [.alreadySettled]),
    History(
      testDescription: "a credit note of 50, heard of before the payment that came before it",
      events: [attempt("A", 1, .pending)], credited: 50, later: [event("A", 2, .paid)],
      amounts: [120, -50, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "100 of 120 came, given back undecided",
      events: [event("A", 1, .paid, 100), event("A", 2, .refunded, 100, about: "r")],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.refunded]),
    History(
      testDescription: "paid, then 150 more, given back undecided",
      events: [
        event("A", 1, .paid), event("B", 2, .paid, 150), event("B", 3, .refunded, 150, about: "r"),
      ], amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid, .refunded]),
    History(
      testDescription: "150 came, 30 given back undecided",
      events: [event("A", 1, .paid, 150), event("A", 2, .refunded, 30, about: "r")],
      amounts: [0, 120, 120, 0, 0, 0], state: .issued, payments: [.pending],
      attention: [.amountMismatch]),
    History(
      testDescription: "150 came, given back undecided, which failed",
      events: [
        event("A", 1, .paid, 150), event("A", 2, .refunded, 150, about: "r"),
        event("A", 3, .refundFailed, 150, about: "r"),
      ], amounts: [0, 120, 120, 0, 0, 0], state: .issued, payments: [.pending],
      attention: [.amountMismatch]),
    History(
      testDescription: "150 came, accepted", events: [event("A", 1, .paid, 150)],
      decisions: [("A", .accept)], amounts: [150, -30, 0, 0, 0, 0], state: .paid,
      payments: [.paid]),
    History(
      testDescription: "150 came, accepted, then 30 given back",
      events: [event("A", 1, .paid, 150), event("A", 2, .refunded, 30, about: "r")],
      decisions: [("A", .accept)], amounts: [120, 0, 0, 0, 0, 0], state: .paid,
      payments: [.partiallyRefunded]),
    History(
      testDescription: "dispute opened",
      events: [event("A", 1, .paid), event("A", 2, .disputed, about: "d")],
      amounts: [0, 120, 0, 0, 120, 0], state: .issued, payments: [.disputed],
      attention: [.disputed]),
    History(
      testDescription: "dispute won",
      events: [
        event("A", 1, .paid), event("A", 2, .disputed, about: "d"),
        event("A", 3, .disputeWon, about: "d"),
      ], amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "dispute lost, with a fee",
      events: [
        event("A", 1, .paid), event("A", 2, .disputed, about: "d", fee: 1500),
        event("A", 3, .disputeLost, about: "d"),
      ], amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.disputed]),
    History(
      testDescription: "dispute lost, told as a reversal too",
      events: [
        event("A", 1, .paid), event("A", 2, .disputed, about: "d"),
        event("A", 3, .reversed), event("A", 4, .disputeLost, about: "d"),
      ], amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.disputed]),
    History(
      testDescription: "inquiry only",
      events: [event("A", 1, .paid), event("A", 2, .disputed, 0, about: "d")],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid], attention: [.disputed]),
    History(
      testDescription: "60 paid, then disputed",
      events: [event("P", 1, .paid, 60), event("P", 2, .disputed, 60, about: "d")],
      amounts: [0, 120, 0, 0, 60, 60], state: .issued, payments: [.disputed],
      attention: [.disputed]),
    History(
      testDescription: "chargeback after a refund",
      events: [
        event("A", 1, .paid), event("A", 2, .refunded, about: "r"),
        event("A", 3, .disputed, about: "d"),
      ], amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.disputed],
      attention: [.disputed]),
    History(
      testDescription: "returned by the bank after months",
      events: [event("A", 1, .paid), event("A", 9_000_000, .reversed)],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.failed]),
    History(
      testDescription: "bitcoin: 100 of 120 came and is held",
      events: [event("A", 1, .processing, 100)], amounts: [0, 120, 100, 0, 0, 20],
      state: .issued, payments: [.pending], attention: [.amountMismatch]),
    History(
      testDescription: "bitcoin: 100 of 120 came and was sent back",
      events: [event("A", 1, .processing, 100), event("A", 2, .expired)],
      amounts: [0, 120, 0, 0, 0, 120], state: .issued, payments: [.expired]),
    History(
      testDescription: "another currency came",
      events: [event("A", 1, .paid, currency: dollar)], amounts: [0, 120, 0, 0, 0, 120],
      state: .issued, payments: [.pending], attention: [.currencyMismatch]),
    History(
      testDescription: "another currency came, accepted",
      events: [event("A", 1, .paid, currency: dollar)], decisions: [("A", .accept)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
    History(
      testDescription: "80 and 80 given back of 120",
      events: [
        event("A", 1, .paid), event("A", 2, .refunded, 80, about: "r"),
        event("A", 3, .refunded, 80, about: "q"),
      ], amounts: [0, 120, 0, 120, 0, 0], state: .issued, payments: [.refunded],
      attention: [.amountMismatch]),
    History(
      testDescription: "fee of 1.80 kept back", events: [event("A", 1, .paid, fee: 180)],
      amounts: [120, 0, 0, 0, 0, 0], state: .paid, payments: [.paid]),
  ]

  @Test("it gives its six amounts in every order, and told twice", arguments: histories)
  func amounts(_ history: History) throws {
    for order in Self.orders(history.events.count) {
      for laterOrder in Self.orders(history.later.count) {
        let (shop, invoice, references) = try begin(history)
        for place in order + order { try shop.receive(history.events[place].event) }
        try decide(history, shop, invoice)
        for place in laterOrder + laterOrder { try shop.receive(history.later[place].event) }
        try check(history, shop, invoice, references)
      }
    }
  }

  @Test("it gives the same told in one message", arguments: histories)
  func grouped(_ history: History) throws {
    let (shop, invoice, references) = try begin(history)
    _ = try shop.receiver().receive(LineProvider.request(history.events.reversed().map(\.event)))
    try decide(history, shop, invoice)
    if !history.later.isEmpty {
      _ = try shop.receiver().receive(LineProvider.request(history.later.reversed().map(\.event)))
    }
    try check(history, shop, invoice, references)
  }

  /// A shop with the document and the attempts of a history.
  private func begin(_ history: History) throws -> (Shop, Document, [String]) {
    let shop = try Shop()
    let invoice = try shop.document("120.00")
    let references = Set((history.events + history.later).map(\.payment)).sorted()
    for reference in references {
      try shop.attempt(invoice, reference, amount: reference == "P" ? shop.euros("60.00") : nil)
    }
    return (shop, invoice, references)
  }

  private func decide(_ history: History, _ shop: Shop, _ invoice: Document) throws {
    for (payment, decision) in history.decisions {
      _ = try shop.kit.payments.resolve(shop.payment(payment), decision, reason: "seen")
    }
    guard let credited = history.credited else { return }
    _ = try shop.at(Shop.noon + Seconds(60)).kit.payments.credit(
      invoice, .amount(String(credited)), reason: "not delivered")
  }

  private func check(
    _ history: History, _ shop: Shop, _ invoice: Document, _ references: [String]
  ) throws {
    let document = try shop.now(invoice)
    let amounts = [
      document.paid, document.balance, document.underWay, document.returned, document.disputed,
      document.claim,
    ].map { $0.minorUnits }
    #expect(amounts == history.amounts.map { $0 * 100 })
    #expect(document.state == history.state)
    let payments = try references.map { try shop.payment($0) }
    #expect(payments.map(\.status.state) == history.payments)
    let attention = payments.map(\.status.attention)
    #expect(
      attention == (history.attention.isEmpty ? payments.map { _ in nil } : history.attention))
    #expect(
      payments.reduce(0) { $0 + $1.status.credited } == document.paid.minorUnits,
      "what payments add is what the document received")
    #expect(try shop.kit.audit.run().isValid)
  }

  /// Every order of few events, and some of many.
  private static func orders(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [Array(0..<count)] }
    return orders(count - 1).flatMap { order in
      (0...order.count).map { place in
        var order = order
        order.insert(count - 1, at: place)
        return order
      }
    }
  }
}
