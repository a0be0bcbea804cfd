import Localization
import Testing

@testable import VosfactKit

/// Credit notes, and what documents ask for then.
extension CorrectionsTests {
  private func credit(_ document: Document, _ amount: String?) throws -> Document {
    try shop.kit.payments.credit(
      document, amount.map { .amount($0) } ?? .all, reason: "not delivered")
  }

  @Test("a credit note stands on the account of the invoice that it corrects")
  func creditedInvoice() throws {
    let note = try credit(invoice, nil)
    #expect(note.content.corrects == invoice.number && note.total.decimal == "-120.00")
    #expect(try amounts(invoice) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.now(invoice).state == .credited)
    #expect(try amounts(note) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.history(invoice).suffix(2) == ["document.corrected", "document.credited"])
    #expect(throws: Fault.self) { try credit(invoice, nil) }
    #expect(throws: Fault.self) { try shop.kit.invoicing.cancel(note) }
    #expect(throws: Fault.self) { try shop.kit.invoicing.cancel(shop.now(invoice)) }
    #expect(throws: Fault.self) { try credit(note, nil) }
    try expectSound()
  }

  @Test("what was paid and is credited is too much, until it is given back, in either order")
  func creditedAndPaid() throws {
    try pay(invoice, "A")
    _ = try credit(invoice, nil)
    #expect(try amounts(invoice) == ["120.00", "-120.00", "0.00", "0.00", "0.00"])
    #expect(try shop.now(invoice).state == .paid)
    try paid("A", .refunded, at: 5, invoice.total)
    #expect(try amounts(invoice) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.now(invoice).state == .credited)
    try pay(other, "B", at: 7)
    try paid("B", .refunded, at: 8, shop.euros("20.00"))
    #expect(try amounts(other) == ["50.00", "20.00", "0.00", "20.00", "0.00"])
    let note = try credit(other, "20,00")
    #expect(try amounts(other) == ["50.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.now(other).state == .paid && note.total.decimal == "-20.00")
    try paid("B", .refunded, at: 9, shop.euros("50.00"))
    #expect(try amounts(other) == ["0.00", "50.00", "0.00", "50.00", "0.00"])
    #expect(throws: Fault.self) { try credit(other, "50.01") }
    _ = try credit(other, nil)
    #expect(try shop.now(other).state == .credited)
    try expectSound()
  }

  @Test("of what is credited no more is asked, and a payment for more asks for attention")
  func creditedInPart() throws {
    try shop.attempt(invoice, "A", mode: .live)
    _ = try shop.at(Shop.noon + Seconds(60)).kit.payments.credit(
      invoice, .amount("50"), reason: "a discount")
    #expect(try amounts(invoice) == ["0.00", "70.00", "0.00", "0.00", "70.00"])
    try paid("A", .paid, at: 90, invoice.total)
    #expect(try shop.payment("A").status.attention == .alreadySettled)
    #expect(try amounts(invoice) == ["0.00", "70.00", "70.00", "0.00", "0.00"])
    _ = try shop.kit.payments.resolve(shop.payment("A"), .accept, reason: "kept")
    #expect(try amounts(invoice) == ["120.00", "-50.00", "0.00", "0.00", "0.00"])
    // What is too much is the customer's credit, or is paid out for the credit note.
    _ = try shop.kit.payments.allocate(
      shop.payment("A"), to: other, amount: shop.euros("20.00"))
    let note = try #require(try shop.kit.documents.followers(of: shop.now(invoice)).first)
    #expect(throws: Fault.self) { try record("-30.01", [note]) }
    _ = try record(nil, [note])
    #expect(try amounts(invoice) == ["70.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(other)[0] == "20.00")
    try expectSound()
  }

  @Test(
    "a credit note of a line or an amount has its VAT by rate, and all of them have the invoice's")
  func creditByRate() throws {
    let invoice = try shop.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline"),
        lines: [
          try LineDraft("A;1;0.33;20"), try LineDraft("B;1;0.33;20"), try LineDraft("C;2;10;5.5"),
          try LineDraft("D;1;7;np"),
        ]))
    #expect(invoice.total.decimal == "28.89")
    let line = try shop.kit.payments.credit(invoice, .line(3), reason: "broken")
    #expect(line.total.decimal == "-21.10")
    #expect(throws: Fault.self) { try shop.kit.payments.credit(invoice, .line(3), reason: "twice") }
    #expect(throws: Fault.self) { try shop.kit.payments.credit(invoice, .line(5), reason: "none") }
    let part = try credit(invoice, "3.01")
    #expect(part.total.decimal == "-3.01")
    let rest = try credit(invoice, nil)
    let notes = [line, part, rest]
    try expectWhole(notes, of: invoice)
  }

  /// That credit notes have together exactly what the invoice has, which is credited then.
  private func expectWhole(_ notes: [Document], of invoice: Document) throws {
    for amount in [\Totals.net, \.tax, \.total] {
      #expect(
        notes.reduce(0) { $0 + $1.content.totals[keyPath: amount] }
          == -invoice.content.totals[keyPath: amount])
    }
    #expect(try shop.now(invoice).state == .credited)
    try expectSound()
  }

  private func invoice(_ lines: String...) throws -> Document {
    try shop.kit.invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: "Aline"), lines: lines.map { try LineDraft($0) }))
  }

  private func correct(_ document: Document, _ line: String) throws -> Document {
    var draft = DocumentDraft(
      kind: .creditNote, buyer: Buyer(name: "Aline"), lines: [try LineDraft(line)])
    draft.corrects = document
    return try shop.kit.payments.issue(draft)
  }

  @Test("no credit note takes back more than there is, of no rate, and no line twice")
  func bounds() throws {
    let discounted = try invoice("A;1;100;20", "Discount;-1;100;0")
    #expect(throws: Fault.self) {
      try shop.kit.payments.credit(discounted, .line(1), reason: "too much")
    }
    let twice = try invoice("A;1;100;20", "B;1;100;20")
    _ = try shop.kit.payments.credit(twice, .line(1), reason: "broken")
    #expect(throws: Fault.self) { try shop.kit.payments.credit(twice, .line(1), reason: "again") }
    _ = try shop.kit.payments.credit(twice, .line(2), reason: "broken too")
    #expect(try shop.now(twice).state == .credited)
    let taxed = try invoice("A;1;100;20", "B;1;300;0")
    for line in ["X;-1;120;0.1", "X;-1;110;20", "X;-1;301;0", "X;1;10;20"] {
      #expect(throws: Fault.self, "\(line)") { try correct(taxed, line) }
    }
    let own = try correct(taxed, "X;-1;300;0")
    #expect(try shop.now(taxed).amounts.credited == -own.content.totals.total)
    #expect(throws: Fault.self) { try shop.kit.payments.credit(taxed, .line(2), reason: "gone") }
    try expectSound()
  }

  @Test("credit notes in parts have the invoice's net and VAT, with discounts", arguments: 1...12)
  func partsOfAll(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let invoice = try invoice(
      "A;3;33.33;20", "B;1;\(Int.random(in: 1...90, using: &generator)).07;5.5",
      "Discount;-1;\(Int.random(in: 1...60, using: &generator)).99;0", "C;2;0.01;10")
    var notes: [Document] = []
    for _ in 0..<3 {
      let left = invoice.content.totals.total - (try shop.now(invoice).amounts.credited)
      let part = Int64.random(in: 1...max(1, left / 2), using: &generator)
      notes.append(try credit(invoice, invoice.amount(part).decimal))
    }
    notes.append(try credit(invoice, nil))
    try expectWhole(notes, of: invoice)
  }

  @Test("no more is paid out than came, and what was given up is no surplus")
  func payouts() throws {
    _ = try record("119.50", [invoice])
    _ = try record("0.50", [invoice], method: .writeOff)
    let note = try credit(invoice, nil)
    #expect(try amounts(invoice) == ["119.50", "-119.50", "0.00", "0.00", "0.00"])
    #expect(throws: Fault.self) { try record("-10.00", [note], announced: true) }
    #expect(throws: Fault.self) { try record("-120.00", [note], overpayment: true) }
    _ = try record(nil, [note])
    #expect(try shop.now(invoice).state == .credited)
    #expect(try amounts(invoice) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    let cheque = try #require(try record(nil, [other], method: .cheque).first)
    let second = try credit(other, nil)
    _ = try record("-50.00", [second])
    _ = try shop.kit.payments.void(cheque, reason: "it bounced")
    #expect(try amounts(other) == ["-50.00", "50.00", "0.00", "0.00", "50.00"])
    #expect(try shop.now(other).state == .issued, "what was paid out for nothing is owed")
    try expectSound()
  }

  @Test("an invoice that was sent is credited, and not canceled")
  func sent() throws {
    try shop.kit.settings.set(.companyEmail, to: "seller@example.org", at: Shop.noon)
    _ = try shop.kit.sending.send(invoice)
    #expect(throws: Fault.self) {
      try shop.kit.invoicing.cancel(shop.now(invoice), neverDelivered: "said so")
    }
  }

  @Test("a document that is exported with its credit note comes back as it was")
  func exportedCredit() throws {
    let note = try credit(invoice, "20.00")
    let lines = try shop.kit.documents.lines(of: note)
    let exported = ExportedDocument(document: note, lines: lines).json
    #expect(exported["corrects"]?.string == invoice.number)
    #expect(
      note.content.digest(number: note.number, lines: lines)
        != DocumentContent(
          kind: note.content.kind, issuedOn: note.content.issuedOn, dueOn: nil,
          currency: note.content.currency, language: note.content.language,
          totals: note.content.totals, buyer: note.content.buyer
        ).digest(number: note.number, lines: lines), "which one it corrects cannot be altered")
  }
}
