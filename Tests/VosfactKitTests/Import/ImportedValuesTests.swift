import Localization
import Testing

@testable import VosfactKit

/// What becomes of sound fields, and of those that somebody should look at.
@Suite struct ImportedValuesTests {
  let fixture: ImportFixture

  init() throws {
    fixture = try ImportFixture()
  }

  @Test(
    "the service's kinds become ours, and ours are known too",
    arguments: [
      ("vat", DocumentKind.invoice), ("invoice_other", .invoice), ("advance", .depositInvoice),
      ("final", .finalInvoice), ("correction", .creditNote), ("receipt", .receipt),
      ("payment_receipt", .receipt), ("estimate", .quote), ("client_order", .purchaseOrder),
      ("proforma", .proforma), ("delivery-note", .deliveryNote), ("credit-note", .creditNote),
    ])
  func kind(name: String, kind: DocumentKind) throws {
    try fixture.importing(ImportFixture.json([("kind", "\"\(name)\"")]))
    #expect(try fixture.document("F-1").content.kind == kind)
  }

  @Test(
    "status and amount paid give the state",
    arguments: [
      (#""issued""#, "0", DocumentState.issued, "0.00"), (#""sent""#, "null", .sent, "0.00"),
      (#""accepted""#, "null", .accepted, "0.00"), (#""rejected""#, "null", .rejected, "0.00"),
      ("null", "null", .issued, "0.00"), (#""paid""#, "null", .paid, "120.00"),
      (#""paid""#, #""120,00""#, .paid, "120.00"),
      (#""partial""#, #""59.0""#, .partiallyPaid, "59.00"),
      (#""sent""#, "59", .partiallyPaid, "59.00"),
    ])
  func state(status: String, paid: String, state: DocumentState, amount: String) throws {
    let outcome = try fixture.importing(
      ImportFixture.json([("status", status), ("paid", paid), ("paid_date", #""2026-01-09""#)]))
    #expect(outcome.english == [])
    let document = try fixture.document("F-1")
    #expect(document.state == state)
    #expect(document.paid.decimal == amount)
    #expect(document.paidAt?.description == (state == .paid ? "2026-01-09T00:00:00Z" : nil))
    let payments = try fixture.kit.payments.payments(for: document)
    #expect(payments.map(\.provider) == (document.paidMinorUnits == 0 ? [] : ["manual"]))
    #expect(payments.allSatisfy { $0.mode == nil && $0.status.method == "import" })
  }

  @Test("a credit note that was paid back is settled with amounts below zero")
  func creditNote() throws {
    let positions = #"[{"name": "Retour", "quantity": -1, "price_net": 100, "tax": 20}]"#
    try fixture.importing(
      ImportFixture.json(
        [("kind", #""correction""#), ("status", #""paid""#)], positions: positions)
    )
    let document = try fixture.document("F-1")
    #expect(document.total.decimal == "-120.00")
    #expect(document.paid.decimal == "-120.00")
    #expect(document.state == .paid)
    #expect(document.paidAt?.description == "2026-01-01T00:00:00Z")
  }

  @Test(
    "what does not agree is told, and taken in",
    arguments: [
      ([("status", #""paid""#), ("paid", "0")], "paid", "120.00"),
      ([("status", #""paid""#), ("paid", "60")], "paid", "60.00"),
      ([("paid", "130")], "paid", "130.00"),
      ([("status", #""partial""#)], "paid", "0.00"),
      (
        [("price_net", "101.02"), ("price_tax", "20"), ("price_gross", "121.02")], "price_net",
        "0.00"
      ),
      ([("buyer_email", #""a@example.org, nowhere""#)], "buyer_email", "0.00"),
    ] as [([(String, String?)], String, String)])
  func warning(changes: [(String, String?)], field: String, paid: String) throws {
    let outcome = try fixture.importing(ImportFixture.json(changes))
    #expect(outcome.summary.warnings == 1)
    #expect(outcome.english.allSatisfy { $0.hasPrefix("1: \(field): warning: ") })
    #expect(outcome.notices.allSatisfy { $0.text.fr.hasPrefix("1: \(field): avertissement : ") })
    #expect(try fixture.document("F-1").paid.decimal == paid)
  }

  @Test("a document of nothing that is marked paid gets no payment")
  func zeroTotal() throws {
    let positions = #"[{"name": "Offert", "quantity": 1, "price_net": 0, "tax": 20}]"#
    let outcome = try fixture.importing(
      ImportFixture.json([("status", #""paid""#)], positions: positions))
    #expect(outcome.notices.map(\.field) == ["status"])
    #expect(try fixture.count("payment") == 0)
  }

  @Test("totals within a minor unit per line of the lines' own stand without a word")
  func tolerance() throws {
    let outcome = try fixture.importing(
      ImportFixture.json([
        ("price_net", "100.01"), ("price_tax", "19.99"), ("price_gross", "120.00"),
      ]))
    #expect(outcome.english == [])
    #expect(
      try fixture.document("F-1").content.totals == Totals(net: 100_01, tax: 19_99, total: 120_00))
  }

  @Test("separators have a name and no amount")
  func separators() throws {
    let positions = #"""
      [{"kind": "text_separator", "name": "Lot 1"}, {"name": "A", "quantity": "1", "price_net": "2,50",
      "tax": "np"}, {"kind": "subtotal"}]
      """#
    #expect(try fixture.importing(ImportFixture.json(positions: positions)).english == [])
    let document = try fixture.document("F-1")
    #expect(document.total.decimal == "2.50")
    let lines = try fixture.kit.documents.lines(of: document)
    #expect(lines.map(\.name) == ["Lot 1", "A", ""])
    #expect(lines.map { $0.amounts == nil } == [true, false, true])
  }

  @Test("an amount off without a percentage needs the line's total, which then stands")
  func discountAmount() throws {
    let positions = #"""
      [{"name": "A", "quantity": 1, "price_net": 100, "tax": 20, "discount": 10, "total_price_net": 90}]
      """#
    #expect(try fixture.importing(ImportFixture.json(positions: positions)).english == [])
    #expect(try fixture.document("F-1").total.decimal == "108.00")
  }

  @Test("texts are kept on one line, without what acts on a terminal")
  func hygiene() throws {
    try fixture.importing(
      ImportFixture.json([("buyer_name", #"" Zo\u00eb\u0007 \u202eSARL\n""#)]))
    #expect(try fixture.document("F-1").content.buyer.name == "Zoë  SARL")
  }

  @Test("what a document does not say follows from the settings or from its other fields")
  func defaults() throws {
    try fixture.kit.settings.set(.defaultCurrency, to: "CHF", at: fixture.kit.now)
    try fixture.importing(
      ImportFixture.json([
        ("currency", nil), ("buyer_name", #""""#), ("buyer_first_name", #""Zoë""#),
        ("buyer_last_name", #""Żak""#), ("payment_to", #""""#), ("sell_date", #""2026-01""#),
      ]))
    let content = try fixture.document("F-1").content
    #expect(content.currency.code == "CHF")
    #expect(content.language == "fr")
    #expect(content.buyer.name == "Zoë Żak")
    #expect(content.dueOn == nil)
    #expect(content.soldOn == "2026-01")
  }
}
