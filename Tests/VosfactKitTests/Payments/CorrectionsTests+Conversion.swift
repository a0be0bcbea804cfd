import Localization
import Testing

@testable import VosfactKit

/// Quotes and orders that are made invoices, and deposits that final invoices deduct.
extension CorrectionsTests {
  private func quote(_ lines: String..., kind: DocumentKind = .quote) throws -> Document {
    var draft = DocumentDraft(
      kind: kind, buyer: Buyer(name: "Aline", email: "aline@example.org"),
      lines: try lines.map { try LineDraft($0) })
    draft.orderReference = "CMD-7"
    return try shop.kit.invoicing.issue(draft)
  }

  private func convert(
    _ document: Document, _ conversion: Conversion = .invoice
  ) throws -> Document {
    try shop.kit.payments.convert(document, to: conversion)
  }

  private func percent(_ text: String) throws -> Conversion {
    .depositPercent(try #require(ExactDecimal(text)))
  }

  private func taxes(_ document: Document) throws -> [String] {
    try shop.kit.documents.taxes(of: document).rows.map {
      "\($0.category.rate) \($0.net) \($0.tax)"
    }
  }

  /// What happens to a quote that is paid and made an invoice.
  enum Step: CaseIterable {
    case start, paid, convert, repeated
  }

  @Test(
    "a quote that is paid and made an invoice is accepted, and the invoice paid, in every order",
    arguments: [
      [.start, .paid, .convert, .repeated], [.start, .convert, .paid, .repeated],
      [.start, .paid, .repeated, .convert],
    ] as [[Step]])
  func quotePaid(_ steps: [Step]) throws {
    try shop.kit.settings.set(.thankCustomer, to: "true", at: Shop.noon)
    let quote = try quote("Work;1;120.00;0")
    var invoice: Document?
    for step in steps {
      switch step {
      case .start: try shop.attempt(quote, "A", mode: .live)
      case .paid, .repeated: try paid("A", .paid, at: 1, quote.total)
      case .convert: invoice = try convert(quote)
      }
    }
    let made = try #require(invoice)
    #expect(try shop.now(quote).state == .accepted)
    #expect(try amounts(quote) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(made) == ["120.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.now(made).state == .paid)
    #expect(try shop.now(made).content.convertedFrom == quote.number)
    #expect(try shop.now(made).content.orderReference == "CMD-7")
    let payment = try shop.payment("A")
    #expect(payment.status.state == .paid)
    #expect(payment.status.attention == nil)
    #expect(try allocations(payment) == ["\(made.number) 120.00"])
    #expect(try shop.needingAttention().isEmpty)
    #expect(try mails() == 1)
    // What is given back is the invoice's.
    try paid("A", .refunded, at: 9, shop.euros("50.00"))
    #expect(try amounts(made) == ["70.00", "50.00", "0.00", "50.00", "0.00"])
    #expect(try amounts(quote) == ["0.00", "0.00", "0.00", "0.00", "0.00"])
    try expectSound()
  }

  private func mails() throws -> Int64 {
    try shop.database.first("SELECT count(*) FROM outbox WHERE topic = 'mail.paid'") { row in
      row.int64()
    } ?? 0
  }

  @Test("a deposit is deducted by rate, so that its VAT is declared once, and paid by what came")
  func depositsByRate() throws {
    let quote = try quote("A;1;0.33;20", "B;1;0.33;20", "C;2;10;5.5", "D;1;7;np")
    #expect(quote.total.decimal == "28.89")
    let first = try convert(quote, percent("30"))
    #expect(first.content.kind == .depositInvoice)
    #expect(first.total.decimal == "8.67")
    try shop.attempt(quote, "Q", amount: shop.euros("20.22"), mode: .live)
    let second = try convert(quote, .depositAmount("3.01"))
    #expect(try shop.now(quote).claim.decimal == "17.21")
    #expect(throws: Fault.self) { try convert(quote, .depositAmount("17.22")) }
    #expect(throws: Fault.self) { try convert(quote, percent("100.1")) }
    #expect(throws: Fault.self) { try convert(quote, percent("0")) }
    #expect(throws: Fault.self) { try convert(quote, .depositReceived) }
    _ = try record("8.67", [first])
    let final = try convert(quote)
    #expect(final.content.kind == .finalInvoice)
    for amount in [\Totals.net, \.tax, \.total] {
      #expect(
        [first, second, final].reduce(0) { $0 + $1.content.totals[keyPath: amount] }
          == quote.content.totals[keyPath: amount])
    }
    var left = try shop.kit.documents.taxes(of: quote).rows
    for document in [first, second, final] {
      for row in try shop.kit.documents.taxes(of: document).rows {
        let place = try #require(left.firstIndex { $0.category == row.category })
        left[place] = .init(
          category: row.category, net: left[place].net - row.net, tax: left[place].tax - row.tax)
      }
    }
    #expect(left.allSatisfy { $0.net == 0 && $0.tax == 0 }, "\(left)")
    let lines = try shop.kit.documents.lines(of: final)
    #expect(Set(lines.compactMap(\.deposit)) == [first.number, second.number])
    #expect(try amounts(final) == ["0.00", "17.21", "0.00", "0.00", "17.21"])
    // The attempt on the quote asked for 20.22 before the second deposit: what came fills that, and the final invoice.
    try paid("Q", .paid, at: 3, shop.euros("20.22"))
    #expect(try amounts(second) == ["3.01", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(final) == ["17.21", "0.00", "0.00", "0.00", "0.00"])
    #expect(try shop.needingAttention().isEmpty)
    #expect(throws: Fault.self) { try convert(quote) }
    #expect(throws: Fault.self) { try convert(quote, percent("1")) }
    #expect(throws: Fault.self) {
      try shop.kit.payments.credit(first, .all, reason: "deducted already")
    }
    try expectSound()
  }

  @Test(
    "what was paid on a quote proposes the deposit invoice, and the rest of it stays for the next")
  func depositReceived() throws {
    let quote = try quote("A;1;100;20")
    _ = try record("36.00", [quote])
    #expect(try shop.now(quote).claim.decimal == "84.00")
    let deposit = try convert(quote, .depositReceived)
    #expect(deposit.total.decimal == "36.00")
    #expect(try taxes(deposit) == ["20 3000 600"])
    #expect(try shop.now(deposit).state == .paid)
    #expect(try amounts(quote) == ["0.00", "0.00", "0.00", "0.00", "84.00"])
    _ = try record("40.00", [quote])
    let next = try convert(quote, .depositAmount("30.00"))
    #expect(try amounts(next) == ["30.00", "0.00", "0.00", "0.00", "0.00"])
    #expect(try amounts(quote)[0] == "10.00")
    let final = try convert(quote)
    #expect(try amounts(final) == ["10.00", "44.00", "0.00", "0.00", "44.00"])
    #expect(try amounts(quote)[0] == "0.00")
    try expectSound()
  }

  @Test("a deposit invoice that was given back leaves the final invoice as it is")
  func depositGivenBack() throws {
    let quote = try quote("A;1;120;0")
    let deposit = try convert(quote, percent("30"))
    try pay(deposit, "D")
    let final = try convert(quote)
    try paid("D", .refunded, at: 5, deposit.total)
    #expect(try amounts(deposit) == ["0.00", "36.00", "0.00", "36.00", "0.00"])
    #expect(try amounts(final) == ["0.00", "84.00", "0.00", "0.00", "84.00"])
    #expect(try shop.payment("D").status.state == .refunded)
    try expectSound()
  }

  @Test("only what fits is deducted from a final invoice that is made by hand, and once")
  func deductedByHand() throws {
    func deposit(_ line: String, _ name: String = "Aline") throws -> Document {
      try shop.kit.invoicing.issue(
        DocumentDraft(
          kind: .depositInvoice, buyer: Buyer(name: name), lines: [try LineDraft(line)]))
    }
    func final(_ deposits: Document..., kind: DocumentKind = .finalInvoice) throws -> Document {
      var draft = DocumentDraft(
        kind: kind, buyer: Buyer(name: "Aline"), lines: [try LineDraft("A;1;100;20")])
      draft.deposits = deposits
      return try shop.kit.payments.issue(draft)
    }
    let mine = try deposit("Deposit;1;30;20")
    let large = try deposit("Deposit;1;101;20")
    let others = try deposit("Deposit;1;30;20", "Bruno")
    let credited = try deposit("Deposit;1;30;20")
    _ = try shop.kit.payments.credit(credited, .all, reason: "off")
    for refused in [large, others, credited, invoice] {
      #expect(throws: Fault.self, "\(refused.number)") { try final(refused) }
    }
    #expect(throws: Fault.self) { try final(mine, mine) }
    #expect(throws: Fault.self) { try final(mine, kind: .invoice) }
    let made = try final(mine)
    #expect(made.total.decimal == "84.00")
    #expect(throws: Fault.self) { try final(mine) }
    _ = try shop.kit.payments.credit(made, .all, reason: "off too")
    #expect(try final(mine).total.decimal == "84.00")
    try expectSound()
  }

  @Test("what does not stand is not invoiced, and a canceled invoice gives its quote back")
  func canceled() throws {
    let quote = try quote("A;1;120;0", kind: .purchaseOrder)
    let made = try convert(quote)
    #expect(throws: Fault.self) { try shop.kit.payments.cancel(quote) }
    _ = try shop.kit.payments.cancel(made, neverDelivered: "too early")
    #expect(try shop.now(quote).claim.decimal == "120.00")
    #expect(try convert(quote).total.decimal == "120.00")
    for refused in [invoice, made] {
      #expect(throws: Fault.self) { try convert(refused) }
    }
    let gone = try self.quote("A;1;1;0")
    _ = try shop.kit.payments.cancel(gone)
    #expect(throws: Fault.self) { try convert(gone) }
    try expectSound()
  }

  @Test("of money that is none, or must be decided about, nothing goes to the invoice")
  func undecided() throws {
    let quote = try quote("A;1;120;0")
    try shop.attempt(quote, "S")
    try shop.receive(
      PaymentEvent(
        id: "S-paid", kind: .paid, of: .named("S"), at: Shop.noon, amount: quote.total,
        reference: "S"))
    try shop.attempt(quote, "L", mode: .live)
    try paid("L", .paid, at: 1, shop.euros("100.00"))
    let made = try convert(quote)
    #expect(try amounts(made) == ["0.00", "120.00", "0.00", "0.00", "120.00"])
    _ = try shop.kit.payments.resolve(shop.payment("L"), .accept, reason: "a part")
    #expect(try amounts(made) == ["100.00", "20.00", "0.00", "0.00", "20.00"])
    try expectSound()
  }

  @Test(
    "quotes, deposits, final invoices and credit notes come back from an export, in any order",
    arguments: [false, true])
  func exported(_ isReversed: Bool) throws {
    let quote = try quote("A;1;100;20", "B;1;50;np;exemption=261;supplied-on=2026-11-05")
    let deposit = try convert(quote, percent("30"))
    let final = try convert(quote)
    let note = try shop.kit.payments.credit(final, .amount("20.00"), reason: "broken")
    let all = [quote, deposit, final, note]
    let texts = try (isReversed ? [note, quote, final, deposit] : all).map { document in
      ExportedDocument(
        document: try shop.now(document), lines: try shop.kit.documents.lines(of: document)
      ).json.text
    }
    let other = try ImportFixture()
    let outcome = try other.importing(texts.joined(separator: "\n"))
    #expect(outcome.summary.created == 4, "\(outcome.english)")
    #expect(outcome.summary.warnings == 0, "\(outcome.english)")
    for document in all {
      let here = try shop.now(document)
      let there = try other.document(document.number)
      #expect(there.amounts == here.amounts)
      #expect(there.state == here.state)
      #expect(there.content.convertedFrom == here.content.convertedFrom)
      #expect(there.content.corrects == here.content.corrects)
      #expect(
        try other.kit.documents.taxes(of: there).rows == shop.kit.documents.taxes(of: here).rows)
    }
    #expect(try other.importing(texts.joined(separator: "\n")).summary.unchanged == 4)
    #expect(try other.kit.audit.run().reason == nil)
  }

  @Test("what credit notes took back of what was made of a quote can be invoiced again")
  func creditedAndConverted() throws {
    let quote = try quote("A;1;100;20")
    let deposit = try convert(quote, percent("30"))
    _ = try shop.kit.payments.credit(deposit, .amount("12.00"), reason: "an error")
    #expect(try shop.now(quote).claim.decimal == "96.00")
    let final = try convert(quote)
    #expect(final.total.decimal == "96.00")
    #expect(try taxes(final) == ["20 8000 1600"])
    #expect(try shop.now(quote).claim.decimal == "0.00")
    _ = try shop.kit.payments.credit(final, .all, reason: "made anew")
    #expect(try shop.now(quote).claim.decimal == "96.00")
    _ = try shop.kit.payments.credit(deposit, .all, reason: "off")
    let whole = try convert(quote)
    #expect(whole.content.kind == .invoice)
    #expect(whole.total.decimal == "120.00")
    _ = try shop.kit.payments.credit(whole, .all, reason: "off")
    _ = try shop.kit.payments.cancel(quote)
    try expectSound()
  }

  @Test("nothing is recorded on a quote that was invoiced, and nobody is told to invoice it again")
  func recordedLate() throws {
    let quote = try quote("A;1;100;20")
    let invoice = try convert(quote)
    #expect(throws: Fault.self) { try record("10.00", [quote]) }
    #expect(throws: Fault.self) { try record("10.00", [quote], overpayment: true) }
    try shop.attempt(quote, "A", mode: .live)
    _ = try record(nil, [invoice])
    try paid("A", .paid, at: 1, quote.total)
    #expect(try shop.now(quote).state == .accepted)
    #expect(try shop.now(quote).advance == nil)
    #expect(try shop.needingAttention() == ["A"])
    try expectSound()
  }
}
