import Localization
import Testing

@testable import VosfactKit

/// What a person mends about money, and what documents ask for then.
@Suite struct CorrectionsTests {
  let shop: Shop
  let invoice: Document
  let other: Document

  init() throws {
    shop = try Shop()
    invoice = try shop.document("120.00", email: "aline@example.org")
    other = try shop.document("70.00")
  }

  func record(
    _ amount: String?, _ documents: [Document], method: ManualMethod = .transfer,
    reference: String? = nil, overpayment: Bool = false, announced: Bool = false
  ) throws -> [Payment] {
    try shop.kit.payments.record(
      ManualReceipt(
        method: method, amount: amount, date: nil, reference: reference,
        isOverpayment: overpayment, isAnnounced: announced), for: documents
    ).payments
  }

  /// Received, balance, under way, returned, claim.
  func amounts(_ document: Document) throws -> [String] {
    let document = try shop.now(document)
    return [
      document.paid, document.balance, document.underWay, document.returned, document.claim,
    ].map(\.decimal)
  }

  func paid(
    _ reference: String, _ kind: PaymentEvent.Kind, at second: Int64, _ amount: Amount
  ) throws {
    try shop.receive(
      PaymentEvent(
        id: "\(reference)-\(kind.rawValue)-\(second)", kind: kind, of: .named(reference),
        at: Shop.noon + Seconds(second), amount: amount, reference: reference), mode: .live)
  }

  /// An attempt that was paid with real money.
  @discardableResult
  func pay(_ document: Document, _ reference: String, at second: Int64 = 0) throws
    -> Payment
  {
    try shop.attempt(document, reference, mode: .live)
    try paid(reference, .paid, at: second, document.total)
    return try shop.payment(reference)
  }

  func allocations(_ payment: Payment) throws -> [String] {
    try shop.kit.payments.listed(shop.payment(payment.reference)).allocations.map {
      "\($0.document ?? "-") \($0.amount.decimal)"
    }
  }

  func expectSound() throws {
    let report = try shop.kit.audit.run()
    #expect(report.isValid, "\(String(describing: report.reason))")
  }

  @Test("what was given back is asked for again once the seller says so, and not before")
  func claim() throws {
    try pay(invoice, "A")
    try paid("A", .refunded, at: 5, invoice.total)
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "120.00", "0.00"])
    #expect(throws: (any Error).self) { try shop.kit.payLinks.maker().link(to: shop.now(invoice)) }
    #expect(try shop.kit.payments.claim(invoice).document.claim.decimal == "120.00")
    #expect(try shop.kit.payments.claim(invoice).isRepeated)
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "0.00", "120.00"])
    #expect(throws: Fault.self) { try shop.kit.payments.claim(other) }
    #expect(try shop.history(invoice).filter { $0 == "document.claimed" }.count == 1)
    try expectSound()
    try shop.database.execute("UPDATE document SET claimed = claimed + 1")
    #expect(try !shop.kit.audit.run().isValid)
  }

  @Test("what went back of more than was asked is asked for again as a whole")
  func claimOfOverpaid() throws {
    try shop.attempt(invoice, "A", mode: .live)
    try paid("A", .paid, at: 0, shop.euros("150.00"))
    _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "seen")
    try paid("A", .refunded, at: 5, shop.euros("30.00"))
    #expect(try amounts(invoice) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    try paid("A", .refunded, at: 6, shop.euros("120.00"))
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "120.00", "0.00"])
    _ = try shop.kit.payments.claim(invoice)
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "0.00", "120.00"])
    try pay(invoice, "B", at: 7)
    try paid("B", .refunded, at: 8, invoice.total)
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "120.00", "0.00"])
    try expectSound()
  }

  @Test("a receipt that was wrong is undone, and nothing of it is deleted")
  func void() throws {
    let cheque = try #require(try record(nil, [invoice], method: .cheque).first)
    #expect(try shop.now(invoice).state == .paid)
    let voided = try #require(shop.kit.payments.void(cheque, reason: "it bounced").payments.first)
    #expect(voided.status.state == .failed && voided.status.received == 0)
    #expect(try shop.kit.payments.void(cheque, reason: "it bounced").isRepeated)
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "0.00", "120.00"])
    #expect(try shop.history(invoice).suffix(2) == ["payment.reversed", "document.reopened"])
    let online = try pay(other, "A")
    #expect(throws: Fault.self) { try shop.kit.payments.void(online, reason: "wrong") }
    try expectSound()
  }

  @Test("more than is owed is the customer's credit, and pays another document")
  func overpayment() throws {
    #expect(throws: Fault.self) { try record("150.00", [invoice]) }
    let payment = try #require(try record("150.00", [invoice], overpayment: true).first)
    #expect(try amounts(invoice) == ["150.00", "-30.00", "0.00", "0.00", "0.00"])
    _ = try shop.kit.payments.allocate(payment, to: other, amount: nil)
    #expect(try amounts(invoice) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(other) == ["30.00", "40.00", "0.00", "0.00", "40.00"])
    #expect(
      try allocations(payment) == ["\(invoice.number) 120.00", "\(other.number) 30.00"])
    #expect(throws: Fault.self) {
      try shop.kit.payments.allocate(payment, to: other, amount: shop.euros("1.00"))
    }
    try expectSound()
    for amount in ["0.00", "-10.00"] {
      #expect(throws: Fault.self) {
        try shop.kit.payments.allocate(payment, to: other, amount: shop.euros(amount))
      }
    }
    #expect(throws: Fault.self) {
      try shop.kit.payments.takeBack(payment, from: other, amount: shop.euros("30.01"))
    }
    _ = try shop.kit.payments.takeBack(payment, from: other, amount: shop.euros("10.00"))
    #expect(try amounts(invoice)[0] == "130.00")
    #expect(try amounts(other)[0] == "20.00")
    _ = try shop.kit.payments.void(shop.payment(payment.reference), reason: "it bounced")
    #expect(try amounts(invoice)[0] == "0.00")
    #expect(try amounts(other) == ["0.00", "70.00", "0.00", "0.00", "70.00"])
    try expectSound()
  }

  @Test("a double payment that is rejected pays the next document")
  func credit() throws {
    try pay(invoice, "A")
    let double = try pay(invoice, "B", at: 5)
    #expect(double.label == Text(en: "Paid, unallocated", fr: "Payé, non affecté"))
    #expect(try allocations(double) == ["- 120.00"])
    _ = try shop.kit.payments.resolve(double, .reject, reason: "kept for the next one")
    _ = try shop.kit.payments.allocate(double, to: other, amount: nil)
    #expect(try amounts(other) == ["70.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try allocations(double) == ["\(other.number) 70.00", "- 50.00"])
    #expect(try shop.payment("B").status.isSettled)
    // What counts for nothing goes back first, then what it was used for.
    try paid("B", .refunded, at: 9, shop.euros("60.00"))
    #expect(try amounts(other) == ["60.00", "10.00", "0.00", "10.00", "0.00"])
    #expect(try allocations(double) == ["\(other.number) 60.00"])
    #expect(try shop.payment("B").status.refunded == 6000)
    #expect(try amounts(invoice)[0] == "120.00")
    try expectSound()
    try shop.database.execute("UPDATE allocation SET amount = amount + 1")
    #expect(try !shop.kit.audit.run().isValid)
  }

  @Test("of a double that counts, what its document has too much of goes back before what was used")
  func acceptedCredit() throws {
    try pay(invoice, "A")
    let double = try pay(invoice, "B", at: 5)
    _ = try shop.kit.payments.resolve(double, .accept, reason: "kept")
    _ = try shop.kit.payments.allocate(double, to: other, amount: shop.euros("40.00"))
    #expect(try amounts(invoice)[0] == "200.00")
    try paid("B", .refunded, at: 9, shop.euros("50.00"))
    #expect(try amounts(other)[0] == "40.00")
    #expect(try amounts(invoice)[0] == "150.00")
    try paid("B", .refunded, at: 10, shop.euros("40.00"))
    #expect(try amounts(other)[0] == "30.00")
    #expect(try amounts(invoice)[0] == "120.00")
    try expectSound()
  }

  @Test("what goes back of money that counted is not asked for again, whatever came since")
  func returnedBesideCash() throws {
    try pay(invoice, "A")
    try paid("A", .refunded, at: 0, shop.euros("50.00"))
    _ = try record("50.00", [invoice], method: .cash)
    #expect(try amounts(invoice) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    try paid("A", .refunded, at: 7, shop.euros("70.00"))
    #expect(try amounts(invoice) == ["50.00", "70.00", "0.00", "70.00", "0.00"])
    // The same told of a payment that was paid after somebody had recorded cash.
    try shop.attempt(other, "B", mode: .live)
    _ = try record("20.00", [other], method: .cash)
    try paid("B", .paid, at: 20, other.total)
    try paid("B", .refunded, at: 21, shop.euros("20.00"))
    try paid("B", .refunded, at: 22, shop.euros("50.00"))
    #expect(try amounts(other) == ["20.00", "50.00", "0.00", "50.00", "0.00"])
    try expectSound()
  }

  private func document(_ buyer: Buyer) throws -> Document {
    try shop.kit.invoicing.issue(
      DocumentDraft(kind: .invoice, buyer: buyer, lines: [try LineDraft("Work;1;70.00;0")]))
  }

  @Test("one customer's credit pays another one's document only if that is said")
  func otherCustomer() throws {
    let payment = try #require(try record("150.00", [invoice], overpayment: true).first)
    let stranger = try document(Buyer(name: "Basile", email: "basile@example.org"))
    let refusal = #expect(throws: Fault.self) {
      try shop.kit.payments.allocate(payment, to: stranger, amount: nil)
    }
    #expect(refusal?.text.en.contains("--other-customer") == true)
    let given = try shop.kit.payments.allocate(
      payment, to: stranger, amount: shop.euros("1.00"), ofOthers: true)
    #expect(try allocations(given).contains("\(stranger.number) 1.00"))
    _ = try shop.kit.payments.takeBack(payment, from: stranger, amount: nil)
    #expect(try amounts(stranger)[0] == "0.00")
    for buyer in [
      Buyer(name: " ALINE "),
      Buyer(name: "Aline & fils", email: "info@example.com, Aline@Example.org"),
    ] {
      let document = try document(buyer)
      _ = try shop.kit.payments.allocate(payment, to: document, amount: shop.euros("1.00"))
    }
    // Where mail about a document goes tells its customer too.
    _ = try shop.kit.sending.address(stranger, to: "aline@example.org")
    _ = try shop.kit.payments.allocate(payment, to: stranger, amount: shop.euros("1.00"))
    let credit = try #require(try record("10.00", []).first)
    _ = try shop.kit.payments.allocate(credit, to: stranger, amount: nil)
    try expectSound()
  }

  @Test("a tax number makes buyers of two names one customer")
  func taxNumber() throws {
    let first = try document(Buyer(name: "Nord", taxID: "FR 12 345 678 901"))
    let payment = try #require(try record("80.00", [first], overpayment: true).first)
    _ = try shop.kit.payments.allocate(
      payment, to: document(Buyer(name: "Sud", taxID: "fr12345678901")), amount: nil)
    try expectSound()
  }

  @Test("money without a document waits for one")
  func withoutDocument() throws {
    let payment = try #require(try record("100.00", []).first)
    #expect(payment.status.attention == nil)
    #expect(payment.label.fr == "Payé, non affecté")
    var list = try shop.kit.payments.list(PaymentFilter())
    #expect(try list.next()?.reference == payment.reference)
    _ = try shop.kit.payments.allocate(payment, to: other, amount: nil)
    #expect(try shop.now(other).state == .paid)
    #expect(try allocations(payment) == ["\(other.number) 70.00", "- 30.00"])
    try expectSound()
  }

  @Test("the cents that are missing are written off, up to the setting")
  func writeOff() throws {
    _ = try record("119.99", [invoice])
    _ = try record(nil, [invoice], method: .writeOff)
    let document = try shop.now(invoice)
    #expect(document.state == .paid && document.balance.minorUnits == 0)
    #expect(document.paid.decimal == "119.99")
    #expect(throws: Fault.self) { try record(nil, [other], method: .writeOff) }
    _ = try record("1.00", [other], method: .writeOff)
    // What was written off before counts against the limit.
    #expect(throws: Fault.self) { try record("1.00", [other], method: .writeOff) }
    #expect(throws: Fault.self) { try record("1.00", [], method: .writeOff) }
    try expectSound()
  }

  @Test("one receipt for two documents is undone for both, and known by what was told of it")
  func twoDocuments() throws {
    let parts = try record("190.00", [invoice, other], method: .cheque, reference: " CHQ9 ")
    #expect(parts.map(\.providerReference) == ["CHQ9", "CHQ9"])
    #expect(try record("190.00", [invoice, other], method: .cheque, reference: "CHQ9") == parts)
    let voided = try shop.kit.payments.void(#require(parts.last), reason: "it bounced")
    #expect(voided.payments.map(\.status.state) == [.failed, .failed] && !voided.isRepeated)
    #expect(try amounts(invoice)[4] == "120.00")
    #expect(try amounts(other)[4] == "70.00")
    #expect(try shop.kit.payments.void(#require(parts.first), reason: "again").isRepeated)
    try expectSound()
  }

  @Test("money takes the place of what came without any, without being called more than is asked")
  func displaced() throws {
    try shop.attempt(invoice, "A", mode: .simulated)
    try shop.receive(
      PaymentEvent(
        id: "a", kind: .paid, of: .named("A"), at: Shop.noon, amount: invoice.total, reference: "A"),
      mode: .simulated)
    #expect(try shop.now(invoice).unreal.decimal == "120.00")
    let credit = try #require(try record("50.00", []).first)
    _ = try shop.kit.payments.allocate(credit, to: shop.now(invoice), amount: nil)
    _ = try record("70.00", [shop.now(invoice)])
    #expect(try amounts(invoice)[0] == "120.00")
    #expect(try shop.now(invoice).unreal.decimal == "0.00")
    try expectSound()
  }

  @Test("of money for two documents what goes back comes off the last one first")
  func together() throws {
    let first = try shop.document("50.00")
    try shop.attempt(first, "A", amount: shop.euros("120.00"), mode: .live)
    try paid("A", .paid, at: 1, shop.euros("120.00"))
    _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "for both")
    _ = try shop.kit.payments.allocate(shop.payment("A"), to: other, amount: nil)
    try paid("A", .refunded, at: 2, shop.euros("50.00"))
    #expect(try amounts(first) == ["50.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(other) == ["20.00", "50.00", "0.00", "50.00", "0.00"])
    #expect(try shop.now(other).state == .partiallyPaid)
    #expect(try shop.payment("A").status.state == .partiallyRefunded)
    try expectSound()
  }

  @Test("a deposit that is given back is not asked for again, and the final invoice is as before")
  func deposit() throws {
    func issue(_ kind: DocumentKind, _ price: String) throws -> Document {
      try shop.kit.invoicing.issue(
        DocumentDraft(
          kind: kind, buyer: Buyer(name: "Aline"), lines: [try LineDraft("Work;1;\(price);0")]))
    }
    let deposit = try issue(.depositInvoice, "36")
    let final = try issue(.finalInvoice, "84")
    try pay(deposit, "A")
    try paid("A", .refunded, at: 5, deposit.total)
    #expect(try amounts(deposit) == ["0.00", "36.00", "0.00", "36.00", "0.00"])
    #expect(try amounts(final) == ["0.00", "84.00", "0.00", "0.00", "84.00"])
    try expectSound()
  }

  @Test("money that was given to the wrong document is taken from it and given to another")
  func wrongDocument() throws {
    try paid("ABCDEFGHJKMNPQRS", .paid, at: 1, other.total)
    let strayed = try #require(try shop.needingAttention().first)
    let payment = try shop.payment(strayed)
    _ = try shop.kit.payments.resolve(payment, .accept, document: invoice, reason: "his")
    #expect(try amounts(invoice)[0] == "70.00")
    _ = try shop.kit.payments.resolve(shop.payment(strayed), .reject, reason: "hers")
    #expect(try amounts(invoice)[0] == "0.00")
    #expect(try allocations(payment) == ["- 70.00"])
    _ = try shop.kit.payments.allocate(shop.payment(strayed), to: other, amount: nil)
    #expect(try amounts(other)[4] == "0.00")
    let listed = try shop.kit.payments.payments(countingFor: other)
    #expect(listed.map(\.reference) == [strayed])
    try expectSound()
  }

  @Test("a receipt that was undone is not taken for recorded when its money comes at last")
  func again() throws {
    let cheque = try #require(try record(nil, [invoice], method: .cheque, reference: "741").first)
    _ = try shop.kit.payments.void(cheque, reason: "it bounced")
    #expect(throws: Fault.self) { try record(nil, [invoice], method: .cheque, reference: "741") }
    _ = try record(nil, [invoice], method: .cheque, reference: "741 bis")
    #expect(try shop.now(invoice).state == .paid)
  }

  @Test("no more is announced than is claimed, and nothing is canceled that is on its way")
  func announcedOnce() throws {
    _ = try record("100.00", [invoice], announced: true)
    #expect(throws: Fault.self) { try record("50.00", [invoice], announced: true) }
    _ = try record(nil, [invoice], announced: true)
    #expect(throws: Fault.self) { try record(nil, [invoice], announced: true) }
    #expect(try amounts(invoice) == ["0.00", "120.00", "120.00", "0.00", "0.00"])
    #expect(throws: Fault.self) {
      try shop.kit.invoicing.cancel(invoice, neverDelivered: "an error")
    }
  }

  @Test("a credit note asks for nothing, not even of a customer who insists")
  func creditNote() throws {
    let note = try shop.document("120.00", kind: .creditNote)
    #expect(note.claim.minorUnits == 0)
    #expect(note.payable.minorUnits == 0)
  }

  @Test("a credit is used for what a document claims, and not for what is under way")
  func claimed() throws {
    let payment = try #require(try record("100.00", []).first)
    _ = try record("50.00", [other], announced: true)
    _ = try shop.kit.payments.allocate(payment, to: other, amount: nil)
    #expect(try amounts(other) == ["20.00", "50.00", "50.00", "0.00", "0.00"])
    #expect(throws: Fault.self) {
      try shop.kit.payments.allocate(payment, to: other, amount: nil)
    }
  }

  @Test("a transfer that was announced is not asked for until it comes, or its time is over")
  func announced() throws {
    _ = try record(nil, [invoice], announced: true)
    #expect(try amounts(invoice) == ["0.00", "120.00", "120.00", "0.00", "0.00"])
    let later = shop.at(Shop.noon + Seconds(11 * 86_400))
    _ = try later.kit.reconciliation().run()
    #expect(try amounts(invoice) == ["0.00", "120.00", "0.00", "0.00", "120.00"])
    _ = try record(nil, [invoice], announced: true)
    _ = try record(nil, [invoice])
    #expect(try amounts(invoice) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    try expectSound()
    _ = try record(nil, [other], announced: true)
    try shop.kit.settings.set(.announcedLifetime, to: "1d", at: Shop.noon)
    _ = try shop.at(Shop.noon + Seconds(86_400)).kit.reconciliation().run()
    #expect(try amounts(other)[4] == "70.00", "its own setting decides")
  }

  @Test("an announcement is answered by money that comes the same way, as far as that goes")
  func answered() throws {
    _ = try record("50.00", [invoice], announced: true)
    _ = try record("60.00", [invoice], announced: true)
    _ = try record("10.00", [invoice], method: .cash)
    #expect(try amounts(invoice) == ["10.00", "110.00", "110.00", "0.00", "0.00"])
    // The first announcement came, and 30 of the second.
    _ = try record("80.00", [invoice])
    #expect(try amounts(invoice) == ["90.00", "30.00", "30.00", "0.00", "0.00"])
    try expectSound()
    let later = shop.at(Shop.noon + Seconds(11 * 86_400))
    _ = try later.kit.reconciliation().run()
    #expect(try amounts(invoice) == ["90.00", "30.00", "0.00", "0.00", "30.00"])
    _ = try record(nil, [other], method: .cheque, announced: true)
    _ = try record("20.00", [other])
    #expect(try amounts(other) == ["20.00", "50.00", "50.00", "0.00", "0.00"])
    _ = try record("20.00", [other], method: .cheque)
    #expect(try amounts(other) == ["40.00", "30.00", "30.00", "0.00", "0.00"])
    _ = try record(nil, [other], method: .cheque)
    #expect(try amounts(other) == ["70.00", "0.00", "0.00", "0.00", "0.00"])
    try expectSound()
  }

  @Test(
    "what a provider brings of an announced sum asks for nothing, and leaves it no more than the rest"
  )
  func announcedAndPaid() throws {
    _ = try record(nil, [invoice], announced: true)
    try shop.attempt(invoice, "A", amount: shop.euros("50.00"), mode: .live)
    try paid("A", .paid, at: 5, shop.euros("50.00"))
    #expect(try amounts(invoice) == ["50.00", "70.00", "70.00", "0.00", "0.00"])
    #expect(
      try shop.kit.payments.underWay(for: shop.now(invoice)).map(\.amount.decimal) == ["70.00"])
    try shop.attempt(invoice, "B", amount: shop.euros("70.00"), mode: .live)
    try paid("B", .paid, at: 6, shop.euros("70.00"))
    #expect(try amounts(invoice) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.needingAttention().isEmpty)
    #expect(try shop.kit.payments.underWay(for: shop.now(invoice)).isEmpty)
    // The transfer comes all the same.
    let receipt = ManualReceipt(
      method: .transfer, amount: "120.00", date: nil, reference: nil, isOverpayment: true)
    _ = try shop.at(Shop.noon + Seconds(9)).kit.payments.record(receipt, for: [invoice])
    #expect(try amounts(invoice) == ["240.00", "-120.00", "0.00", "0.00", "0.00"])
    #expect(try shop.needingAttention().isEmpty)
    var pending = PaymentFilter()
    pending.state = .pending
    var list = try shop.kit.payments.list(pending)
    #expect(try list.next() == nil)
    try expectSound()
  }

  @Test("what came in simulated mode is given to no document by hand")
  func unreal() throws {
    for reference in ["A", "B"] {
      try shop.attempt(invoice, reference)
      try shop.receive(
        PaymentEvent(
          id: reference, kind: .paid, of: .named(reference), at: Shop.noon,
          amount: invoice.total, reference: reference))
    }
    #expect(throws: Fault.self) {
      try shop.kit.payments.allocate(shop.payment("B"), to: other, amount: nil)
    }
  }

  @Test("money under way that is too old asks for attention, and never expires")
  func overdue() throws {
    try shop.attempt(invoice, "A")
    try shop.receive(
      PaymentEvent(
        id: "1", kind: .processing, of: .named("t"), at: Shop.noon, amount: invoice.total,
        reference: "A"))
    let later = shop.at(Shop.noon + Seconds(2 * 86_400))
    for _ in 1...2 { _ = try later.kit.reconciliation().run() }
    #expect(try shop.payment("A").status.state == .pending)
    #expect(try shop.payment("A").status.attention == .needsQuery)
    #expect(try amounts(invoice) == ["0.00", "120.00", "120.00", "0.00", "0.00"])
    try expectSound()
  }

  @Test("who pays by a debit that fails is told, if that is on; a document is thanked for once")
  func told() throws {
    for setting in [Setting.failureNotices, .thankCustomer] {
      try shop.kit.settings.set(setting, to: "true", at: Shop.noon)
    }
    try shop.attempt(invoice, "A", mode: .live)
    try paid("A", .processing, at: 0, invoice.total)
    try paid("A", .failed, at: 5, invoice.total)
    #expect(try mails() == ["mail.failed"])
    try shop.attempt(invoice, "B", mode: .live)
    try paid("B", .failed, at: 6, invoice.total)
    #expect(try mails() == ["mail.failed"])
    try paid("B", .paid, at: 7, invoice.total)
    try paid("B", .disputed, at: 8, invoice.total)
    try paid("B", .disputeWon, at: 9, invoice.total)
    #expect(try shop.now(invoice).state == .paid)
    #expect(try mails() == ["mail.failed", "mail.paid"])
  }

  private func mails() throws -> [String] {
    var mails: [String] = []
    var list = try shop.kit.outbox.list(OutboxFilter())
    while let mail = try list.next() { mails.append(mail.topic.rawValue) }
    return mails.sorted()
  }
}
