import Localization
import Testing

@testable import VosfactKit

/// Each receipt and each return has its share by rate of VAT.
@Suite struct TaxedMovementsTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
  }

  private func document(_ lines: [String], _ kind: DocumentKind = .invoice) throws -> Document {
    try shop.kit.invoicing.issue(
      DocumentDraft(
        kind: kind, buyer: Buyer(name: "Aline"), lines: lines.map { try LineDraft($0) }))
  }

  @discardableResult
  private func record(_ amount: String, _ documents: Document...) throws -> [Payment] {
    try shop.kit.payments.record(
      ManualReceipt(
        method: .transfer, amount: amount, date: nil, reference: nil, isOverpayment: true),
      for: documents
    ).payments
  }

  private func movements(_ document: Document) throws -> [TaxedMovement] {
    try TaxedMovements(database: shop.database, clock: shop.kit.clock).movements(
      of: shop.now(document))
  }

  private func text(_ movement: TaxedMovement) -> String {
    let taxes = movement.taxes.map { "\($0.category.rate) \($0.net) \($0.tax)" }
    return "\(movement.amount.minorUnits): \(taxes.joined(separator: ", "))"
  }

  /// All of a document's movements together.
  private func sum(_ movements: [TaxedMovement]) -> [TaxSummary.Row] {
    movements.reduce([]) { $0.adding($1.taxes) }
  }

  private func expectEqual(
    _ left: [TaxSummary.Row], _ right: [TaxSummary.Row], _ comment: Comment
  ) {
    #expect(left.less(right).isEmpty, comment)
  }

  @Test("three parts of a document have together exactly what it has, each what it comes to")
  func parts() throws {
    let document = try document(["A;1;0.33;20", "B;1;0.33;20", "C;2;10;5.5", "D;1;7;np"])
    for amount in ["9.63", "9.63", "9.63"] { try record(amount, document) }
    let all = try movements(document)
    #expect(all.count == 3)
    for movement in all {
      #expect(
        movement.taxes.reduce(0) { $0 + $1.gross } == movement.amount.minorUnits,
        "\(text(movement))")
    }
    #expect(text(all[0]) == "963: 20 23 4, 5.5 666 37, np 233 0")
    expectEqual(sum(all), try shop.kit.documents.taxes(of: document).rows, "the whole")
  }

  @Test("what is given back has its share, and after its credit note the rest is the invoice's")
  func returned() throws {
    let document = try document(["A;1;50;20", "B;1;50;10"])
    let payment = try #require(try record("115.00", document).first)
    let note = try shop.kit.payments.credit(document, .line(2), reason: "broken")
    _ = try record("-55.00", note)
    let all = try movements(document)
    #expect(
      all.map(text) == ["11500: 20 5000 1000, 10 5000 500", "-5500: 10 -5000 -500"])
    #expect(try shop.kit.payments.listed(payment).json["taxes"]?.array?.count == 2)
  }

  @Test("a credit note of one rate moves what was paid before to what is left, of each payment")
  func movedRate() throws {
    let document = try document(["A;1;100;20", "B;1;100;10"])
    let first = try #require(try record("115.00", document).first)
    _ = try shop.kit.payments.credit(document, .line(2), reason: "broken")
    let second = try #require(try record("5.00", document).first)
    let left = try shop.kit.documents.taxes(of: document).rows.filter { $0.tax == 2000 }
    expectEqual(sum(try movements(document)), left, "what is left of it")
    let shown = try [first, second].map { payment in
      try shop.kit.payments.listed(shop.payment(payment.reference)).json["taxes"]
    }
    #expect(
      shown == [
        [["rate": "20", "base": "95.83", "tax": "19.17", "exemption": .null]],
        [["rate": "20", "base": "4.17", "tax": "0.83", "exemption": .null]],
      ])
    #expect(try movements(document).map(\.amount.minorUnits) == [11_500, 0, 500])
  }

  @Test("a receipt that was undone keeps its movement, and has one the other way")
  func undone() throws {
    let document = try document(["A;1;100;20"])
    let payment = try #require(try record("60.00", document).first)
    _ = try shop.kit.payments.void(payment, reason: "bounced")
    let listed = try shop.kit.payments.listed(shop.payment(payment.reference))
    #expect(
      listed.movements.map(text) == ["6000: 20 5000 1000", "-6000: 20 -5000 -1000"])
    #expect(listed.json["taxes"] == [])
  }

  @Test("what is paid too much bears no VAT, nor does money that is none, or what is written off")
  func untaxed() throws {
    let document = try document(["A;1;100;20"])
    try record("130.00", document)
    #expect(try movements(document).map(text) == ["13000: 20 10000 2000"])
    let simulated = try self.document(["A;1;100;20"])
    try shop.attempt(simulated, "S")
    try shop.receive(
      PaymentEvent(
        id: "S-paid", kind: .paid, of: .named("S"), at: Shop.noon, amount: simulated.total,
        reference: "S"))
    #expect(try movements(simulated).isEmpty)
    #expect(try shop.kit.payments.listed(shop.payment("S")).json["taxes"] == [])
  }

  @Test("money of a quote goes to the invoice with its share")
  func carried() throws {
    let quote = try document(["A;1;100;20"], .quote)
    let payment = try #require(try record("36.00", quote).first)
    let deposit = try shop.kit.payments.convert(quote, to: .depositReceived)
    #expect(
      try movements(quote).map(text) == ["3600: 20 3000 600", "-3600: 20 -3000 -600"])
    #expect(try movements(deposit).map(text) == ["3600: 20 3000 600"])
    #expect(
      try shop.kit.payments.listed(shop.payment(payment.reference)).json["taxes"] == [
        ["rate": "20", "base": "30.00", "tax": "6.00", "exemption": .null]
      ])
  }

  @Test(
    "in every order of receipts and returns the shares sum to what the document holds",
    arguments: 0..<12)
  func everyOrder(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rates = ["20", "10", "5.5", "2.1", "0", "np"]
    let lines = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      let price = ExactDecimal(
        coefficient: Int64.random(in: 1...20_000, using: &generator), scale: 2)
      let rate = rates[Int.random(in: 0..<rates.count, using: &generator)]
      return "X;\(Int.random(in: 1...3, using: &generator));\(price);\(rate)"
    }
    let document = try document(lines)
    let whole = try shop.kit.documents.taxes(of: document).rows
    var open: [Payment] = []
    for _ in 0..<8 {
      let claim = try shop.now(document).claim.minorUnits
      if claim > 0, open.isEmpty || Bool.random(using: &generator) {
        let part = Int64.random(in: 1...claim, using: &generator)
        open += try record(document.amount(part).decimal, document)
      } else if let place = open.indices.randomElement(using: &generator) {
        _ = try shop.kit.payments.void(open.remove(at: place), reason: "bounced")
      }
      let now = try movements(document)
      let held = try shop.now(document).paid.minorUnits
      #expect(sum(now).reduce(0) { $0 + $1.gross } == held, "\(lines)")
      for movement in now {
        #expect(movement.taxes.reduce(0) { $0 + $1.gross } == movement.amount.minorUnits)
      }
    }
    let claim = try shop.now(document).claim
    if claim.minorUnits > 0 { try record(claim.decimal, document) }
    expectEqual(sum(try movements(document)), whole, "\(lines)")
    #expect(try shop.now(document).state == .paid)
  }
}
