import Localization
import Testing

@testable import VosfactKit

/// One payment for several documents.
@Suite struct SeveralDocumentsTests {
  private let shop: Shop
  private let first: Document
  private let second: Document

  init() throws {
    shop = try Shop()
    (first, second) = try Self.documents(in: shop)
  }

  private static func documents(in shop: Shop) throws -> (Document, Document) {
    try (shop.document("50.00"), shop.document("70.00"))
  }

  private static func start(
    _ reference: String, _ documents: [Document], in shop: Shop, mode: ProviderMode = .live
  ) throws {
    let statement = try shop.kit.transaction { try shop.kit.payLinks.statement(of: documents) }
    let asked = documents.map {
      AskedDocument(document: $0.key, number: $0.number, amount: $0.claim.minorUnits)
    }
    let amount = Amount(minorUnits: asked.reduce(0) { $0 + $1.amount }, currency: .euro)
    let attempt = PaymentAttempt.sample(
      reference: reference, amount: amount, startedAt: shop.kit.now, lifetime: 86_400)
    _ = try shop.kit.transaction {
      try shop.kit.payments.post(
        attempt, nil, for: nil, asking: asked, from: statement.reference, provider: "line",
        mode: mode)
    }
  }

  private static func event(
    _ payment: String, _ second: Int64, _ kind: PaymentEvent.Kind, _ units: Int64,
    about subject: String? = nil
  ) -> PaymentEvent {
    PaymentEvent(
      id: "\(payment)-\(kind.rawValue)-\(second)", kind: kind, of: .named("\(payment)-t"),
      at: Shop.noon + Seconds(second),
      amount: Amount(minorUnits: units * 100, currency: .euro), reference: payment,
      subject: subject)
  }

  /// Received, balance, under way, returned, disputed, claim, in whole euros.
  private func amounts(_ document: Document, in shop: Shop? = nil) throws -> [Int64] {
    let now = try (shop ?? self.shop).now(document)
    return [now.paid, now.balance, now.underWay, now.returned, now.disputed, now.claim]
      .map { $0.minorUnits / 100 }
  }

  private func checkSums(_ reference: String, in shop: Shop? = nil) throws {
    let shop = shop ?? self.shop
    let payment = try shop.payment(reference)
    let listed = try shop.kit.payments.listed(payment)
    #expect(listed.allocations.reduce(0) { $0 + $1.amount.minorUnits } == payment.status.received)
    let audit = try shop.kit.audit.run()
    #expect(audit.isValid, "\(audit)")
  }

  @Test("paid together, then a part given back: the last one's goes first")
  func partGivenBack() throws {
    try Self.start("P", [first, second], in: shop)
    #expect(try amounts(first) == [0, 50, 0, 0, 0, 50])
    try shop.receive(Self.event("P", 1, .paid, 120), mode: .live)
    #expect(try amounts(first) == [50, 0, 0, 0, 0, 0])
    #expect(try amounts(second) == [70, 0, 0, 0, 0, 0])
    #expect(try shop.now(first).state == .paid && shop.now(second).state == .paid)
    try checkSums("P")
    try shop.receive(Self.event("P", 2, .refunded, 50, about: "r"), mode: .live)
    #expect(try amounts(first) == [50, 0, 0, 0, 0, 0])
    #expect(try amounts(second) == [20, 50, 0, 50, 0, 0])
    #expect(try shop.now(second).state == .partiallyPaid)
    #expect(try shop.payment("P").status.state == .partiallyRefunded)
    try checkSums("P")
  }

  @Test("what no document can have is not accepted, and only invoices of one customer go together")
  func refused() throws {
    try Self.start("P", [first, second], in: shop)
    _ = try shop.kit.payments.cancel(second, neverDelivered: "an error")
    try shop.receive(Self.event("P", 1, .paid, 120), mode: .live)
    #expect(try amounts(first)[0] == 50)
    #expect(throws: ResolutionError.notAcceptable(reference: "P", .canceledDocument)) {
      try shop.kit.payments.resolve(shop.payment("P"), .accept, reason: "kept")
    }
    try checkSums("P")

    func document(_ kind: DocumentKind, _ taxID: String) throws -> Document {
      try shop.kit.invoicing.issue(
        DocumentDraft(
          kind: kind, buyer: Buyer(name: "Martin", taxID: taxID),
          lines: [try LineDraft("Work;1;10;0")]))
    }
    let invoice = try document(.invoice, "FR1")
    for other in [try document(.invoice, "FR2"), try document(.quote, "FR1")] {
      #expect(throws: Fault.self, "\(other.number)") {
        try shop.kit.transaction { try shop.kit.payLinks.statement(of: [invoice, other]) }
      }
    }
  }

  @Test("money under way, disputed and failed is told of each")
  func standing() throws {
    try Self.start("P", [first, second], in: shop)
    try shop.receive(Self.event("P", 1, .processing, 120), mode: .live)
    #expect(try amounts(first) == [0, 50, 50, 0, 0, 0])
    #expect(try amounts(second) == [0, 70, 70, 0, 0, 0])
    #expect(
      try shop.kit.payments.underWay(for: shop.now(second)).map(\.amount.minorUnits) == [7000])
    try shop.receive(Self.event("P", 2, .failed, 120), mode: .live)
    #expect(try amounts(second) == [0, 70, 0, 0, 0, 70])
    #expect(try shop.history(first).contains("payment.failed"))
    #expect(try shop.history(second).contains("payment.failed"))
    try shop.receive(Self.event("P", 3, .paid, 120), mode: .live)
    try shop.receive(Self.event("P", 4, .disputed, 120, about: "d"), mode: .live)
    #expect(try amounts(first) == [0, 50, 0, 0, 50, 0])
    #expect(try amounts(second) == [0, 70, 0, 0, 70, 0])
    try checkSums("P")
  }

  @Test("one that was paid meanwhile takes none: what nobody asks is the customer's credit")
  func meanwhile() throws {
    try Self.start("P", [first, second], in: shop)
    try shop.attempt(first, "X", mode: .live)
    try shop.receive(Self.event("P", 5, .paid, 120), mode: .live)
    try checkSums("P")
    // Heard of later, and paid before: the other's share goes over.
    try shop.receive(Self.event("X", 2, .paid, 50), mode: .live)
    #expect(try amounts(first) == [50, 0, 0, 0, 0, 0])
    #expect(try amounts(second) == [70, 0, 0, 0, 0, 0])
    #expect(try shop.payment("P").status.attention == .alreadySettled)
    let listed = try shop.kit.payments.listed(shop.payment("P"))
    #expect(listed.allocations.map(\.document) == [second.number, nil])
    #expect(listed.allocations.map(\.amount.minorUnits) == [7000, 5000])
    #expect(listed.documents == [first.number, second.number])
    try checkSums("P")
    // What is beyond goes back first, and nothing is asked again.
    try shop.receive(Self.event("P", 9, .refunded, 50, about: "r"), mode: .live)
    #expect(try amounts(second) == [70, 0, 0, 0, 0, 0])
    #expect(try shop.payment("P").status.attention == nil)
    try checkSums("P")
  }

  @Test("what is beyond all claims can be given to another document, or be rejected")
  func credit() throws {
    try Self.start("P", [first, second], in: shop)
    try shop.attempt(first, "X", mode: .live)
    try shop.receive(Self.event("X", 2, .paid, 50), mode: .live)
    try shop.receive(Self.event("P", 5, .paid, 120), mode: .live)
    let third = try shop.document("40.00")
    _ = try shop.kit.payments.allocate(shop.payment("P"), to: third, amount: nil)
    #expect(try amounts(third) == [40, 0, 0, 0, 0, 0])
    try checkSums("P")
    _ = try shop.kit.payments.resolve(shop.payment("P"), .reject, reason: "theirs")
    #expect(try shop.payment("P").status.attention == nil)
    #expect(try amounts(second) == [70, 0, 0, 0, 0, 0])
    try checkSums("P")
  }

  @Test("a refund of one document's part leaves the others'")
  func refundOfOne() throws {
    try Self.start("P", [first, second], in: shop)
    try shop.receive(Self.event("P", 1, .paid, 120), mode: .live)
    let payment = try shop.payment("P")
    let request = RefundRequest(
      reference: "R", amount: try shop.euros("50.00"), isRest: false, requestedAt: Shop.noon)
    _ = try shop.kit.transaction {
      try shop.kit.payments.ledger.post(
        request, of: payment, nil, refundedBefore: 0, from: first)
    }
    try shop.receive(Self.event("P", 2, .refunded, 50, about: "r"), mode: .live)
    #expect(try amounts(first) == [0, 50, 0, 50, 0, 0])
    #expect(try amounts(second) == [70, 0, 0, 0, 0, 0])
    try shop.receive(Self.event("P", 3, .refunded, 20, about: "q"), mode: .live)
    #expect(try amounts(second) == [50, 20, 0, 20, 0, 0])
    try checkSums("P")
  }

  @Test("whatever comes in whatever order, how often, the same is there", arguments: 1...25)
  func everyOrder(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let kinds: [PaymentEvent.Kind] = [.processing, .paid, .paid, .failed, .refunded, .disputed]
    var events: [PaymentEvent] = []
    for number in 0..<Int.random(in: 2...8, using: &generator) {
      let payment = ["P", "Q", "X", "Y"].randomElement(using: &generator) ?? "P"
      let kind = kinds.randomElement(using: &generator) ?? .paid
      let whole: Int64 = ["P": 120, "Q": 120, "X": 50][payment] ?? 70
      let isWhole = [.processing, .paid, .failed].contains(kind)
      events.append(
        PaymentEvent(
          id: "e\(number)", kind: kind, of: .named("\(payment)-t"),
          at: Shop.noon + Seconds(Int64.random(in: 0...30, using: &generator)),
          amount: Amount(minorUnits: 100 * (isWhole ? whole : whole / 3), currency: .euro),
          reference: payment, subject: isWhole ? nil : "s\(number)"))
    }
    var results: [[String]] = []
    for round in 0..<3 {
      let shop = try Shop(seed: seed)
      let (first, second) = try Self.documents(in: shop)
      try Self.start("P", [first, second], in: shop)
      try Self.start("Q", [first, second], in: shop)
      try shop.attempt(first, "X", mode: .live)
      try shop.attempt(second, "Y", mode: .live)
      let told = round == 0 ? events : (events + events).shuffled(using: &generator)
      for event in told { try shop.receive(event, mode: .live) }
      var result = try [first, second].map {
        "\(try amounts($0, in: shop)) \(try shop.now($0).state)"
      }
      for reference in ["P", "Q", "X", "Y"] {
        let payment = try shop.payment(reference)
        let listed = try shop.kit.payments.listed(payment)
        #expect(
          listed.allocations.reduce(0) { $0 + $1.amount.minorUnits } == payment.status.received)
        result.append(
          "\(reference) \(payment.status.state) \(listed.allocations.map(\.amount.minorUnits)) \(String(describing: payment.status.attention))"
        )
      }
      for document in [first, second] {
        let now = try shop.now(document)
        #expect(now.paid.minorUnits <= now.total.minorUnits, "no document is above its total")
        #expect(now.claim.minorUnits >= 0)
      }
      let audit = try shop.kit.audit.run()
      #expect(audit.isValid, "\(audit)")
      results.append(result)
    }
    #expect(results[0] == results[1] && results[1] == results[2])
  }
}
