import Testing

@testable import VosfactKit

@Suite struct PaymentFoldTests {
  /// A history of a payment of 120.00, and what it comes to.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let events: [PaymentEvent]
    let state: PaymentState
    let net: Int64
    let refunded: Int64
    /// The second in which it was paid.
    let paidAt: Int64?
    let attention: Attention?

    init(
      _ description: String, _ state: PaymentState, net: Int64 = 0, refunded: Int64 = 0,
      paidAt: Int64? = nil, attention: Attention? = nil, _ events: PaymentEvent...
    ) {
      testDescription = description
      self.events = events
      self.state = state
      self.net = net
      self.refunded = refunded
      self.paidAt = paidAt
      self.attention = attention
    }
  }

  private static func at(
    _ second: Int64, _ kind: PaymentEvent.Kind, _ units: Int64? = 12_000, id: String? = nil,
    currency: String = "EUR", of transaction: String? = nil, about subject: String? = nil,
    total: Bool = false, method: String? = nil
  ) -> PaymentEvent {
    PaymentEvent(
      id: id ?? "\(kind.rawValue)-\(second)-\(transaction ?? "")", kind: kind,
      of: TransactionReference(transaction), at: UnixTime(seconds: second),
      amount: units.flatMap { units in
        Currency(code: currency).map { Amount(minorUnits: units, currency: $0) }
      }, subject: subject, isRunningTotal: total, method: method)
  }

  /// The attempt ended by itself; nobody told so of a transaction.
  private static func expired(_ second: Int64) -> PaymentEvent {
    PaymentEvent(id: "expired", attempt: .expired, at: UnixTime(seconds: second))
  }

  static let cases: [Case] = [
    Case("nothing", .pending),
    Case("pending", .pending, at(1, .pending)),
    Case("authorized", .authorized, at(1, .pending), at(2, .authorized)),
    Case("failed", .failed, at(1, .pending), at(2, .failed)),
    Case("failed, then tried again", .pending, at(1, .failed), at(2, .pending)),
    Case("expired", .expired, at(1, .expired)),
    Case("canceled", .canceled, at(1, .canceled)),
    Case("paid", .paid, net: 12_000, paidAt: 1, at(1, .paid)),
    Case("paid after failed", .paid, net: 12_000, paidAt: 2, at(1, .failed), at(2, .paid)),
    Case("paid after expired", .paid, net: 12_000, paidAt: 2, at(1, .expired), at(2, .paid)),
    Case("paid after canceled", .paid, net: 12_000, paidAt: 2, at(1, .canceled), at(2, .paid)),
    Case("paid before expired", .paid, net: 12_000, paidAt: 1, at(1, .paid), at(2, .expired)),
    Case("pending after paid", .paid, net: 12_000, paidAt: 1, at(1, .paid), at(2, .pending)),
    Case("failed in the same second", .paid, net: 12_000, paidAt: 1, at(1, .paid), at(1, .failed)),
    Case("reported twice", .paid, net: 12_000, paidAt: 1, at(1, .paid), at(2, .paid)),
    Case(
      "one transaction told twice", .paid, net: 12_000, paidAt: 1, at(1, .paid, of: "A"),
      at(2, .paid, of: "A")),
    Case(
      "taken by two transactions", .paid, net: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .paid, of: "B")),
    Case(
      "taken by two transactions, the second reversed", .paid, net: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .paid, of: "B"), at(3, .reversed, of: "B")),
    Case(
      "taken by two transactions, the first reversed", .paid, net: 12_000, paidAt: 2,
      at(1, .paid, of: "A"), at(2, .paid, of: "B"), at(3, .reversed, of: "A")),
    Case(
      "taken by two transactions, both reversed", .failed, at(1, .paid, of: "A"),
      at(2, .paid, of: "B"), at(3, .reversed, of: "A"), at(4, .reversed, of: "B")),
    Case(
      "paid, and authorized once more by another transaction", .paid, net: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .authorized, of: "B")),
    Case(
      "paid, and authorized once more, which came to nothing", .paid, net: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .authorized, 11_000, of: "B"),
      at(3, .expired, of: "B")),
    Case(
      "paid, and authorized once more, which was paid and reversed", .paid, net: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .authorized, of: "B"), at(3, .paid, of: "B"),
      at(4, .reversed, of: "B")),
    Case(
      "authorized, then paid by the same transaction", .paid, net: 12_000, paidAt: 2,
      at(1, .authorized, of: "A"), at(2, .paid, of: "A")),
    Case(
      "reversed, then taken by another transaction", .paid, net: 12_000, paidAt: 3,
      at(1, .paid, of: "A"), at(2, .reversed, of: "A"), at(3, .paid, of: "B")),
    Case(
      "taken by two transactions, the second given back", .paid, net: 12_000, refunded: 12_000,
      paidAt: 1,
      at(1, .paid, of: "A"), at(2, .paid, of: "B"), at(3, .refunded, of: "B", about: "r")),
    Case(
      "taken by two transactions, the first given back", .paid, net: 12_000, refunded: 12_000,
      paidAt: 2,
      at(1, .paid, of: "A"), at(2, .paid, of: "B"), at(3, .refunded, of: "A", about: "r")),
    Case(
      "taken by two transactions, both given back", .refunded, refunded: 24_000, paidAt: 2,
      at(1, .paid, of: "A"), at(2, .paid, of: "B"), at(3, .refunded, of: "A", about: "r"),
      at(4, .refunded, of: "B", about: "q")),
    Case(
      "one transaction undone, another paid the same day", .paid, net: 12_000, paidAt: 1,
      at(1, .pending, of: "A"), at(1, .reversed, of: "A"), at(1, .paid, of: "B")),
    Case(
      "given back without a name of the transaction", .refunded, refunded: 12_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .refunded, about: "r")),
    Case(
      "given back of a transaction that is not known to be paid", .paid, net: 12_000, paidAt: 1,
      attention: .needsQuery,
      at(1, .paid, of: "A"), at(2, .refunded, of: "B", about: "r")),
    Case(
      "paid before the names of transactions were kept, and told again since", .paid,
      net: 12_000, paidAt: 1, at(1, .paid), at(2, .paid, of: "A")),
    Case("reversed", .failed, at(1, .paid), at(2, .reversed)),
    Case("reversed in the same second", .failed, at(1, .paid), at(1, .reversed)),
    Case("reversed, then pending", .failed, at(1, .paid), at(2, .reversed), at(3, .pending)),
    Case("reversed without a payment", .failed, at(1, .reversed)),
    Case(
      "paid again after it was reversed", .paid, net: 12_000, paidAt: 3, at(1, .paid),
      at(2, .reversed), at(3, .paid), at(4, .paid)),
    Case(
      "refunded in part", .partiallyRefunded, net: 9_000, refunded: 3_000, paidAt: 1,
      at(1, .paid), at(2, .refunded, 3_000)),
    Case(
      "refunded as a whole", .refunded, net: 0, refunded: 12_000, paidAt: 1, at(1, .paid),
      at(2, .refunded, 3_000), at(3, .refunded, 9_000)),
    Case(
      "refunded twice in full", .refunded, net: 0, refunded: 12_000, paidAt: 1,
      attention: .amountMismatch, at(1, .paid), at(2, .refunded), at(3, .refunded)),
    Case(
      "one refund told twice", .partiallyRefunded, net: 9_000, refunded: 3_000, paidAt: 1,
      at(1, .paid), at(2, .refunded, 3_000, about: "r"), at(3, .refunded, 3_000, about: "r")),
    Case(
      "a refund that failed", .paid, net: 12_000, paidAt: 1, at(1, .paid),
      at(2, .refunded, 3_000, about: "r"), at(3, .refundFailed, 3_000, about: "r")),
    Case(
      "a refund that failed, without its amount", .paid, net: 12_000, paidAt: 1, at(1, .paid),
      at(2, .refunded, 3_000, about: "r"), at(3, .refundFailed, nil, about: "r")),
    Case(
      "another refund failed, which was never taken off", .partiallyRefunded, net: 9_000,
      refunded: 3_000, paidAt: 1, at(1, .paid), at(2, .refunded, 3_000, about: "r"),
      at(3, .refundFailed, 2_000, about: "q")),
    Case(
      "running totals", .partiallyRefunded, net: 5_000, refunded: 7_000, paidAt: 1, at(1, .paid),
      at(2, .refunded, 3_000, total: true), at(3, .refunded, 7_000, total: true)),
    Case(
      "running totals of one second, whatever their ids", .partiallyRefunded, net: 5_000,
      refunded: 7_000, paidAt: 1, at(1, .paid), at(2, .refunded, 3_000, id: "b", total: true),
      at(2, .refunded, 7_000, id: "a", total: true)),
    Case(
      "a single refund after a running total", .partiallyRefunded, net: 8_000, refunded: 4_000,
      paidAt: 1, at(1, .paid), at(2, .refunded, 3_000, total: true),
      at(3, .refunded, 1_000, about: "r")),
    Case(
      "a single refund that the running total holds", .partiallyRefunded, net: 9_000,
      refunded: 3_000, paidAt: 1, at(1, .paid), at(2, .refunded, 3_000, total: true),
      at(2, .refunded, 3_000, id: "z", about: "r"), at(3, .refunded, 3_000, about: "r")),
    Case(
      "a refund within the running total failed", .paid, net: 12_000, paidAt: 1, at(1, .paid),
      at(2, .refunded, 3_000, total: true), at(2, .refundFailed, 3_000, about: "r")),
    Case(
      "disputed", .disputed, paidAt: 1, attention: .disputed, at(1, .paid),
      at(2, .disputed, about: "d")),
    Case(
      "an inquiry, which takes nothing", .paid, net: 12_000, paidAt: 1, attention: .disputed,
      at(1, .paid), at(2, .disputed, 0, about: "d")),
    Case(
      "an inquiry that became a dispute of a part", .disputed, net: 7_000, paidAt: 1,
      attention: .disputed, at(1, .paid), at(2, .disputed, 0, about: "d"),
      at(3, .disputed, 5_000, about: "d")),
    Case(
      "a dispute lost, told as a reversal too", .disputed, paidAt: 1, at(1, .paid),
      at(2, .disputed, about: "d"), at(3, .reversed), at(4, .disputeLost, about: "d")),
    Case(
      "a dispute of a part lost, told again without its name", .disputed, net: 9_000, paidAt: 1,
      at(1, .paid), at(2, .disputeLost, 3_000, about: "d"), at(3, .disputeLost, 3_000)),
    Case(
      "a loss that names no dispute", .disputed, net: 9_000, paidAt: 1, at(1, .paid),
      at(2, .disputeLost, 3_000)),
    Case(
      "reversed in part", .paid, net: 9_000, paidAt: 1, at(1, .paid, of: "A"),
      at(2, .reversed, 3_000, of: "A", about: "r"),
      at(3, .reversed, 3_000, id: "again", of: "A", about: "r")),
    Case(
      "reversed in part, and refunded the rest", .refunded, refunded: 9_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .reversed, 3_000, of: "A", about: "r"),
      at(3, .refunded, 9_000, of: "A", about: "s")),
    Case(
      "reversed in part, which a dispute explains", .disputed, net: 9_000, paidAt: 1,
      at(1, .paid, of: "A"), at(2, .reversed, 3_000, of: "A", about: "r"),
      at(3, .disputeLost, 3_000, of: "A", about: "d")),
    Case(
      "reversed in two parts, which are all", .failed, at(1, .paid, of: "A"),
      at(2, .reversed, 3_000, of: "A", about: "r"), at(3, .reversed, 9_000, of: "A", about: "s")),
    Case("under way", .pending, at(1, .pending), at(2, .processing, of: "A")),
    Case(
      "under way, then failed", .failed, at(2, .processing, of: "A"), at(2, .failed, of: "A")),
    Case(
      "under way, while another try failed", .pending, at(2, .processing, of: "A"),
      at(3, .failed, of: "B")),
    Case(
      "under way, and the attempt expired", .pending, attention: .needsQuery,
      at(2, .processing, of: "A"), expired(3)),
    Case(
      "paid, then refused by the bank", .failed, at(1, .paid, of: "A"), at(2, .failed, of: "A")),
    Case(
      "dispute won", .paid, net: 12_000, paidAt: 1, at(1, .paid), at(2, .disputed, about: "d"),
      at(3, .disputeWon, about: "d")),
    Case(
      "dispute lost", .disputed, paidAt: 1, at(1, .paid), at(2, .disputed, about: "d"),
      at(3, .disputeLost, about: "d")),
    Case(
      "one dispute won, another open", .disputed, paidAt: 1, attention: .disputed, at(1, .paid),
      at(2, .disputed, about: "d"), at(3, .disputed, about: "e"), at(4, .disputeWon, about: "d")),
    Case(
      "refunded and disputed", .disputed, refunded: 3_000, paidAt: 1, attention: .disputed,
      at(1, .paid),
      at(2, .refunded, 3_000), at(3, .disputed, about: "d")),
    Case(
      "paid too little", .pending, net: 11_999, attention: .amountMismatch, at(1, .paid, 11_999)),
    Case("paid too much", .pending, net: 12_001, attention: .amountMismatch, at(1, .paid, 12_001)),
    Case(
      "paid in another currency", .pending, attention: .currencyMismatch,
      at(1, .paid, currency: "USD")),
    Case("paid, without an amount", .pending, attention: .needsQuery, at(1, .paid, nil)),
    Case(
      "refunded more than was paid", .refunded, refunded: 12_000, paidAt: 1,
      attention: .amountMismatch, at(1, .paid), at(2, .refunded, 12_001)),
  ]

  @Test("a history comes to one state, in whatever order it is told", arguments: cases)
  func state(_ history: Case) {
    let asked = Amount(minorUnits: 12_000, currency: .euro)
    for events in [history.events, history.events.reversed()] {
      let fold = PaymentFold(events, asked: asked)
      #expect(fold.state == history.state)
      #expect(fold.net == history.net)
      #expect(fold.refunded == history.refunded)
      #expect(fold.paidAt?.seconds == history.paidAt)
      #expect(fold.attention == history.attention)
    }
  }

  @Test(
    "a dispute grew out of an inquiry of the same second, whatever their ids", arguments: [0, 1])
  func inquiry(_ place: Int) {
    let ids = ["a", "b"]
    let fold = PaymentFold(
      [
        Self.at(1, .paid), Self.at(2, .disputed, 0, id: ids[place], about: "d"),
        Self.at(2, .disputed, id: ids[1 - place], about: "d"),
      ], asked: Amount(minorUnits: 12_000, currency: .euro))
    #expect(fold.state == .disputed)
    #expect(fold.attention == .disputed)
    #expect(fold.received == 0)
  }

  @Test("the method is the one told last by an event that counts")
  func method() {
    let fold = PaymentFold(
      [
        Self.at(3, .pending), Self.at(2, .paid, method: "sepa_debit"),
        Self.at(1, .pending, method: "card"),
        Self.at(4, .paid, 1, method: "crypto"),
      ], asked: Amount(minorUnits: 12_000, currency: .euro))
    #expect(fold.method == "sepa_debit")
  }
}
