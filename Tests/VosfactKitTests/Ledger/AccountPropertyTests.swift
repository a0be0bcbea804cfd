import Testing

@testable import VosfactKit

/// What holds of every history of money, however it goes.
@Suite struct AccountPropertyTests {
  /// A history of a few payments, made of a seed.
  static func events(
    _ generator: inout SeededGenerator, total: Int64
  ) -> [(payment: String, event: PaymentEvent)] {
    let kinds: [PaymentEvent.Kind] = [
      .processing, .authorized, .paid, .paid, .paid, .failed, .reversed, .refunded, .refunded,
      .disputed, .disputeWon, .disputeLost, .expired,
    ]
    return (0..<Int.random(in: 1...9, using: &generator)).map { number in
      let payment = ["A", "B", "C"].randomElement(using: &generator) ?? "A"
      let kind = kinds.randomElement(using: &generator) ?? .paid
      let transaction = "\(payment)-\(Int.random(in: 1...2, using: &generator))"
      let parts = [total, total, total, total / 2, total / 3, total + 500]
      return (
        payment,
        PaymentEvent(
          id: "e\(number)", kind: kind, of: .named(transaction),
          at: Shop.noon + Seconds(Int64.random(in: 0...50, using: &generator)),
          amount: Amount(
            minorUnits: parts.randomElement(using: &generator) ?? total, currency: .euro),
          reference: payment, subject: [.paid, .processing].contains(kind) ? nil : "s\(number % 3)")
      )
    }
  }

  @Test(
    "allocations sum to what is received, no claim is below zero, and all that asks asks for it",
    arguments: 1...40)
  func holds(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let shop = try Shop(seed: UInt64(seed))
    for (key, value) in [
      (Setting.payLinkBase, "https://pay.example.org"), (.companyEmail, "seller@example.org"),
    ] {
      try shop.kit.settings.set(key, to: value, at: Shop.noon)
    }
    try shop.kit.settings.set(.onlinePaymentsEnabled, to: "true", at: Shop.noon)
    try shop.kit.payLinks.addFirstKey()
    let invoice = try Self.invoice(shop)
    let events = Self.events(&generator, total: 12_000)
    for reference in ["A", "B", "C"] { try shop.attempt(invoice, reference, mode: .live) }
    for (_, event) in events { try shop.receive(event, mode: .live) }

    // The same in another order, each told twice.
    let again = try Shop(seed: UInt64(seed))
    let copy = try Self.invoice(again)
    for reference in ["A", "B", "C"] { try again.attempt(copy, reference, mode: .live) }
    for (_, event) in (events + events).shuffled(using: &generator) {
      try again.receive(event, mode: .live)
    }
    let document = try shop.now(invoice)
    #expect(try again.now(copy).amounts == document.amounts)
    #expect(try again.now(copy).state == document.state)
    #expect(document.amounts.received <= 12_000, "nobody accepted more")
    #expect(try taxes(again, copy).less(taxes(shop, document)).isEmpty, "in every order")

    try checkSums(shop, document)
    try checkAsking(shop, document)
    #expect(try shop.kit.audit.run().isValid)
    #expect(try again.kit.audit.run().isValid)
  }

  @Test(
    "what is rejected asks no more and lets no other payment ask, and sums and claims still hold",
    arguments: 1...20)
  func rejects(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let shop = try Shop(seed: UInt64(seed))
    let invoice = try shop.document("120.00")
    for reference in ["A", "B", "C"] { try shop.attempt(invoice, reference, mode: .live) }
    for (_, event) in Self.events(&generator, total: 12_000) {
      try shop.receive(event, mode: .live)
    }
    while let reference = try shop.needingAttention().randomElement(using: &generator) {
      let before = try shop.needingAttention()
      _ = try shop.kit.payments.resolve(
        shop.payment(reference), .reject, reason: "not ours")
      let decided = try shop.kit.payments.resolutions(of: shop.payment(reference)).flatMap(\.events)
      #expect(Set(decided).count == decided.count)
      try #require(!decided.isEmpty)
      #expect(Set(try shop.needingAttention()).isSubset(of: before))
      try checkSums(shop, shop.now(invoice))
    }
    #expect(try shop.now(invoice).balance.minorUnits >= 0, "what is rejected is no overpayment")
    #expect(try shop.kit.audit.run().isValid)
  }

  /// 120.00 at two rates and without VAT.
  private static func invoice(_ shop: Shop) throws -> Document {
    try shop.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline", email: "aline@example.org"),
        lines: [
          try LineDraft("A;1;49.99;20"), try LineDraft("B;1;33.33;5.5"),
          try LineDraft("C;1;24.85;np"),
        ]))
  }

  /// What all that a document received and gave back bears.
  private func taxes(_ shop: Shop, _ document: Document) throws -> [TaxSummary.Row] {
    try TaxedMovements(database: shop.database, clock: shop.kit.clock)
      .movements(of: shop.now(document)).reduce([]) { $0.adding($1.taxes) }
  }

  private func checkSums(_ shop: Shop, _ document: Document) throws {
    var counted: Int64 = 0
    for payment in try shop.kit.payments.payments(for: document) {
      let listed = try shop.kit.payments.listed(payment)
      let sum = listed.allocations.reduce(0) { $0 + $1.amount.minorUnits }
      #expect(sum == payment.status.received)
      #expect(payment.status.received >= 0)
      counted += payment.status.credited
    }
    #expect(counted == document.amounts.received)
    let taxes = try taxes(shop, document)
    #expect(taxes.reduce(0) { $0 + $1.gross } == min(counted, document.total.minorUnits))
    if document.amounts.received >= document.total.minorUnits {
      #expect(try taxes.less(shop.kit.documents.taxes(of: document).rows).isEmpty)
    }
    let claim = document.claim.minorUnits
    #expect(claim >= 0 && claim <= max(0, document.balance.minorUnits))
    for amount in [document.amounts.returned, document.amounts.disputed] {
      #expect(amount >= 0 && amount <= max(0, document.balance.minorUnits))
    }
    let amounts = document.amounts
    #expect(
      amounts.returned + amounts.disputed
        <= max(0, document.balance.minorUnits - amounts.underWay)
        || amounts.returned + amounts.disputed == 0, "nothing is told twice")
    let stored = try DatabaseContent.rows("SELECT claim FROM document", of: shop.database)
    #expect(stored == [String(claim)])
  }

  /// Every place that names an amount to be paid, each of which asks for the claim.
  private func checkAsking(_ shop: Shop, _ document: Document) throws {
    let claim = document.claim
    let isPayable = claim.minorUnits > 0
    var open = try shop.kit.documents.open()
    var claims: [Int64] = []
    while let document = try open.next() { claims.append(document.claim) }
    #expect(claims.filter { $0 > 0 } == (isPayable ? [claim.minorUnits] : []), "pay-link --unpaid")

    let payable = PayableDocument(payments: shop.kit.payments, document: document, part: nil)
    #expect(payable.amount == claim, "payment start")
    #expect(((try? payable.checked()) != nil) == isPayable)
    #expect(
      ((try? shop.kit.payLinks.maker().link(to: document)) != nil) == isPayable, "pay-link")
    #expect(document.isOverdue(on: .last) == (isPayable && document.state != .paid), "--overdue")
    #expect(PageSubject(document).claim == claim, "pages")

    try shop.kit.settings.set(.remindersAfter, to: "1", at: Shop.noon)
    let late = shop.at(Shop.noon + Seconds(60 * 86_400))
    var reminded: [Document] = []
    try late.kit.sending.remind(rehearsing: true) { reminded.append($0.document) }
    let isQuiet = try shop.kit.payments.store.asksForAttention(about: document.key)
    let isDisputed = document.disputed.minorUnits > 0
    let isRemindable = isPayable && document.state != .paid && !isQuiet && !isDisputed
    #expect(reminded.map(\.claim) == (isRemindable ? [claim] : []), "remind")
  }
}
